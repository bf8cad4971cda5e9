"""The pages of hard moments and of concerns."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.actions import close_case
from lidzas.cases.models import Case
from lidzas.programmes.actions import name_contact
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.actions import (
    acknowledge,
    agree_crisis_steps,
    close_concern,
    end_crisis,
    mark_crisis_step,
    raise_concern,
    start_crisis,
)
from lidzas.safeguarding.models import Acknowledgement, Concern, Crisis, CrisisAgreement, CrisisStep
from lidzas.safeguarding.queries import newest_agreement, proposed_steps
from tests.builders import DAY, ROOT, a_case, a_programme, a_round

CANARY = "CANARY"


def url(page: str, case: Case, **more: object) -> str:
    return reverse(f"safeguarding:{page}", kwargs={"case_id": case.pk, **more})


def words(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def kinds(case: Case) -> list[str]:
    return [crisis.key for crisis in method_of(case.method_id).crises]


@pytest.fixture
def agreement(case: Case, case_manager: User) -> CrisisAgreement:
    return agree_crisis_steps(
        case, steps=proposed_steps(method_of(case.method_id)), replacement="Kristīne",
        contact_person=f"{CANARY} aunt", by=case_manager, on=DAY,
    )  # fmt: skip


@pytest.fixture
def crisis(case: Case, case_manager: User) -> Crisis:
    return start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)


PAGES = [
    ("show", {}, {"mentee", "mentor", "case_manager"}),
    ("write", {}, {"case_manager"}),
    ("acknowledge", {"agreement_id": uuid4()}, {"mentee", "mentor"}),
    ("crisis_start", {}, {"mentor", "case_manager"}),
    ("crisis", {"crisis_id": uuid4()}, {"mentee", "mentor", "case_manager"}),
    ("crisis_step", {"crisis_id": uuid4(), "position": 0}, {"mentor", "case_manager"}),
    ("crisis_end", {"crisis_id": uuid4()}, {"case_manager"}),
    ("raise_concern", {}, {"mentor", "case_manager"}),
    ("concerns", {}, {"case_manager"}),
    ("close_concern", {"concern_id": uuid4()}, {"case_manager"}),
]


@pytest.mark.parametrize("who", ["mentee", "mentor", "case_manager"])
@pytest.mark.parametrize("spot", PAGES, ids=lambda spot: spot[0])
def test_each_page_opens_to_its_roles_alone(request, signed_in, case, spot, who):
    page, more, open_to = spot
    browser = signed_in(request.getfixturevalue(who))
    statuses = {
        browser.get(url(page, case, **more)).status_code,
        browser.post(url(page, case, **more)).status_code,
    }
    assert (403 in statuses) is (who not in open_to)


@pytest.mark.parametrize(("page", "more", "_open_to"), PAGES)
def test_a_stranger_does_not_learn_that_the_case_exists(signed_in, stranger, case, page, more, _open_to):
    browser = signed_in(stranger)
    assert browser.get(url(page, case, **more)).status_code in {404, 405}
    assert browser.post(url(page, case, **more)).status_code in {404, 405}


@pytest.mark.parametrize("page", ["crisis", "crisis_end", "close_concern"])
def test_records_of_another_case_are_not_found(signed_in, case_manager, case, autumn, page):
    other = a_case(autumn, case_manager=case_manager)
    crisis = start_crisis(other, kinds(other)[0], by=case_manager, on=DAY)
    concern = raise_concern(other, text="T", by=case_manager, on=DAY)
    more = {"concern_id": concern.pk} if page == "close_concern" else {"crisis_id": crisis.pk}
    assert signed_in(case_manager).get(url(page, case, **more)).status_code == 404


def test_before_anything_is_agreed_the_method_suggests(signed_in, mentee, case_manager, case):
    page = words(signed_in(mentee).get(url("show", case)))
    assert "Nothing is agreed yet" in page
    assert "You can change it together" in page
    for step in proposed_steps(method_of(case.method_id)):
        assert step.text in page
    assert "<title>Līdzās</title>" in page
    assert url("write", case) not in page
    assert url("raise_concern", case) not in page
    assert url("write", case) in words(signed_in(case_manager).get(url("show", case)))


@pytest.mark.covers("S1.25")
def test_a_hard_moment_is_named_to_the_young_person_in_their_own_voice(
    signed_in, mentee, mentor, case, agreement, crisis
):
    for page in (url("show", case), url("crisis", case, crisis_id=crisis.pk)):
        assert "When I do not want to, for now" in words(signed_in(mentee).get(page))
        assert "Does not want to cooperate now" in words(signed_in(mentor).get(page))


def test_the_agreement_shows_who_does_what_and_after_how_many_days(signed_in, mentor, case, agreement):
    page = words(signed_in(mentor).get(url("show", case)))
    for said in ("At once", "After 7 days", "Mentor", "Case manager", "Kristīne", "Nobody has said so yet"):
        assert said in page


@pytest.mark.parametrize(("who", "sees"), [("mentee", True), ("case_manager", True), ("mentor", False)])
def test_the_trusted_person_is_not_shown_to_the_mentor(request, signed_in, case, agreement, who, sees):
    page = words(signed_in(request.getfixturevalue(who)).get(url("show", case)))
    assert (CANARY in page) is sees
    assert ("The case manager knows whom" in page) is not sees


def test_nobody_need_be_named(signed_in, mentee, case, case_manager):
    agree_crisis_steps(
        case,
        steps=proposed_steps(method_of(case.method_id)),
        replacement="K",
        contact_person="",
        by=case_manager,
        on=DAY,
    )
    assert "Nobody is named" in words(signed_in(mentee).get(url("show", case)))


@pytest.mark.covers("S1.25")
@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_each_says_once_that_they_have_read_it(request, signed_in, case, agreement, who):
    person = request.getfixturevalue(who)
    browser = signed_in(person)
    read_url = url("acknowledge", case, agreement_id=agreement.pk)
    assert read_url in words(browser.get(url("show", case)))
    for _again in range(2):
        response = browser.post(read_url, {"form_key": "k"})
        assert response.headers["location"] == url("show", case)
    said = Acknowledgement.objects.get()
    assert (said.role, said.person) == (Role(who), person)
    page = words(browser.get(url("show", case)))
    assert read_url not in page
    assert person.name in page
    assert "already" in words(browser.post(read_url, {"form_key": "other"}, follow=True))


def posted(case: Case, **changed: object) -> dict[str, object]:
    """What a browser sends when the page with the method's steps is saved as it was opened."""
    sent: dict[str, object] = {"replacement": "Kristīne", "contact_person": "", "version": 0}
    for kind in kinds(case):
        steps = [step for step in proposed_steps(method_of(case.method_id)) if step.crisis == kind]
        for number, step in enumerate(steps):
            row = {"days": step.after_days, "who": step.who, "text": step.text}
            sent |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
    return {**sent, **changed}


@pytest.mark.covers("S1.25", "S1.26", "S1.27")
def test_the_agreement_begins_with_the_steps_of_the_method_and_can_be_changed(signed_in, case_manager, case):
    browser = signed_in(case_manager)
    page = words(browser.get(url("write", case)))
    for step in proposed_steps(method_of(case.method_id)):
        assert step.text in page
    kind, count = kinds(case)[0], len(method_of(case.method_id).crises[0].steps)
    sent = posted(
        case,
        **{
            f"{kind}-0-text": "Wait for Ilze",
            f"{kind}-1-text": "", f"{kind}-1-days": "",
            f"{kind}-{count}-text": "A new last step", f"{kind}-{count}-days": "30",
            f"{kind}-{count}-who": method_of(case.method_id).roles[0].key,
        },
    )  # fmt: skip
    assert browser.post(url("write", case), sent).headers["location"] == url("show", case)
    steps = [step for step in newest_agreement(case).agreed_steps if step.crisis == kind]
    assert len(steps) == count
    assert (steps[0].text, steps[-1].text, steps[-1].after_days) == ("Wait for Ilze", "A new last step", 30)


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"text": "T", "days": ""}, "days"),
        ({"text": "T", "days": "1", "who": ""}, "who"),
        ({"text": "", "days": "3"}, "text"),
        ({"text": "T", "days": "-1"}, "days"),
        ({"text": "T", "days": "soon"}, "days"),
        ({"text": "T", "days": "1", "who": "neighbour"}, "who"),
        ({"text": "ā" * 501, "days": "1"}, "text"),
        ({"text": "a\x00b", "days": "1"}, "text"),
    ],
)
def test_a_row_that_lacks_something_says_so_at_its_field(signed_in, case_manager, case, row, named):
    kind, count = kinds(case)[0], len(method_of(case.method_id).crises[0].steps)
    role = method_of(case.method_id).roles[0].key
    sent = {f"{kind}-{count}-{name}": value for name, value in ({"who": role} | row).items()}
    response = signed_in(case_manager).post(url("write", case), posted(case, **sent))
    assert response.status_code == 422
    assert f"{kind}-{count}-{named}" in response.context["form"].errors
    assert "Kristīne" in words(response)
    assert not CrisisAgreement.objects.exists()


def test_a_hard_moment_left_without_steps_is_refused_in_words(signed_in, case_manager, case):
    kind, count = kinds(case)[0], len(method_of(case.method_id).crises[0].steps)
    emptied = {f"{kind}-{row}-{name}": "" for row in range(count) for name in ("text", "days")}
    response = signed_in(case_manager).post(url("write", case), posted(case, **emptied))
    assert response.status_code == 422
    assert "Every hard moment needs at least one step" in words(response)


def test_an_agreement_written_meanwhile_is_laid_beside_what_was_typed(
    signed_in, case_manager, case, agreement
):
    response = signed_in(case_manager).post(url("write", case), posted(case, replacement="Typed here"))
    assert response.status_code == 422
    page = words(response)
    assert "Typed here" in page
    assert "Somebody wrote a new agreement meanwhile" in page
    assert f"{CANARY} aunt" in page
    assert CrisisAgreement.objects.count() == 1


def test_the_page_begins_with_what_was_agreed_before(signed_in, case_manager, case, agreement):
    form = signed_in(case_manager).get(url("write", case)).context["form"]
    assert (form["replacement"].value(), form["contact_person"].value()) == ("Kristīne", f"{CANARY} aunt")
    assert form.row_version == 1


def test_rows_follow_what_stands_and_what_was_sent_but_no_more_than_a_page_holds(
    signed_in, case_manager, case
):
    browser, kind = signed_in(case_manager), kinds(case)[0]
    standing = sum(step.crisis == kind for step in proposed_steps(method_of(case.method_id)))

    def rows(**sent: str) -> int:
        response = browser.post(url("write", case), sent) if sent else browser.get(url("write", case))
        return response.context["form"].rows[kind]

    assert rows() == standing + 2
    assert rows(**{f"{kind}-9-text": ""}) == 10
    assert rows(**{f"{kind}-9999-text": ""}) == standing + 2


def test_an_agreement_longer_than_a_page_keeps_all_its_rows(signed_in, case_manager, case):
    steps = proposed_steps(method_of(case.method_id))
    kind = kinds(case)[0]
    many = [step for step in steps if step.crisis == kind] * 5
    agree_crisis_steps(
        case, steps=[*many, *(step for step in steps if step.crisis != kind)], replacement="K", contact_person="",
        by=case_manager, on=DAY,
    )  # fmt: skip
    form = signed_in(case_manager).get(url("write", case)).context["form"]
    assert form.rows[kind] == len(many) > 12


@pytest.mark.covers("S1.26", "S1.27")
def test_a_case_manager_starts_a_hard_moment_marks_its_steps_and_ends_it(
    signed_in, case_manager, case, agreement
):
    browser = signed_in(case_manager)
    assert browser.get(url("crisis_start", case)).status_code == 200
    sent = {"kind": kinds(case)[1], "on": "2026-08-30", "form_key": "k"}
    for _again in range(2):
        response = browser.post(url("crisis_start", case), sent)
    crisis = Crisis.objects.get()
    crisis_url = url("crisis", case, crisis_id=crisis.pk)
    assert response.headers["location"] == crisis_url
    page = words(browser.get(crisis_url))
    assert "30 August" in page
    step_url = url("crisis_step", case, crisis_id=crisis.pk, position=1)
    assert step_url in page
    assert browser.get(step_url).status_code == 200
    response = browser.post(step_url, {"on": "2026-09-01", "note": "Rang twice"})
    assert response.headers["location"] == crisis_url
    assert CrisisStep.objects.get().note == "Rang twice"
    page = words(browser.get(crisis_url))
    assert "Rang twice" in page
    assert step_url not in page
    end_url = url("crisis_end", case, crisis_id=crisis.pk)
    assert browser.get(end_url).status_code == 200
    assert browser.post(end_url, {"on": "2026-09-01"}).status_code == 422
    browser.post(end_url, {"on": "2026-09-01", "outcome": "A pause"})
    page = words(browser.get(crisis_url))
    assert "A pause" in page
    assert end_url not in page
    assert "Hard moments that are over" in words(browser.get(url("show", case)))


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": ""},
        {"kind": "flood", "on": "2026-09-01"},
        {"kind": "silent", "on": "2026-09-02"},
        {"kind": "silent", "on": "2026-08-01"},
    ],
)
def test_a_hard_moment_has_a_kind_and_a_day_within_the_case(signed_in, case_manager, case, sent):
    response = signed_in(case_manager).post(url("crisis_start", case), sent)
    assert response.status_code == 422
    assert not Crisis.objects.exists()


def test_a_step_that_was_not_agreed_is_not_found(signed_in, case_manager, case, crisis):
    assert (
        signed_in(case_manager).get(url("crisis_step", case, crisis_id=crisis.pk, position=99)).status_code
        == 404
    )


@pytest.mark.parametrize(("who", "sees"), [("mentee", True), ("case_manager", True), ("mentor", False)])
def test_notes_and_outcome_are_for_the_young_person_and_the_case_manager(
    request, signed_in, crisis, case_manager, who, sees
):
    case = crisis.case
    mark_crisis_step(crisis, 0, note=f"{CANARY} note", by=case_manager, on=DAY)
    end_crisis(crisis, outcome=f"{CANARY} outcome", by=case_manager, on=DAY)
    browser = signed_in(request.getfixturevalue(who))
    page = words(browser.get(url("crisis", case, crisis_id=crisis.pk)))
    assert (f"{CANARY} note" in page, f"{CANARY} outcome" in page) == (sees, sees)
    assert CANARY not in words(browser.get(url("show", case)))


def test_a_mentor_sees_their_own_note(signed_in, mentor, case, crisis):
    mark_crisis_step(crisis, 0, note="Mine", by=mentor, on=DAY)
    assert "Mine" in words(signed_in(mentor).get(url("crisis", case, crisis_id=crisis.pk)))


def test_the_young_person_is_shown_the_steps_but_no_button(signed_in, mentee, case, crisis):
    browser = signed_in(mentee)
    page = words(browser.get(url("show", case)))
    assert url("crisis", case, crisis_id=crisis.pk) in page
    page = words(browser.get(url("crisis", case, crisis_id=crisis.pk)))
    assert "Mark as done" not in page
    assert url("crisis_end", case, crisis_id=crisis.pk) not in page


@pytest.mark.covers("S3.29")
def test_numbers_for_danger_come_before_the_writing(signed_in, mentor, case):
    page = words(signed_in(mentor).get(url("raise_concern", case)))
    first = [page.index(f"tel:{line.number}") for line in method_of(case.method_id).helps if line.danger]
    assert first
    assert max(first) < page.index('name="text"')


def test_whoever_worries_is_told_whom_to_call_in_the_programme(
    signed_in, mentor, case, programme, project_manager
):
    assert "somebody of the programme" not in words(signed_in(mentor).get(url("raise_concern", case)))
    name_contact(
        programme,
        contact_name="Kristīne",
        contact_phone="2000 0000",
        contact_hours="9-17",
        by=project_manager,
    )
    assert "Kristīne, 2000 0000, 9-17" in words(signed_in(mentor).get(url("raise_concern", case)))


@pytest.mark.covers("S3.29")
def test_after_raising_a_concern_the_mentor_sees_only_that_it_was_received(signed_in, mentor, case, mentee):
    browser = signed_in(mentor)
    assert browser.post(url("raise_concern", case), {"text": ""}).status_code == 422
    sent = {"text": CANARY, "form_key": "k"}
    for _again in range(2):
        assert browser.post(url("raise_concern", case), sent).headers["location"] == url("show", case)
    concern = Concern.objects.get()
    assert concern.text == CANARY
    page = words(browser.get(url("show", case)))
    assert "Received" in page
    seen_by_mentor = [
        page,
        words(browser.get(url("raise_concern", case))),
        words(browser.get(url("show", case))),
    ]
    assert browser.get(url("concerns", case)).status_code == 403
    assert browser.get(url("close_concern", case, concern_id=concern.pk)).status_code == 403
    assert CANARY not in "".join(seen_by_mentor)
    assert str(concern.pk) not in "".join(seen_by_mentor)


def test_the_case_manager_sees_no_trace_of_a_concern_about_the_case_manager(
    signed_in, mentor, case, case_manager
):
    sent = {"text": CANARY, "about_case_manager": "on"}
    assert signed_in(mentor).post(url("raise_concern", case), sent).status_code == 302
    concern = Concern.objects.get()
    browser, address = signed_in(case_manager), url("close_concern", case, concern_id=concern.pk)
    page = words(browser.get(url("concerns", case)))
    assert "No concern is open" in page
    assert CANARY not in page
    home = browser.get(reverse("journey:home"))
    assert home.context["home"].counts["concerns"] == 0
    assert browser.post(address, {"what_was_done": "Nothing"}).status_code == 404
    assert not Concern.objects.get().is_closed


@pytest.mark.covers("S3.29")
def test_the_young_person_sees_no_trace_of_a_concern(signed_in, mentor, mentee, case, agreement, crisis):
    browser = signed_in(mentee)
    pages = [url("show", case), url("crisis", case, crisis_id=crisis.pk)]
    before = [re.sub(r'value="[0-9a-zA-Z]{32,64}"', "", words(browser.get(page))) for page in pages]
    raise_concern(case, text=CANARY, by=mentor, on=DAY)
    after = [re.sub(r'value="[0-9a-zA-Z]{32,64}"', "", words(browser.get(page))) for page in pages]
    assert after == before
    for page in ("raise_concern", "concerns"):
        assert browser.get(url(page, case)).status_code == 403


@pytest.mark.covers("S3.29")
def test_the_case_manager_handles_a_concern(signed_in, mentor, case_manager, case):
    browser = signed_in(case_manager)
    assert "No concern is open" in words(browser.get(url("concerns", case)))
    concern = raise_concern(case, text="Bruises", by=mentor, on=DAY)
    close_url = url("close_concern", case, concern_id=concern.pk)
    page = words(browser.get(url("concerns", case)))
    assert "Bruises" in page
    assert close_url in page
    assert browser.get(close_url).status_code == 200
    assert browser.post(close_url, {"what_was_done": ""}).status_code == 422
    browser.post(close_url, {"what_was_done": "Talked with her and the doctor"})
    page = words(browser.get(url("concerns", case)))
    assert "Talked with her and the doctor" in page
    assert close_url not in page
    response = browser.post(close_url, {"what_was_done": "Again"})
    assert "closed already" in words(response)


def test_a_case_manager_who_raises_a_concern_comes_to_the_list(signed_in, case_manager, case):
    response = signed_in(case_manager).post(url("raise_concern", case), {"text": "T"})
    assert response.headers["location"] == url("concerns", case)


def test_the_list_of_concerns_asks_the_database_as_often_for_one_as_for_three(
    signed_in, case_manager, case, django_assert_max_num_queries
):
    browser = signed_in(case_manager)

    def raise_and_count() -> int:
        raise_concern(case, text="T", by=case_manager, on=DAY)
        close_concern(
            raise_concern(case, text="T", by=case_manager, on=DAY), what_was_done="D", by=case_manager, on=DAY
        )
        browser.get(url("concerns", case))
        with django_assert_max_num_queries(60) as seen:
            browser.get(url("concerns", case))
        return len(seen)

    assert raise_and_count() == raise_and_count() == raise_and_count()


def test_the_page_of_hard_moments_asks_the_database_as_often_for_one_as_for_three(
    signed_in, case_manager, mentee, mentor, agreement, django_assert_max_num_queries
):
    case = agreement.case
    browser = signed_in(case_manager)
    acknowledge(agreement, role=Role.MENTEE, by=mentee, on=DAY)

    def start_and_count() -> int:
        for kind in kinds(case):
            end_crisis(
                start_crisis(case, kind, by=case_manager, on=DAY), outcome="O", by=case_manager, on=DAY
            )
        browser.get(url("show", case))
        with django_assert_max_num_queries(60) as seen:
            browser.get(url("show", case))
        return len(seen)

    first = start_and_count()
    acknowledge(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    assert start_and_count() == first


def test_an_ended_case_offers_nothing_but_closing_what_is_open(
    signed_in, mentor, case_manager, case, agreement, crisis
):
    concern = raise_concern(case, text="T", by=mentor, on=DAY)
    close_case(case, by=case_manager, on=DAY)
    browser = signed_in(case_manager)
    page = words(browser.get(url("show", case)))
    for gone in ("write", "crisis_start", "raise_concern"):
        assert url(gone, case) not in page
    response = browser.post(url("raise_concern", case), {"text": "T"})
    assert "This case has ended" in words(response)
    assert url("concerns", case) in page
    browser.post(url("close_concern", case, concern_id=concern.pk), {"what_was_done": "D"})
    assert Concern.objects.get().is_closed


def test_a_wholly_different_method_brings_its_own_hard_moments(
    signed_in, case_manager, project_manager, mentee
):
    other = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"
    programme = a_programme("Pavadoņi", by=project_manager, method=other)
    case = a_case(a_round(programme, by=project_manager), mentee=mentee, case_manager=case_manager)
    page = words(signed_in(mentee).get(url("show", case)))
    for said in ("No answer comes", "Companion", "Guide", "After 10 days"):
        assert said in page
    start_crisis(case, "quiet", by=case_manager, on=DAY - timedelta(days=3))
    assert "No answer comes" in words(
        signed_in(mentee).get(url("crisis", case, crisis_id=Crisis.objects.get().pk))
    )
