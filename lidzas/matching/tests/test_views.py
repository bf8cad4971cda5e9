import re

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import close_case
from lidzas.matching.actions.pairs import answer_as_mentee, answer_as_mentor, end_match, withdraw_proposal
from lidzas.matching.choices import Answer, EndReason, ProposalState
from lidzas.matching.models import Match, MatchProposal
from lidzas.matching.queries.pairs import free_mentors, live_proposal
from lidzas.matching.tests.builders import (
    REASONS,
    WORDS,
    a_match,
    a_proposal,
    a_signed_proposal,
    an_asked_mentor,
    make_ready,
)
from lidzas.programmes.actions import give_role
from tests.builders import DAY, ROOT, START, a_case, a_person, a_programme, a_round, cleared_mentor, tells

OTHER_METHOD = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"

ABOUT_MENTOR = {"matters": "CANARY-MENTOR honesty", "likes": "dogs", "support": "plain words"}
ABOUT_MENTEE = {"matters": "CANARY-MENTEE quiet", "likes": "cats", "support": "time"}


@pytest.fixture
def signers(case_manager, coordinator):
    return {"case_manager": case_manager, "coordinator": coordinator}


def page(name, case, **more):
    return reverse(f"matching:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response):
    return response.content.decode()


def proposing(maris, **more):
    return {"mentor": str(maris.pk), "reasons": REASONS, "words_for_mentee": WORDS, **more}


# Staff


def test_before_readiness_the_page_says_what_comes_first(signed_in, autumn, case_manager):
    case = a_case(autumn, case_manager=case_manager)

    response = signed_in(case_manager).get(page("show", case))

    assert "First: is this the right time for a mentor?" in text_of(response)
    assert page("propose", case) not in text_of(response)


def test_a_coordinator_sees_the_same_without_the_way_to_the_decision(
    signed_in, autumn, case_manager, coordinator
):
    case = a_case(autumn, case_manager=case_manager)

    response = signed_in(coordinator).get(page("show", case))

    assert "Decide on that" not in text_of(response)


@pytest.mark.covers("S2.29", "S2.30")
def test_a_case_manager_suggests_a_mentor_with_a_free_place(signed_in, seeking, maris, case_manager):
    tells(maris.person, **ABOUT_MENTOR)
    browser = signed_in(case_manager)
    offered = browser.get(page("propose", seeking))
    assert "CANARY-MENTOR honesty" in text_of(offered)
    assert "Free places: 2" in text_of(offered)

    response = browser.post(page("propose", seeking), proposing(maris))

    assert response.url == page("show", seeking)
    proposal = live_proposal(seeking)
    assert (proposal.mentor, proposal.proposed_by, proposal.signed_by_case_manager) == (
        maris,
        case_manager,
        case_manager,
    )
    assert REASONS in text_of(browser.get(page("show", seeking)))


@pytest.mark.covers("S2.17")
def test_a_coordinator_suggests_signs_and_takes_back_without_being_on_the_case(
    signed_in, seeking, maris, coordinator
):
    browser = signed_in(coordinator)
    browser.post(page("propose", seeking), proposing(maris))
    proposal = live_proposal(seeking)
    assert proposal.signed_by_coordinator == coordinator

    response = browser.post(page("withdraw", seeking, proposal_id=proposal.pk))

    assert response.url == page("show", seeking)
    assert live_proposal(seeking) is None


def test_the_missing_signature_is_one_button(signed_in, seeking, maris, case_manager, coordinator):
    proposal = a_proposal(seeking, maris, by=coordinator, as_role=Role.TRAINING_COORDINATOR)
    browser = signed_in(case_manager)
    sign_url = page("sign", seeking, proposal_id=proposal.pk)
    assert sign_url in text_of(browser.get(page("show", seeking)))

    browser.post(sign_url)

    assert live_proposal(seeking).state is ProposalState.ASKING_MENTEE
    assert sign_url not in text_of(browser.get(page("show", seeking)))


def test_where_the_method_has_no_coordinator_one_signature_is_asked_for(signed_in, case_manager):
    programme = a_programme("Companions", method=OTHER_METHOD)
    case = make_ready(a_case(a_round(programme), case_manager=case_manager), by=case_manager)
    a_proposal(case, cleared_mentor(programme), by=case_manager)

    shown = text_of(signed_in(case_manager).get(page("show", case)))

    assert "not yet" not in shown
    assert "The two are being asked" in shown


def test_signing_twice_is_told_kindly(signed_in, seeking, maris, case_manager):
    proposal = a_proposal(seeking, maris, by=case_manager)

    response = signed_in(case_manager).post(page("sign", seeking, proposal_id=proposal.pk), follow=True)

    assert "Your signature is not missing here." in text_of(response)


def test_one_person_in_both_roles_signs_in_both(signed_in, seeking, programme, maris, case_manager):
    give_role(programme, case_manager, Role.TRAINING_COORDINATOR, by=case_manager, on=START)
    proposal = a_proposal(seeking, maris, by=case_manager)

    signed_in(case_manager).post(page("sign", seeking, proposal_id=proposal.pk))

    assert live_proposal(seeking).is_signed


def test_a_suggestion_of_another_case_cannot_be_signed_here(signed_in, seeking, autumn, maris, case_manager):
    other = make_ready(a_case(autumn, case_manager=case_manager, mentee=a_person("Anna")), by=case_manager)
    proposal = a_proposal(other, maris, by=case_manager)

    assert signed_in(case_manager).post(page("sign", seeking, proposal_id=proposal.pk)).status_code == 404


def test_a_refused_suggestion_keeps_what_was_typed(signed_in, autumn, maris, case_manager):
    case = a_case(autumn, case_manager=case_manager)

    response = signed_in(case_manager).post(page("propose", case), proposing(maris))

    assert response.status_code == 422
    assert "First decide together" in text_of(response)
    assert REASONS in text_of(response)
    assert not MatchProposal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"mentor": "0199aaaa-0000-7000-8000-000000000000"}, "Please choose one of these answers."),
        ({"reasons": ""}, "Please write something here."),
        ({"words_for_mentee": "x" * 1001}, "There is room for 1000 characters here"),
    ],
)
def test_a_mistake_is_told_beside_its_field(signed_in, seeking, maris, case_manager, typed, said):
    response = signed_in(case_manager).post(page("propose", seeking), proposing(maris, **typed))

    assert response.status_code == 422
    assert said in text_of(response)
    assert not MatchProposal.objects.exists()


def test_a_suggestion_sent_twice_is_made_once(signed_in, seeking, maris, case_manager):
    browser = signed_in(case_manager)
    sent = proposing(maris, form_key="once-and-once-only")

    first, second = (browser.post(page("propose", seeking), sent) for _time in range(2))

    assert first.url == second.url
    assert MatchProposal.objects.count() == 1


def test_with_no_free_place_the_page_says_so(signed_in, seeking, case_manager):
    response = signed_in(case_manager).get(page("propose", seeking))

    assert "Nobody has a free place just now" in text_of(response)


def test_a_mentor_chosen_too_early_is_warned_of(signed_in, autumn, maris, case_manager):
    case = a_case(autumn, case_manager=case_manager)

    assert "It is not decided yet" in text_of(signed_in(case_manager).get(page("propose", case)))


@pytest.mark.parametrize("mentors", [1, 3])
def test_free_mentors_are_listed_in_one_query(programme, django_assert_num_queries, mentors):
    for number in range(mentors):
        tells(cleared_mentor(programme, a_person(f"Mentor {number}")).person, **ABOUT_MENTOR)

    with django_assert_num_queries(1):
        assert [free.about.likes for free in free_mentors(programme)] == ["dogs"] * mentors


def test_a_project_manager_reads_and_changes_nothing(
    signed_in, seeking, maris, case_manager, project_manager
):
    proposal = a_proposal(seeking, maris, by=case_manager)
    browser = signed_in(project_manager)

    assert "Take it back" not in text_of(browser.get(page("show", seeking)))
    assert browser.get(page("propose", seeking)).status_code == 403
    assert browser.post(page("sign", seeking, proposal_id=proposal.pk)).status_code == 403


@pytest.mark.parametrize("name", ["show", "propose", "end"])
def test_mentee_and_mentor_have_no_place_among_the_staffs_pages(signed_in, case, mentee, mentor, name):
    for person in (mentee, mentor):
        assert signed_in(person).get(page(name, case)).status_code == 403


@pytest.mark.parametrize("name", ["show", "propose", "answer", "end"])
def test_a_stranger_does_not_learn_that_the_case_exists(signed_in, case, stranger, name):
    assert signed_in(stranger).get(page(name, case)).status_code == 404


def test_visitors_are_asked_to_sign_in(client, case):
    for address in (page("show", case), page("answer", case), reverse("matching:mine")):
        assert client.get(address).status_code == 302


def test_a_coordinator_does_not_answer_for_the_young_person_or_end_a_match(signed_in, seeking, coordinator):
    browser = signed_in(coordinator)

    assert browser.get(page("answer", seeking)).status_code == 403
    assert browser.get(page("end", seeking)).status_code == 403


# The young person


@pytest.mark.covers("S2.30")
def test_the_young_person_sees_card_and_words_but_no_reasons(signed_in, seeking, maris, mentee, signers):
    tells(maris.person, **ABOUT_MENTOR)
    tells(mentee, shows=True, **ABOUT_MENTEE)
    a_signed_proposal(seeking, maris, **signers)

    shown = text_of(signed_in(mentee).get(page("answer", seeking)))

    assert WORDS in shown
    assert "CANARY-MENTOR honesty" in shown
    assert "CANARY-MENTEE quiet" in shown, "what the mentor will see of me"
    assert "CANARY-REASONS" not in shown
    assert "Free places" not in shown


def test_before_all_have_signed_the_young_person_sees_nothing_of_it(
    signed_in, seeking, maris, mentee, case_manager
):
    a_proposal(seeking, maris, by=case_manager)

    shown = text_of(signed_in(mentee).get(page("answer", seeking)))

    assert "Nothing to answer now" in shown
    assert maris.person.name not in shown


def answering(proposal, answer):
    return {"answer": answer, "proposal": str(proposal.pk)}


@pytest.mark.covers("S2.30")
@pytest.mark.parametrize("sent", ["yes", "no"])
def test_an_answer_about_one_mentor_is_never_taken_for_another(
    signed_in, seeking, programme, maris, mentee, signers, sent
):
    first = a_signed_proposal(seeking, maris, **signers)
    browser = signed_in(mentee)
    opened_before = text_of(browser.get(page("answer", seeking)))
    withdraw_proposal(first, by=signers["case_manager"], as_role=Role.CASE_MANAGER, on=DAY)
    second = a_signed_proposal(seeking, cleared_mentor(programme, a_person("Rasa Ozola")), **signers)

    assert str(first.pk) in opened_before
    answered = browser.post(page("answer", seeking), answering(first, sent), follow=True)

    assert "This suggestion is settled already." in text_of(answered)
    assert str(second.pk) in text_of(answered)
    assert "Rasa Ozola" in text_of(answered)
    second.refresh_from_db()
    assert second.state is ProposalState.ASKING_MENTEE


def test_a_suggestion_of_another_case_cannot_be_answered_here(
    signed_in, seeking, autumn, maris, mentee, signers
):
    other = make_ready(
        a_case(autumn, case_manager=signers["case_manager"], mentee=a_person("Anna")),
        by=signers["case_manager"],
    )
    proposal = a_signed_proposal(other, maris, **signers)

    answered = signed_in(mentee).post(page("answer", seeking), answering(proposal, "no"))

    assert answered.status_code == 422
    assert live_proposal(other).state is ProposalState.ASKING_MENTEE


def test_the_young_person_says_yes_and_may_change_their_mind(signed_in, seeking, maris, mentee, signers):
    proposal = a_signed_proposal(seeking, maris, **signers)
    browser = signed_in(mentee)

    response = browser.post(page("answer", seeking), answering(proposal, "yes"), follow=True)
    assert "You can still change your mind." in text_of(response)
    response = browser.post(page("answer", seeking), answering(proposal, "no"), follow=True)

    assert "It will not be this time" in text_of(response)
    assert live_proposal(seeking) is None


def test_the_staff_do_not_learn_which_of_the_two_is_being_asked(signed_in, seeking, maris, mentee, signers):
    staff = signers.values()
    proposal = a_signed_proposal(seeking, maris, **signers)

    def told():
        return [text_of(signed_in(person).get(page("show", seeking))) for person in staff]

    before = told()
    answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)
    for asking_mentee, asking_mentor in zip(before, told(), strict=True):
        assert "The two are being asked" in asking_mentee
        assert without_keys(asking_mentee) == without_keys(asking_mentor)


def without_keys(page):
    """A page without what is new each time it is drawn."""
    return re.sub(r'(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", page)


@pytest.mark.parametrize("who", ["mentee", "mentor", "staff"])
def test_nobody_can_tell_who_said_no(signed_in, seeking, maris, mentee, signers, who):
    case_manager = signers["case_manager"]
    proposal = an_asked_mentor(seeking, maris, **signers)
    if who == "mentee":
        answer_as_mentee(proposal, Answer.NO, by=mentee, on=DAY)
    elif who == "mentor":
        answer_as_mentor(proposal, Answer.NO, by=maris.person, on=DAY)
    else:
        withdraw_proposal(proposal, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)

    shown = text_of(signed_in(mentee).get(page("answer", seeking)))
    staff = text_of(signed_in(case_manager).get(page("show", seeking)))
    of_mentor = text_of(signed_in(maris.person).get(reverse("matching:answer_mine", args=[proposal.pk])))

    assert "It will not be this time" in shown
    assert maris.person.name not in shown
    assert staff.count("It will not be this time") == 1
    assert "It will not be this time" in of_mentor
    assert mentee.name.split()[0] not in of_mentor


def test_an_answer_that_is_none_changes_nothing(signed_in, seeking, maris, mentee, signers):
    proposal = a_signed_proposal(seeking, maris, **signers)

    response = signed_in(mentee).post(page("answer", seeking), answering(proposal, "perhaps"))

    assert response.status_code == 422
    assert live_proposal(seeking).state is ProposalState.ASKING_MENTEE


def test_an_answer_to_nothing_is_calmly_shown_nothing(signed_in, seeking, mentee):
    response = signed_in(mentee).post(page("answer", seeking), {"answer": "yes"})

    assert response.status_code == 422
    assert "Nothing to answer now" in text_of(response)


def test_the_young_person_sees_their_mentor_once_both_said_yes(signed_in, seeking, maris, mentee, signers):
    a_match(seeking, maris, **signers)

    shown = text_of(signed_in(mentee).get(page("answer", seeking)))

    assert "Your mentor" in shown
    assert maris.person.name in shown


# The mentor


def test_a_mentor_learns_of_a_young_person_only_after_their_yes(signed_in, seeking, maris, mentee, signers):
    tells(mentee, shows=True, **ABOUT_MENTEE)
    proposal = a_signed_proposal(seeking, maris, **signers)
    browser, address = signed_in(maris.person), reverse("matching:answer_mine", args=[proposal.pk])
    assert browser.get(address).status_code == 404
    assert "Nobody waits for your answer" in text_of(browser.get(reverse("matching:mine")))

    answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)

    assert address in text_of(browser.get(reverse("matching:mine")))
    shown = text_of(browser.get(address))
    assert "Elza" in shown
    assert "Kalniņa" not in shown
    assert "CANARY-MENTEE quiet" in shown
    assert "CANARY-REASONS" not in shown
    assert "CANARY-WORDS" not in shown
    assert Entry.objects.filter(by=maris.person, case_id=seeking.pk, is_look=True).exists()


def test_another_mentor_does_not_see_the_proposal(signed_in, seeking, maris, programme, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)
    other = cleared_mentor(programme)

    assert signed_in(other.person).get(reverse("matching:answer_mine", args=[proposal.pk])).status_code == 404


def test_a_mentors_yes_leads_to_the_case(signed_in, seeking, maris, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)
    browser, address = signed_in(maris.person), reverse("matching:answer_mine", args=[proposal.pk])

    response = browser.post(address, {"answer": "yes"})

    assert response.url == address
    assert browser.get(address).url == reverse("journey:case", kwargs={"case_id": seeking.pk})
    assert Match.objects.get().mentor == maris


def test_a_mentors_no_is_thanked_for(signed_in, seeking, maris, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)
    address = reverse("matching:answer_mine", args=[proposal.pk])

    response = signed_in(maris.person).post(address, {"answer": "no"}, follow=True)

    assert "Thank you for saying so." in text_of(response)
    assert not Match.objects.exists()


def test_a_mentors_answer_that_is_none_changes_nothing(signed_in, seeking, maris, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)

    response = signed_in(maris.person).post(
        reverse("matching:answer_mine", args=[proposal.pk]), {"answer": ""}
    )

    assert response.status_code == 422
    assert proposal.state is ProposalState.ASKING_MENTOR


def test_an_answer_that_is_none_leaves_a_look_at_what_it_showed(signed_in, seeking, maris, mentee, signers):
    tells(mentee, shows=True, **ABOUT_MENTEE)
    proposal = an_asked_mentor(seeking, maris, **signers)

    response = signed_in(maris.person).post(
        reverse("matching:answer_mine", args=[proposal.pk]), {"answer": "perhaps"}
    )

    assert "CANARY-MENTEE quiet" in text_of(response)
    assert Entry.objects.about_case(seeking.pk).looks().get(by=maris.person).deed == "match_view"


def test_a_proposal_that_is_over_shows_nothing_and_leaves_no_look(
    signed_in, seeking, maris, mentee, case_manager, signers
):
    proposal = an_asked_mentor(seeking, maris, **signers)
    withdraw_proposal(proposal, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)

    signed_in(maris.person).get(reverse("matching:answer_mine", args=[proposal.pk]))

    assert not Entry.objects.about_case(seeking.pk).looks().exists()


def test_after_an_ending_the_old_proposal_leads_home(signed_in, seeking, maris, case_manager, signers):
    match = a_match(seeking, maris, **signers)
    end_match(match, reason=EndReason.OTHER, note="", goodbye_done=True, by=case_manager, on=DAY)

    response = signed_in(maris.person).get(reverse("matching:answer_mine", args=[match.proposal.pk]))

    assert response.url == reverse("matching:mine")


@pytest.mark.parametrize("asked", [1, 3])
def test_a_mentors_proposals_are_listed_in_as_many_queries_for_one_as_for_three(
    signed_in, autumn, maris, signers, django_assert_max_num_queries, asked
):
    case_manager = signers["case_manager"]
    maris.capacity = 5
    maris.save()
    for number in range(asked):
        mentee = a_person(f"Anna {number}")
        case = make_ready(a_case(autumn, case_manager=case_manager, mentee=mentee), by=case_manager)
        an_asked_mentor(case, maris, **signers)
    browser = signed_in(maris.person)

    with django_assert_max_num_queries(12):
        assert text_of(browser.get(reverse("matching:mine"))).count("Look and answer") == asked


# The end


@pytest.mark.covers("S3.31")
def test_a_case_manager_ends_a_match_and_only_they_read_the_note(
    signed_in, seeking, maris, project_manager, signers
):
    case_manager, coordinator = signers.values()
    a_match(seeking, maris, **signers)
    browser = signed_in(case_manager)
    assert page("end", seeking) in text_of(browser.get(page("show", seeking)))
    assert browser.get(page("end", seeking)).status_code == 200

    response = browser.post(
        page("end", seeking), {"reason": "did_not_fit", "note": "CANARY-NOTE", "goodbye_done": "no"}
    )

    assert response.url == page("show", seeking)
    ended = text_of(browser.get(page("show", seeking)))
    assert "The two did not fit together" in ended
    assert "There was no goodbye yet." in ended
    assert "CANARY-NOTE" in ended
    for person in (project_manager, coordinator):
        assert "CANARY-NOTE" not in text_of(signed_in(person).get(page("show", seeking)))
    assert (
        signed_in(maris.person).get(reverse("journey:case", kwargs={"case_id": seeking.pk})).status_code
        == 404
    )


def test_where_there_is_no_match_there_is_none_to_end(signed_in, seeking, case_manager):
    assert signed_in(case_manager).get(page("end", seeking)).url == page("show", seeking)


def test_an_ended_case_can_be_read_and_not_changed(signed_in, seeking, maris, mentee, case_manager, signers):
    a_match(seeking, maris, **signers)
    close_case(seeking, by=case_manager, on=DAY)
    browser = signed_in(case_manager)

    assert "This case has ended." in text_of(browser.get(page("show", seeking)))
    assert browser.post(page("propose", seeking), proposing(maris)).status_code == 422
    assert "Nothing to answer now" in text_of(signed_in(mentee).get(page("answer", seeking)))
