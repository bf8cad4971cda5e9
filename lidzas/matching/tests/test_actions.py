from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lidzas.access import Permission, Role
from lidzas.assessments.actions import decide_readiness
from lidzas.assessments.choices import Outcome
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.cases.actions import CaseClosed, DateOutOfPlace, close_case
from lidzas.cases.models import Case, DoneActivity
from lidzas.matching.actions import pairs as actions
from lidzas.matching.choices import Answer, EndReason, ProposalState
from lidzas.matching.models import Match, MatchProposal
from lidzas.matching.queries.pairs import active_match, free_mentors, live_proposal, proposals_for_mentor
from lidzas.matching.tests.builders import (
    a_match,
    a_proposal,
    a_signed_proposal,
    an_asked_mentor,
    make_ready,
)
from lidzas.method import RecordKind
from lidzas.programmes.actions import give_role
from lidzas.programmes.queries import method_of
from tests.builders import DAY, ROOT, START, a_case, a_person, a_programme, a_round, cleared_mentor

OTHER_METHOD = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"


@pytest.fixture
def signers(case_manager, coordinator):
    return {"case_manager": case_manager, "coordinator": coordinator}


@pytest.mark.covers("S2.29")
def test_a_mentor_is_suggested_with_reasons_for_staff_and_words_for_the_young_person(
    seeking, maris, case_manager
):
    proposal = a_proposal(seeking, maris, by=case_manager)

    assert live_proposal(seeking) == proposal
    assert proposal.state is ProposalState.PROPOSED
    assert proposal.signed_by_case_manager == case_manager
    assert proposal.signed_by_coordinator is None


@pytest.mark.covers("S2.26")
def test_no_mentor_is_suggested_before_it_is_decided_that_it_is_time(autumn, maris, case_manager):
    case = a_case(autumn, case_manager=case_manager)

    with pytest.raises(actions.NotReadyYet):
        a_proposal(case, maris, by=case_manager)


def test_no_mentor_is_suggested_once_it_was_decided_to_wait(seeking, maris, case_manager):
    decide_readiness(
        seeking, outcome=Outcome.NOT_YET, reasons="Later.", evidence="", steps=[PlannedStep("Rest first.")],
        review_on=DAY + timedelta(days=14), by=case_manager, on=DAY,
    )  # fmt: skip

    with pytest.raises(actions.NotReadyYet):
        a_proposal(seeking, maris, by=case_manager)


def test_a_second_suggestion_waits_until_the_first_is_settled(
    seeking, programme, maris, case_manager, coordinator
):
    proposal = a_proposal(seeking, maris, by=case_manager)
    other = cleared_mentor(programme)

    with pytest.raises(actions.MatchUnderWay):
        a_proposal(seeking, other, by=case_manager)

    actions.withdraw_proposal(proposal, by=coordinator, as_role=Role.TRAINING_COORDINATOR, on=DAY)
    assert a_proposal(seeking, other, by=case_manager).mentor == other


def test_who_has_a_mentor_is_suggested_no_other(case, programme, case_manager):
    make_ready(case, by=case_manager)

    with pytest.raises(actions.MatchUnderWay):
        a_proposal(case, cleared_mentor(programme), by=case_manager)


def test_a_mentor_is_suggested_no_further_than_there_are_places(
    programme, autumn, maris, case_manager, signers
):
    first, second, third = (
        make_ready(
            a_case(autumn, case_manager=case_manager, mentee=a_person(f"Mentee {number}")), by=case_manager
        )
        for number in range(3)
    )
    assert maris.capacity == 2
    a_match(first, maris, **signers)
    a_proposal(second, maris, by=case_manager)

    with pytest.raises(actions.MentorFull):
        a_proposal(third, maris, by=case_manager)
    assert free_mentors(programme) == []


def test_the_end_of_a_case_frees_the_mentors_place(programme, autumn, maris, case_manager, signers):
    matched = make_ready(a_case(autumn, case_manager=case_manager, mentee=a_person("Anna")), by=case_manager)
    asked = make_ready(a_case(autumn, case_manager=case_manager, mentee=a_person("Zane")), by=case_manager)
    a_match(matched, maris, **signers)
    an_asked_mentor(asked, maris, **signers)
    for case in (matched, asked):
        close_case(case, by=case_manager, on=DAY)

    assert [free.free_places for free in free_mentors(programme)] == [2]
    assert active_match(matched) is None
    assert proposals_for_mentor(maris.person) == []


def test_a_mentor_of_another_programme_is_not_suggested(seeking, case_manager):
    with pytest.raises(actions.MentorNotHere):
        a_proposal(seeking, cleared_mentor(a_programme("Elsewhere")), by=case_manager)


def test_a_mentor_who_has_left_is_not_suggested(seeking, maris, case_manager):
    maris.left_on = DAY
    maris.save()

    with pytest.raises(actions.MentorNotHere):
        a_proposal(seeking, maris, by=case_manager)


def test_nobody_mentors_a_case_they_manage_or_are_the_young_person_of(
    seeking, programme, case_manager, mentee
):
    for person in (case_manager, mentee):
        with pytest.raises(actions.AlreadyOnTeam):
            a_proposal(seeking, cleared_mentor(programme, person), by=case_manager)


@pytest.mark.covers("S2.17", "S2.30")
def test_the_young_person_is_asked_once_case_manager_and_coordinator_have_signed(
    seeking, maris, coordinator, case_manager
):
    proposal = a_proposal(seeking, maris, by=coordinator, as_role=Role.TRAINING_COORDINATOR)
    assert proposal.state is ProposalState.PROPOSED

    proposal = actions.sign(proposal, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)

    assert proposal.state is ProposalState.ASKING_MENTEE
    assert (proposal.signed_by_coordinator, proposal.signed_by_case_manager) == (coordinator, case_manager)


def test_a_method_without_a_coordinator_needs_one_signature(case_manager):
    programme = a_programme("Companions", method=OTHER_METHOD)
    case = make_ready(a_case(a_round(programme), case_manager=case_manager), by=case_manager)

    proposal = a_proposal(case, cleared_mentor(programme), by=case_manager)

    assert not proposal.needs_coordinator
    assert proposal.state is ProposalState.ASKING_MENTEE


def test_a_coordinators_suggestion_still_needs_the_case_manager_where_the_method_has_no_coordinator(
    case_manager,
):
    programme = a_programme("Companions", method=OTHER_METHOD)
    case = make_ready(a_case(a_round(programme), case_manager=case_manager), by=case_manager)
    coordinator = a_person()
    give_role(programme, coordinator, Role.TRAINING_COORDINATOR, by=coordinator, on=START)

    proposal = a_proposal(case, cleared_mentor(programme), by=coordinator, as_role=Role.TRAINING_COORDINATOR)

    assert proposal.state is ProposalState.PROPOSED


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PROJECT_MANAGER])
def test_nobody_signs_twice_or_in_a_role_that_does_not_sign(seeking, maris, case_manager, role):
    proposal = a_proposal(seeking, maris, by=case_manager)

    with pytest.raises(actions.NotYoursToSign):
        actions.sign(proposal, by=case_manager, as_role=role, on=DAY)


def test_the_young_person_is_not_asked_before_all_have_signed(seeking, maris, case_manager, mentee):
    proposal = a_proposal(seeking, maris, by=case_manager)

    with pytest.raises(actions.NotAsked):
        actions.answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)


def test_the_mentor_is_not_asked_before_the_young_person_has_said_yes(seeking, maris, signers):
    proposal = a_signed_proposal(seeking, maris, **signers)

    assert proposals_for_mentor(maris.person) == []
    with pytest.raises(actions.NotAsked):
        actions.answer_as_mentor(proposal, Answer.YES, by=maris.person, on=DAY)


@pytest.mark.covers("S2.30")
def test_two_yeses_make_a_match_and_open_the_case_to_the_mentor(seeking, maris, signers):
    match = a_match(seeking, maris, **signers)

    assert active_match(seeking) == match
    assert match.proposal.state is ProposalState.AGREED
    assert seeking in Case.objects.within_reach(maris.person, Permission.CASE_VIEW)
    fulfilled = method_of(seeking.method_id).activities_for_record(RecordKind.PAIR)
    assert set(DoneActivity.objects.filter(case=seeking).values_list("activity", flat=True)) >= {
        activity.key for activity in fulfilled
    }


@pytest.mark.covers("S2.30")
def test_a_no_of_either_settles_the_suggestion_without_a_match(autumn, maris, case_manager, signers):
    refused, declined = (
        make_ready(a_case(autumn, case_manager=case_manager, mentee=a_person(name)), by=case_manager)
        for name in ("Anna", "Zane")
    )
    by_mentee = actions.answer_as_mentee(
        a_signed_proposal(refused, maris, **signers), Answer.NO, by=refused.mentee, on=DAY
    )
    by_mentor = actions.answer_as_mentor(
        an_asked_mentor(declined, maris, **signers), Answer.NO, by=maris.person, on=DAY
    )

    assert by_mentee.state is by_mentor.state is ProposalState.NOT_THIS_TIME
    assert not Match.objects.exists()
    assert not Case.objects.within_reach(maris.person, Permission.CASE_VIEW).exists()


def test_a_yes_can_be_taken_back_while_the_mentor_is_being_asked(seeking, maris, mentee, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)

    with pytest.raises(actions.NotAsked):
        actions.answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)
    proposal = actions.answer_as_mentee(proposal, Answer.NO, by=mentee, on=DAY)

    assert proposal.state is ProposalState.NOT_THIS_TIME
    assert proposals_for_mentor(maris.person) == []


def test_what_is_settled_is_answered_and_withdrawn_no_more(seeking, maris, mentee, case_manager, signers):
    proposal = actions.answer_as_mentee(
        a_signed_proposal(seeking, maris, **signers), Answer.NO, by=mentee, on=DAY
    )

    with pytest.raises(actions.ProposalSettled):
        actions.answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)
    with pytest.raises(actions.ProposalSettled):
        actions.withdraw_proposal(proposal, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)


def test_a_mentor_who_left_meanwhile_begins_no_match(seeking, maris, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)
    maris.left_on = DAY
    maris.save()

    with pytest.raises(actions.MentorNotHere):
        actions.answer_as_mentor(proposal, Answer.YES, by=maris.person, on=DAY)
    assert MatchProposal.objects.get().mentor_answer == ""


def test_nothing_is_answered_in_a_case_that_has_ended(seeking, maris, mentee, case_manager, signers):
    proposal = a_signed_proposal(seeking, maris, **signers)
    close_case(seeking, by=case_manager, on=DAY)

    with pytest.raises(CaseClosed):
        actions.answer_as_mentee(proposal, Answer.YES, by=mentee, on=DAY)


def end(match, by, on=DAY, **ending):
    told = {"reason": EndReason.MOVED_AWAY, "note": "Both are sad.", "goodbye_done": True, **ending}
    return actions.end_match(match, by=by, on=on, **told)


@pytest.mark.covers("S3.31")
def test_an_early_ending_keeps_its_reason_and_shuts_the_case_to_the_mentor_at_once(
    seeking, maris, case_manager, signers
):
    match = end(a_match(seeking, maris, **signers), case_manager, goodbye_done=False)

    assert (match.end_reason, match.end_note, match.goodbye_done) == (
        EndReason.MOVED_AWAY,
        "Both are sad.",
        False,
    )
    assert seeking not in Case.objects.within_reach(maris.person, Permission.CASE_VIEW)
    assert active_match(seeking) is None


def test_after_an_ending_another_mentor_can_be_suggested(seeking, programme, maris, case_manager, signers):
    end(a_match(seeking, maris, **signers), case_manager)

    assert a_match(seeking, cleared_mentor(programme), **signers).case == seeking


def test_a_match_ends_once(seeking, maris, case_manager, signers):
    match = a_match(seeking, maris, **signers)
    end(match, case_manager)

    with pytest.raises(actions.MatchAlreadyEnded):
        end(match, case_manager)


def test_a_match_does_not_end_before_it_began(seeking, maris, case_manager, signers):
    match = a_match(seeking, maris, **signers)

    with pytest.raises(DateOutOfPlace):
        end(match, case_manager, on=date(2026, 8, 25))


@pytest.mark.parametrize(
    "broken",
    [
        {"mentee_answer": "yes", "mentee_answered_on": DAY},
        {"mentor_answer": "yes", "mentor_answered_on": DAY, "settled_on": DAY},
        {"mentee_answered_on": DAY},
        {"mentor_answered_on": DAY},
        {"settled_on": DAY},
        {"withdrawn_on": DAY},
    ],
)
def test_the_database_keeps_the_order_of_a_proposal(seeking, maris, case_manager, broken):
    proposal = a_proposal(seeking, maris, by=case_manager)

    with pytest.raises(IntegrityError), transaction.atomic():
        MatchProposal.objects.filter(pk=proposal.pk).update(**broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"ended_on": DAY},
        {"end_reason": EndReason.OTHER},
        {"goodbye_done": True},
        {"ended_on": START, "end_reason": EndReason.OTHER, "goodbye_done": True},
    ],
)
def test_the_database_keeps_an_ending_whole(seeking, maris, signers, broken):
    match = a_match(seeking, maris, **signers)

    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(**broken)


def test_records_of_a_match_are_named_by_their_id_alone(seeking, maris, signers):
    match = a_match(seeking, maris, **signers)

    assert str(match) == f"Match {match.pk}"
    assert str(match.proposal) == f"Match proposal {match.proposal.pk}"
