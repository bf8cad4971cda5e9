"""The pages of a case and of a programme."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.assessments.actions import answer, decide_readiness, open_assessment
from lidzas.assessments.choices import Kind, Outcome, Voice
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.audit.actions import record
from lidzas.audit.models import Entry
from lidzas.cases.actions import close_case, enter_stage, postpone
from lidzas.cases.models import Case, DoneActivity, OpenActivity, StageEntry
from lidzas.closing.models import Exit
from lidzas.journey.context import CASE_PAGES, words_for_case_pages
from lidzas.journey.queries.caseload import PAGE, page_of
from lidzas.journey.queries.casepage import in_words, looked_at
from lidzas.journey.queries.due import due_of
from lidzas.journey.queries.hats import name_of
from lidzas.method import Count, Demand, Facts, Path, RecordKind, Unmet
from lidzas.notices.models import Notice
from lidzas.programmes.actions import name_contact
from lidzas.programmes.models import Round
from lidzas.programmes.queries import method_of, numbers_of
from lidzas.safeguarding.actions import raise_concern
from tests.builders import DAY, ROOT, a_case, a_person, a_programme

NOTHING = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)


@pytest.fixture
def page(case):
    """`page("journey:stage")` is the address of a page of the case."""
    return lambda name, **more: reverse(name, kwargs={"case_id": case.pk, **more})


@pytest.fixture
def of_programme(programme):
    return lambda name, **more: reverse(name, kwargs={"programme_code": programme.code, **more})


@pytest.fixture
def method(case):
    return method_of(case.method_id)


def by_hand(method, role):
    return next(
        activity.key for stage in method.stages for activity in stage.activities
        if activity.record is None and activity.about == "case" and role in activity.done_by
    )  # fmt: skip


@pytest.mark.covers("S0.02")
def test_the_case_page_shows_where_the_case_is(signed_in, case, case_manager, mentor, page, method):
    text = signed_in(case_manager).get(page("journey:case")).content.decode()
    for stage in method.stages:
        assert stage.name.in_language("en") in text
    assert "we are here" in text
    assert mentor.name in text


def test_the_title_of_a_case_page_names_nobody(signed_in, case, case_manager, mentee, page):
    for person in (case_manager, mentee):
        text = signed_in(person).get(page("journey:case")).content.decode()
        assert mentee.name not in text[text.index("<title>") : text.index("</title>")]


def test_every_page_of_a_case_has_a_word_in_its_navigation():
    assert {name for _permission, name in CASE_PAGES} == set(words_for_case_pages())


def test_a_mentor_sees_only_pages_that_open(signed_in, case, mentor, page):
    shown = signed_in(mentor).get(page("journey:case")).context["case_nav"]
    assert {item.url for item in shown}.isdisjoint({page("assessments:show"), page("meetings:contacts")})
    for item in shown:
        assert signed_in(mentor).get(item.url).status_code == 200


def test_the_stage_page_says_what_is_open_and_asks_for_a_reason(signed_in, case, case_manager, page, method):
    browser = signed_in(case_manager)
    shown = browser.get(page("journey:stage"))
    assert method.activity("explained").name.in_language("en") in shown.content.decode()
    fields = {"stage": method.stages[1].key, "on": "2026-09-01", "reason": "", "version": "1"}
    refused = browser.post(page("journey:stage"), fields)
    assert refused.status_code == 422
    assert "please say why" in refused.content.decode()
    moved = browser.post(page("journey:stage"), {**fields, "reason": "The camp was cancelled."})
    assert moved.url == page("journey:case")
    case.refresh_from_db()
    assert case.stage == method.stages[1].key


def test_a_stage_form_from_another_tab_is_told_where_the_case_stands(
    signed_in, case, case_manager, page, method
):
    browser = signed_in(case_manager)
    fields = {"stage": method.stages[1].key, "on": "2026-09-01", "reason": "first", "version": "1"}
    browser.post(page("journey:stage"), fields)
    stale = browser.post(page("journey:stage"), {**fields, "stage": method.stages[2].key, "reason": "second"})
    assert stale.status_code == 422
    assert stale.context["form"].stands_now == [("Stage", method.stages[1].name.in_language("en"))]
    assert "second" in stale.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-09-02", "later than"), ("2026-08-01", "earlier than"), ("31.02.2026", "calendar")],
)
def test_a_day_out_of_place_is_said_beside_the_field(signed_in, case, case_manager, page, method, day, said):
    fields = {"stage": method.stages[1].key, "on": day, "reason": "x", "version": "1"}
    refused = signed_in(case_manager).post(page("journey:stage"), fields)
    assert refused.status_code == 422
    assert said in str(refused.context["form"].errors["on"])
    assert StageEntry.objects.filter(case=case).count() == 1


def test_the_last_stage_has_no_next_one(signed_in, case, case_manager, page, method):
    browser = signed_in(case_manager)
    fields = {"stage": method.stages[-1].key, "on": "2026-09-01", "reason": "x", "version": "1"}
    browser.post(page("journey:stage"), fields)
    assert browser.get(page("journey:stage")).context["form"].initial["stage"] is None


def test_what_has_no_page_is_marked_by_hand(signed_in, case, case_manager, page, method):
    key = by_hand(method, "case_manager")
    browser = signed_in(case_manager)
    assert browser.get(page("journey:mark", activity=key)).status_code == 200
    browser.post(page("journey:mark", activity=key), {"on": "2026-09-01", "note": "🌱"})
    assert DoneActivity.objects.get(case=case, activity=key).note == "🌱"


@pytest.mark.parametrize("key", ["nothing", "explained"])
def test_nothing_else_is_marked_by_hand(signed_in, case, case_manager, page, key):
    assert signed_in(case_manager).get(page("journey:mark", activity=key)).status_code == 404


def test_the_young_person_sees_who_looked(signed_in, case, mentee, mentor, case_manager, page):
    signed_in(mentor).get(page("plans:show"))
    signed_in(case_manager).get(page("assessments:show"))
    text = signed_in(mentee).get(page("journey:looks")).content.decode()
    assert mentor.name in text
    assert "Your plan" in text
    assert case_manager.name in text
    assert "How things are in your life areas" in text


def test_my_own_looks_at_my_page_are_not_noted(signed_in, case, mentee, page):
    signed_in(mentee).get(page("plans:show"))
    assert not Entry.objects.about_case(case.pk).looks().exists()


def test_a_look_of_somebody_who_is_gone_still_stands(signed_in, case, mentee, mentor, page):
    record("plan_view", case, by=None, role="", is_look=True)
    text = signed_in(mentee).get(page("journey:looks")).content.decode()
    assert "Somebody who has left" in text
    assert looked_at("something new") == "your page"


@pytest.mark.covers("S5.11")
def test_the_exit_asks_for_a_reason_while_something_is_open(
    signed_in, case, case_manager, mentee, page, method
):
    browser = signed_in(case_manager)
    assert browser.get(page("journey:exit")).status_code == 200
    fields = {
        "path": method.exit_paths[0].key, "where": "A workshop", "alone_part": "Bus", "help_part": "Papers: Ilze",
        "on": "2026-09-01", "reason": "",
    }  # fmt: skip
    assert browser.post(page("journey:exit"), fields).status_code == 422
    assert browser.post(page("journey:exit"), {**fields, "reason": "Moves abroad."}).url == page(
        "journey:case"
    )
    case.refresh_from_db()
    assert (case.closed_on, Exit.objects.get(case=case).where) == (DAY, "A workshop")
    assert "This case ended on" in browser.get(page("journey:case")).content.decode()
    assert "A workshop" in signed_in(mentee).get("/home/").content.decode()


def test_an_ended_case_takes_no_more_forms(signed_in, case, case_manager, page, method):
    close_case(case, by=case_manager, on=DAY)
    fields = {"stage": method.stages[1].key, "on": "2026-09-01", "reason": "x", "version": "1"}
    refused = signed_in(case_manager).post(page("journey:stage"), fields)
    assert refused.status_code == 422
    assert "This case has ended" in refused.content.decode()


def test_a_case_is_opened_with_its_invitation(signed_in, autumn, case_manager, of_programme):
    browser = signed_in(case_manager)
    assert browser.get(of_programme("cases:open")).status_code == 200
    fields = {
        "name": "Elza Kalniņa", "email": "elza@example.org", "language": "lv", "municipality": "Dobele",
        "referred_by": "themself", "round": autumn.pk, "opened_on": "2026-09-01",
    }  # fmt: skip
    opened = browser.post(of_programme("cases:open"), fields, follow=True)
    assert "http://testserver/invitation/" in opened.content.decode()
    assert opened.context["case"].mentee.email == "elza@example.org"
    again = browser.post(of_programme("cases:open"), {**fields, "is_somebody_new": "on"})
    assert again.status_code == 422
    assert "has an open case" in again.content.decode()


def test_a_caseload_is_searched_filtered_and_paged(signed_in, case, case_manager, of_programme, method):
    browser, address = signed_in(case_manager), of_programme("journey:caseload")

    def names(**asked):
        return [row.case.mentee.name for row in browser.get(address, asked).context["page"].rows]

    assert names() == ["Elza Kalniņa"]
    assert names(words="kalnina ELZA") == ["Elza Kalniņa"]
    assert names(words="nobody") == []
    assert names(stage=method.stages[0].key) == ["Elza Kalniņa"]
    assert names(stage=method.stages[1].key) == []
    assert names(only="quiet") == ["Elza Kalniņa"]
    assert names(only="concerns") == []
    assert names(after="\x00", only="made up") == ["Elza Kalniņa"]
    assert names(after="made up") == ["Elza Kalniņa"]
    assert names(after="01900000-0000-7000-8000-000000000000") == ["Elza Kalniņa"]


def test_pages_of_a_caseload_join_without_gap(autumn, case_manager, monkeypatch):
    for name in ("B", "A", "C", "A"):
        a_case(autumn, mentee=a_person(name), case_manager=case_manager)
    monkeypatch.setattr("lidzas.journey.queries.caseload.PAGE", 2)
    cases = type(a_case(autumn, mentee=a_person("D"), case_manager=case_manager)).objects.all()
    seen, after = [], ""
    while True:
        found = page_of(cases, on=DAY, after=after)
        seen += [row.case.mentee.name for row in found.rows]
        after = found.after
        if not after:
            break
        assert after == str(found.rows[-1].case.pk)
    assert seen == ["A", "A", "B", "C", "D"]
    assert PAGE == 60


def test_a_page_goes_on_where_it_stopped_although_its_last_case_left_the_list(
    autumn, case_manager, monkeypatch, django_assert_num_queries
):
    first, second, third = (
        a_case(autumn, mentee=a_person(name), case_manager=case_manager) for name in ("A", "B", "C")
    )
    monkeypatch.setattr("lidzas.journey.queries.caseload.PAGE", 2)
    after = page_of(Case.objects.all(), on=DAY).after
    with django_assert_num_queries(3):
        found = page_of(Case.objects.exclude(pk__in=[first.pk, second.pk]), on=DAY, after=after)
    assert [row.case for row in found.rows] == [third]
    with django_assert_num_queries(3):
        page_of(Case.objects.exclude(pk__in=[first.pk, second.pk]), on=DAY)


def test_the_address_of_the_next_page_names_nobody(
    signed_in, autumn, case_manager, of_programme, monkeypatch
):
    for name in ("Elza Kalniņa", "Anna Bērziņa"):
        a_case(autumn, mentee=a_person(name), case_manager=case_manager)
    monkeypatch.setattr("lidzas.journey.queries.caseload.PAGE", 1)
    page = signed_in(case_manager).get(of_programme("journey:caseload")).content.decode()
    address = re.search(r'href="(\?after=[^"]*)"', page)[1]
    assert "anna" not in address
    assert "example.org" not in address


def test_the_people_page_shows_names_and_no_more(
    signed_in, case, coordinator, developer, mentee, mentor, of_programme
):
    raise_concern(case, text="CANARY", by=mentor, on=DAY)
    text = signed_in(coordinator).get(of_programme("journey:people")).content.decode()
    assert mentee.name in text
    assert "CANARY" not in text
    assert signed_in(developer).get(of_programme("journey:people")).status_code == 403


def test_pairs_to_sign_are_a_list_of_their_own(signed_in, case, coordinator, of_programme):
    shown = signed_in(coordinator).get(of_programme("journey:people"), {"only": "to_sign"})
    assert shown.context["participants"] == []


def test_a_closed_case_stands_among_the_young_people_as_moved_on(signed_in, case, case_manager, of_programme):
    close_case(case, by=case_manager, on=DAY)
    text = signed_in(case_manager).get(of_programme("journey:people")).content.decode()
    assert "Moved on" in text


def test_a_case_manager_sees_their_own_young_people_among_those_who_take_part(
    signed_in, case, case_manager, coordinator, of_programme
):
    theirs = a_case(case.round, mentee=a_person("Not Mine"), case_manager=a_person("Colleague"))
    text = signed_in(case_manager).get(of_programme("journey:people")).content.decode()
    assert case.mentee.name in text
    assert theirs.mentee.name not in text
    assert "Not Mine" in signed_in(coordinator).get(of_programme("journey:people")).content.decode()


def test_work_of_a_round_is_marked_by_whose_it_is(signed_in, autumn, coordinator, developer, of_programme):
    browser = signed_in(coordinator)
    rows = browser.get(of_programme("journey:work")).context["rows"]
    mine = next(row for row in rows if row.is_mine)
    address = of_programme("journey:mark_work", round_code=mine.round_code, activity=mine.due.activity)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"on": "2026-09-01", "note": ""}).status_code == 302
    assert DoneActivity.objects.filter(round=autumn, activity=mine.due.activity).exists()
    other = next(row for row in rows if not row.is_mine)
    foreign = of_programme("journey:mark_work", round_code=other.round_code, activity=other.due.activity)
    assert browser.get(foreign).status_code == 404


def test_a_round_is_begun_with_its_work(signed_in, programme, project_manager, of_programme):
    fields = {
        "name": "Spring",
        "code": "spring",
        "starts_on": "2027-02-01",
        "ends_on": "2027-06-01",
        "places": "20",
    }
    browser = signed_in(project_manager)
    assert browser.post(of_programme("journey:round"), fields).status_code == 302
    opened = Round.objects.get(programme=programme, code="spring")
    assert OpenActivity.objects.filter(round=opened).exists()
    twice = browser.post(of_programme("journey:round"), fields)
    assert twice.status_code == 422
    assert "There is a round with this short name already." in twice.content.decode()
    backwards = browser.post(
        of_programme("journey:round"), {**fields, "code": "x", "starts_on": "2027-07-01"}
    )
    assert "A round ends after it starts." in backwards.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_on", "0001-01-01"), ("starts_on", "9999-12-01"), ("ends_on", "9999-12-31"), ("places", "0"),
        ("places", "40000"),
    ],
)  # fmt: skip
def test_a_round_is_within_what_a_programme_can_mean(
    signed_in, project_manager, programme, of_programme, field, value
):
    fields = {"name": "A", "code": "a", "starts_on": "2026-10-01", "ends_on": "2027-06-01", "places": "20"}
    answer = signed_in(project_manager).post(of_programme("journey:round"), {**fields, field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not programme.rounds.exists()


@pytest.mark.covers("S3.22")
def test_figures_count_without_names(signed_in, case, developer, mentee, mentor, of_programme, method):
    shown = signed_in(developer).get(of_programme("journey:figures"))
    assert (shown.context["figures"].young_people, shown.context["figures"].open_cases) == (1, 1)
    assert dict(shown.context["figures"].stages)[method.stages[0].name.in_language("en")] == 1
    assert mentee.name not in shown.content.decode()


def test_the_project_manager_reads_open_concerns_and_leaves_a_line(
    signed_in, case, mentor, project_manager, case_manager, coordinator, of_programme
):
    address = of_programme("journey:concerns")
    assert "No concern is open" in signed_in(project_manager).get(address).content.decode()
    raise_concern(case, text="CANARY", by=mentor, on=DAY)
    assert "CANARY" in signed_in(project_manager).get(address).content.decode()
    assert Entry.objects.looks().get(by=project_manager).case_id == case.pk
    assert signed_in(coordinator).get(address).status_code == 403
    assert signed_in(case_manager).get(address).status_code == 403


def test_a_project_manager_closes_a_concern_and_goes_on_seeing_it(
    signed_in, case, mentor, project_manager, coordinator, of_programme
):
    concern = raise_concern(case, text="CANARY", about_case_manager=True, by=mentor, on=DAY)
    browser, address = signed_in(project_manager), of_programme("journey:concerns")
    close = of_programme("journey:close_concern", concern_id=concern.pk)
    page = browser.get(address).content.decode()
    assert "It is about the case manager" in page
    assert close in page
    assert "No concern was settled yet" in browser.get(address, {"only": "closed"}).content.decode()
    assert "CANARY" in browser.get(close).content.decode()
    assert browser.post(close, {"what_was_done": "Talked"}).headers["location"] == address
    assert "CANARY" not in browser.get(address).content.decode()
    page = browser.get(address, {"only": "closed"}).content.decode()
    assert "CANARY" in page
    assert "Talked" in page
    assert Entry.objects.looks().get(by=project_manager).case_id == case.pk
    assert signed_in(coordinator).get(close).status_code == 403


def test_numbers_are_changed_and_hold_from_today(
    signed_in, autumn, programme, project_manager, case_manager, of_programme
):
    browser = signed_in(project_manager)
    form = browser.get(of_programme("journey:numbers")).context["form"]
    fields = {name: str(field.initial) for name, field in form.fields.items()} | {"version": form.row_version}
    limit = next(name for name, field in form.fields.items() if field.help_text == "Hours")
    assert browser.post(of_programme("journey:numbers"), {**fields, limit: "20"}).status_code == 302
    assert list(numbers_of(programme.pk).values()) == [20]
    assert "20" in signed_in(case_manager).get(of_programme("journey:settings")).content.decode()
    refused = signed_in(project_manager).post(of_programme("journey:numbers"), {**fields, limit: "0"})
    assert refused.status_code == 422


def test_a_number_that_a_colleague_changed_meanwhile_is_not_put_back(
    signed_in, programme, project_manager, of_programme, method
):
    browser, address = signed_in(project_manager), of_programme("journey:numbers")
    form = browser.get(address).context["form"]
    old = {name: str(field.initial) for name, field in form.fields.items()} | {"version": form.row_version}
    first, second = f"limit_hours:{method.limits[0].key}", "capacity"
    assert browser.post(address, {**old, first: "21"}).status_code == 302
    late = browser.post(address, {**old, second: "4"})
    assert late.status_code == 422
    assert "Please compare with what stands now" in late.content.decode()
    assert (form.fields[first].label, 21) in late.context["form"].stands_now
    assert dict(numbers_of(programme.pk)) == {first: 21}
    again = {**old, first: "21", second: "4", "version": late.context["form"].version_to_send}
    assert browser.post(address, again).status_code == 302
    assert dict(numbers_of(programme.pk)) == {first: 21, second: 4}


def test_every_number_is_sent_under_its_own_name(signed_in, project_manager, of_programme):
    content = signed_in(project_manager).get(of_programme("journey:numbers")).content.decode()
    assert 'name="capacity"' in content
    assert "number_" not in content


def test_a_contact_named_meanwhile_is_shown_and_not_replaced(
    signed_in, programme, project_manager, of_programme
):
    browser, address = signed_in(project_manager), of_programme("journey:contact")
    opened = {"version": browser.get(address).context["form"].row_version}
    assert browser.post(address, {**opened, "contact_name": "Ilze"}).status_code == 302
    late = browser.post(address, {**opened, "contact_name": "Zane"})
    assert late.status_code == 422
    assert ("Whom to ask", "Ilze") in late.context["form"].stands_now
    programme.refresh_from_db()
    assert programme.contact_name == "Ilze"


def test_the_contact_of_a_programme_is_named(signed_in, programme, project_manager, of_programme):
    browser = signed_in(project_manager)
    assert "Nobody is named yet" in browser.get(of_programme("journey:settings")).content.decode()
    fields = {
        "contact_name": "Ilze", "contact_phone": "+371 20000000", "contact_hours": "9–17",
        "version": programme.version,
    }  # fmt: skip
    assert browser.post(of_programme("journey:contact"), fields).status_code == 302
    assert "Ilze · +371 20000000 · 9–17" in browser.get(of_programme("journey:settings")).content.decode()


def test_every_unmet_demand_is_a_sentence(method):
    assert (
        in_words(Unmet(Demand.NONE_OPEN, "crisis", 1, 0), method)
        == "A difficult moment is still being handled."
    )
    for count in Count:
        assert in_words(Unmet(Demand.AT_LEAST, count, 0, 1), method).endswith(": 0 of 1")


def test_a_role_that_a_method_does_without_keeps_its_word(project_manager):
    other = a_programme("Other", by=project_manager, method=ROOT / "lidzas/method/tests/methods/pavadoni")
    method = method_of(other.method_id)
    known = {role.acts_as for role in method.roles}
    missing = next((role for role in Role if role not in known), Role.ADMINISTRATOR)
    assert name_of(method, missing) == missing.replace("_", " ")


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a\x00b", "‮right to left 🌻", "<script>alert(1)</script>"])
def test_hostile_text_is_refused_with_a_sentence_or_kept_as_it_is(
    signed_in, case, case_manager, page, method, text
):
    key = by_hand(method, "case_manager")
    answer = signed_in(case_manager).post(
        page("journey:mark", activity=key), {"on": "2026-09-01", "note": text}
    )
    if answer.status_code == 422:
        assert answer.context["form"].errors["note"]
        assert not DoneActivity.objects.filter(activity=key).exists()
    else:
        assert DoneActivity.objects.get(activity=key).note == text
    assert "<script>alert" not in answer.content.decode()


def test_help_now_names_the_contact_of_ones_own_programme(
    signed_in, client, case, mentee, programme, project_manager
):
    name_contact(
        programme,
        contact_name="Ilze",
        contact_phone="+371 20000000",
        contact_hours="9–17",
        by=project_manager,
    )
    assert "Ilze" not in client.get("/help/").content.decode()
    text = signed_in(mentee).get("/help/").content.decode()
    assert "Ilze" in text
    assert 'href="tel:+37120000000"' in text


@pytest.mark.covers("S2.27")
def test_not_yet_is_looked_at_again_on_the_agreed_day(case, case_manager, method):
    decide_readiness(
        case, outcome=Outcome.NOT_YET, reasons="Sleep first", evidence="", steps=[PlannedStep("Walks")],
        review_on=DAY + timedelta(days=28), by=case_manager, on=DAY,
    )  # fmt: skip
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    keys = {activity.key for activity in method.activities_for_record(RecordKind.READINESS)}
    [item] = [
        each for each in due_of(case_manager, on=DAY, until=DAY + timedelta(days=60)) if each.activity in keys
    ]
    assert (item.due_on, item.because) == (
        DAY + timedelta(days=28),
        "On 1 Sep 2026 it was agreed to look at this again.",
    )
    assert str(case.postponements.get()) == f"{item.activity} until 2026-09-29"


def test_an_agreed_day_counts_also_when_it_comes_sooner(case, case_manager):
    postpone(case, RecordKind.EXPLAINED, until=DAY, by=case_manager, on=DAY)
    keys = {row.activity for row in case.postponements.all()}
    rows = case.open_activities.filter(activity__in=keys)
    assert {(row.why, row.due_on) for row in rows} == {("postponed", DAY)}


def test_a_day_that_was_agreed_in_an_earlier_stretch_is_none_of_the_present_one(case, case_manager):
    case.stage_entries.update(entered_on=DAY + timedelta(days=1))
    postpone(case, RecordKind.EXPLAINED, until=DAY, by=case_manager, on=DAY)
    keys = {row.activity for row in case.postponements.all()}
    assert all(row.why != "postponed" for row in case.open_activities.filter(activity__in=keys))


def test_an_answer_that_says_danger_is_counted_on_the_case_managers_home(
    signed_in, case, case_manager, mentee, method
):
    assessment = open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)
    area = next(each for each in method.form.areas if each.crisis_at)
    answer(assessment, area.key, Voice.MENTEE, by=mentee, on=DAY, level=area.crisis_at)
    text = signed_in(case_manager).get("/home/").content.decode()
    assert "should be spoken with today" in text
    listed = signed_in(case_manager).get(
        reverse("journey:caseload", args=[case.programme.code]), {"only": "talk"}
    )
    assert [row.case for row in listed.context["page"].rows] == [case]
    assert Notice.objects.filter(address=case_manager.email, subject="You have a message").count() == 1


def test_looks_at_a_concern_are_not_looks_at_my_page(signed_in, case, mentee, mentor, case_manager, page):
    raise_concern(case, text="CANARY", by=mentor, on=DAY)
    signed_in(case_manager).get(page("safeguarding:concerns"))
    assert "Nobody has looked yet" in signed_in(mentee).get(page("journey:looks")).content.decode()
    assert Entry.objects.about_case(case.pk).looks().exists()


@pytest.mark.covers("S0.01")
def test_the_young_person_finds_all_their_pages_from_their_way(signed_in, case, mentee, page):
    browser = signed_in(mentee)
    pages = browser.get(page("journey:case")).context["my_pages"]
    assert len(pages) >= 10
    assert [browser.get(item.url).status_code for item in pages] == [200] * len(pages)
