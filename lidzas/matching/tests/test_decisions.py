"""People decide beside any suggestion: who is kept apart, who is kept together, what may pass."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import join_team
from lidzas.cases.actions.standing import stand_in
from lidzas.cases.locks import Standing
from lidzas.matching.actions import pairs, rounds
from lidzas.matching.actions import rulings as actions
from lidzas.matching.choices import Answer, EndReason, ExclusionKind, RulingKind
from lidzas.matching.facts.kinds import USUAL_WEIGHTS, Criterion
from lidzas.matching.models import Exclusion, MatchProposal, Ruling, TravelTime
from lidzas.matching.queries.round import weights_of
from lidzas.matching.queries.settings import unknown_ways, weight_changes
from lidzas.matching.tests.builders import a_match, a_proposal, an_asked_mentor, make_ready
from lidzas.programmes.actions import give_role
from lidzas.records.actions import Stale
from tests.builders import DAY, START, a_case, a_mentor, a_person, a_round, cleared_mentor

WHY = "CANARY-WHY they are cousins"


@pytest.fixture
def signers(case_manager, coordinator):
    return {"case_manager": case_manager, "coordinator": coordinator}


def page(name, case, **more):
    return reverse(f"matching:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response):
    return response.content.decode()


def apart(case, mentor, by, **more):
    said = {"kind": ExclusionKind.SAFETY, "reason": WHY, "as_role": Role.CASE_MANAGER, "on": DAY} | more
    return actions.exclude(case, mentor, by=by, **said)


def ruled(case, mentor, by, kind, **more):
    said = {"reason": "Both asked for it", "as_role": Role.CASE_MANAGER, "on": DAY} | more
    return actions.rule(case, mentor, kind=kind, by=by, **said)


# Kept apart


@pytest.mark.covers("S2.29")
def test_two_who_are_kept_apart_are_not_suggested_by_anybody(seeking, maris, case_manager, coordinator):
    apart(seeking, maris, case_manager)

    with pytest.raises(pairs.NotPossible):
        a_proposal(seeking, maris, by=coordinator, as_role=Role.TRAINING_COORDINATOR)
    assert not MatchProposal.objects.exists()


def test_keeping_two_apart_ends_what_one_has_of_the_case_as_a_deputy(
    programme, seeking, maris, case_manager, coordinator
):
    join_team(seeking, cleared_mentor(programme).person, Role.MENTOR, by=case_manager, on=DAY)
    member = seeking.team.get(role=Role.MENTOR, left_on=None)
    stand_in(member, maris, since=DAY, until=DAY + timedelta(days=7), by=coordinator)
    assert Standing(maris.person, seeking).on_case == {Role.MENTOR}

    apart(seeking, maris, case_manager)

    assert not Standing(maris.person, seeking).on_case


def test_keeping_two_apart_takes_back_what_was_under_way(seeking, maris, case_manager, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)

    apart(seeking, maris, case_manager)

    proposal.refresh_from_db()
    assert proposal.withdrawn_on == DAY


def test_two_who_go_together_are_not_kept_apart_beside_that(seeking, maris, case_manager, signers):
    a_match(seeking, maris, **signers)

    with pytest.raises(pairs.MatchUnderWay):
        apart(seeking, maris, case_manager)


def test_two_are_kept_apart_once_and_with_a_reason(seeking, maris, case_manager):
    with pytest.raises(actions.WhyMissing):
        apart(seeking, maris, case_manager, reason=" ")
    apart(seeking, maris, case_manager)
    with pytest.raises(actions.ExcludedAlready):
        apart(seeking, maris, case_manager)


def test_what_is_lifted_stays_on_record_and_is_lifted_once(seeking, maris, case_manager):
    kept = apart(seeking, maris, case_manager)

    actions.lift_exclusion(kept, by=case_manager, on=DAY)

    assert a_proposal(seeking, maris, by=case_manager).pk
    assert Exclusion.objects.get().lifted_by == case_manager
    with pytest.raises(actions.LiftedAlready):
        actions.lift_exclusion(kept, by=case_manager, on=DAY)


def test_why_two_are_kept_apart_is_read_by_two_roles_alone(
    signed_in, seeking, maris, case_manager, project_manager, coordinator, developer, mentee
):
    address = page("exclusions", seeking)
    browser = signed_in(case_manager)
    assert "Nobody is kept apart" in text_of(browser.get(address))
    sent = {"mentor": str(maris.pk), "kind": "safety", "reason": WHY}
    assert browser.post(page("exclude", seeking), {**sent, "reason": ""}).status_code == 422
    assert browser.post(page("exclude", seeking), sent).url == address

    for person in (case_manager, project_manager):
        assert WHY in text_of(signed_in(person).get(address))
    for person in (coordinator, mentee):
        assert signed_in(person).get(address).status_code == 403
    assert signed_in(developer).get(address).status_code == 404
    seen = text_of(signed_in(coordinator).get(page("candidates", seeking)))
    assert WHY not in seen
    assert "Safety forbids it" not in seen
    assert "It will not be these two" in seen
    assert "Safety forbids it" in text_of(signed_in(case_manager).get(page("candidates", seeking)))


def test_a_case_manager_lifts_it_on_the_page(signed_in, seeking, maris, case_manager):
    kept = apart(seeking, maris, case_manager)

    signed_in(case_manager).post(page("lift_exclusion", seeking, exclusion_id=kept.pk))

    assert "Lifted" in text_of(signed_in(case_manager).get(page("exclusions", seeking)))


def test_where_nobody_mentors_there_is_nobody_to_choose(signed_in, seeking, case_manager):
    assert "No mentors yet" in text_of(signed_in(case_manager).get(page("exclude", seeking)))


# Decisions


def test_a_forbidden_pair_is_not_suggested_until_that_is_lifted(seeking, maris, case_manager):
    ruling = ruled(seeking, maris, case_manager, RulingKind.FORBID)

    with pytest.raises(pairs.PairForbidden):
        a_proposal(seeking, maris, by=case_manager)
    actions.lift_ruling(ruling, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)
    assert a_proposal(seeking, maris, by=case_manager).pk
    with pytest.raises(actions.LiftedAlready):
        actions.lift_ruling(ruling, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)


def test_a_new_lock_takes_the_place_of_the_earlier_one(seeking, maris, programme, case_manager):
    first = ruled(seeking, maris, case_manager, RulingKind.LOCK)
    other = cleared_mentor(programme, a_person("Rasa Ozola"))

    ruled(seeking, other, case_manager, RulingKind.LOCK)

    first.refresh_from_db()
    assert first.lifted_on == DAY
    assert Ruling.objects.standing().get().mentor == other


def test_no_more_places_are_kept_than_a_mentor_has(autumn, seeking, maris, case_manager):
    maris.capacity = 1
    maris.save()
    ruled(seeking, maris, case_manager, RulingKind.LOCK)
    other = make_ready(a_case(autumn, mentee=a_person("Ieva"), case_manager=case_manager), by=case_manager)

    with pytest.raises(pairs.MentorFull):
        ruled(other, maris, case_manager, RulingKind.LOCK)


@pytest.mark.parametrize("kind", [RulingKind.LOCK, RulingKind.OVERRIDE])
def test_neither_a_lock_nor_an_override_goes_over_a_no(seeking, maris, case_manager, signers, mentee, kind):
    proposal = an_asked_mentor(seeking, maris, **signers)
    pairs.answer_as_mentor(proposal, Answer.NO, by=maris.person, on=DAY)

    with pytest.raises(pairs.NotPossible):
        ruled(seeking, maris, case_manager, kind)


def test_who_has_a_mentor_needs_no_lock(seeking, maris, programme, case_manager, signers):
    a_match(seeking, maris, **signers)

    with pytest.raises(pairs.MatchUnderWay):
        ruled(seeking, cleared_mentor(programme, a_person("Rasa")), case_manager, RulingKind.LOCK)


@pytest.mark.covers("S2.30")
@pytest.mark.parametrize("takes_back", [False, True])
def test_after_any_no_the_same_two_are_not_suggested_again(seeking, maris, mentee, signers, takes_back):
    proposal = an_asked_mentor(seeking, maris, **signers)
    if takes_back:
        pairs.answer_as_mentee(proposal, Answer.NO, by=mentee, on=DAY)
    else:
        pairs.answer_as_mentor(proposal, Answer.NO, by=maris.person, on=DAY)

    with pytest.raises(pairs.NotPossible):
        a_proposal(seeking, maris, by=signers["case_manager"])


def test_what_staff_took_back_may_be_suggested_again(seeking, maris, case_manager, signers):
    proposal = an_asked_mentor(seeking, maris, **signers)
    pairs.withdraw_proposal(proposal, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)

    assert a_proposal(seeking, maris, by=case_manager).pk


def test_a_mentor_without_checks_is_not_suggested_whatever_is_decided(seeking, programme, case_manager):
    unchecked = a_mentor(programme, a_person("Rasa Ozola"))
    ruled(seeking, unchecked, case_manager, RulingKind.OVERRIDE)

    with pytest.raises(pairs.MentorNotCleared, match="checks are not complete"):
        a_proposal(seeking, unchecked, by=case_manager)


def test_going_together_anew_is_a_doubt_that_people_may_let_pass(seeking, maris, case_manager, signers):
    match = a_match(seeking, maris, **signers)
    pairs.end_match(match, reason=EndReason.OTHER, note="", goodbye_done=True, by=case_manager, on=DAY)
    with pytest.raises(pairs.DoubtStands):
        a_proposal(seeking, maris, by=case_manager)

    ruled(seeking, maris, case_manager, RulingKind.OVERRIDE)

    assert a_proposal(seeking, maris, by=case_manager).pk


def test_a_decision_is_taken_and_lifted_on_the_page(signed_in, seeking, maris, coordinator):
    browser = signed_in(coordinator)
    address = page("rule", seeking, mentor_id=maris.pk, decision="lock")
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "They met at camp"}).url == page("candidates", seeking)
    assert "They met at camp" in text_of(browser.get(page("candidates", seeking)))
    for kind in ("forbid", "override"):
        shown = browser.get(page("rule", seeking, mentor_id=maris.pk, decision=kind))
        assert "This takes the place of the decision that stands:" in text_of(shown)

    browser.post(page("lift_ruling", seeking, ruling_id=Ruling.objects.get().pk))

    assert Ruling.objects.get().lifted_by == coordinator
    assert browser.get(page("rule", seeking, mentor_id=maris.pk, decision="marry")).status_code == 404


# What the programme sets


def test_the_weights_make_one_hundred_and_say_who_changed_them(signed_in, programme, project_manager):
    address = reverse("matching:weigh", kwargs={"programme_code": programme.code})
    browser = signed_in(project_manager)
    sent = {each.value: weight for each, weight in USUAL_WEIGHTS.items()} | {"version": 1}
    assert browser.get(address).status_code == 200
    assert browser.post(address, {**sent, "wish": 30}).status_code == 422
    assert browser.post(address, {**sent, "wish": "x"}).status_code == 422
    assert browser.post(address, {**sent, "wish": 28, "wishes_met": 0}).status_code == 302

    assert weights_of(programme.pk)[Criterion.WISH] == 28
    assert weights_of(programme.pk)[Criterion.WISHES_MET] == 0
    assert {each.who for each in weight_changes(programme)} == {project_manager.name}
    shown = text_of(browser.get(reverse("matching:weights", kwargs={"programme_code": programme.code})))
    assert project_manager.name in shown
    assert browser.post(address, {**sent, "wish": 25}).status_code == 422


def test_weights_that_do_not_share_out_one_hundred_are_refused(programme, project_manager):
    with pytest.raises(rounds.WeightsUneven):
        rounds.weigh(programme, {Criterion.WISH: 90}, by=project_manager, on=DAY)
    with pytest.raises(Stale):
        rounds.weigh(programme, {}, by=project_manager, on=DAY, version=9)


def test_a_way_is_said_once_and_holds_there_and_back(signed_in, seeking, maris, coordinator):
    maris.municipality = "Rīga"
    maris.save()
    programme = seeking.programme
    address = reverse("matching:travel", kwargs={"programme_code": programme.code})
    browser = signed_in(coordinator)
    assert unknown_ways(programme) == [("Jelgava", "Rīga")]
    assert "Jelgava – Rīga" in text_of(browser.get(address))

    assert browser.post(address, {"place_a": "Rīga", "place_b": "Jelgava", "minutes": 45}).status_code == 302
    assert browser.post(address, {"place_a": "Jelgava", "place_b": "Rīga", "minutes": 50}).status_code == 302

    assert TravelTime.objects.get().minutes == 50
    assert unknown_ways(programme) == []
    assert browser.get(address, {"from": "Rīga", "to": "Jelgava"}).status_code == 200
    assert browser.post(address, {"place_a": "Rīga", "place_b": "Rīga", "minutes": 5}).status_code == 422


def test_a_way_nobody_can_mean_is_refused(programme, coordinator):
    with pytest.raises(rounds.WayOutOfRange):
        rounds.measure_way(programme, place_a="A", place_b="B", minutes=0, by=coordinator)


def test_without_places_there_is_nothing_to_measure(signed_in, programme, coordinator):
    address = reverse("matching:travel", kwargs={"programme_code": programme.code})
    assert "There are no ways to measure yet" in text_of(signed_in(coordinator).get(address))


# The board


def board_of(round):
    return reverse(
        "matching:board", kwargs={"programme_code": round.programme.code, "round_code": round.code}
    )


@pytest.fixture
def colleague(programme):
    person = a_person("Ilga Kolēģe")
    give_role(programme, person, Role.CASE_MANAGER, by=person, on=START)
    return person


@pytest.mark.covers("S2.17", "S2.29")
def test_a_case_manager_sees_names_and_reasons_of_their_own_alone(
    signed_in, autumn, seeking, maris, case_manager, coordinator, colleague, mentee
):
    shown = text_of(signed_in(case_manager).get(board_of(autumn)))
    assert mentee.name in shown
    assert maris.person.name in shown
    assert "Matching proposes, people decide." in shown
    assert "Both suggestions come to the same now." in shown

    theirs = text_of(signed_in(colleague).get(board_of(autumn)))
    assert mentee.name not in theirs
    assert f"Young person of {case_manager.name}" in theirs
    assert page("candidates", seeking) not in theirs

    assert mentee.name in text_of(signed_in(coordinator).get(board_of(autumn), {"aim": "highest_total"}))


def test_who_is_left_without_a_mentor_is_named_with_why_and_a_way_on(
    signed_in, autumn, seeking, maris, case_manager, coordinator
):
    apart(seeking, maris, case_manager)

    mine = text_of(signed_in(case_manager).get(board_of(autumn)))
    assert "No mentor found yet" in mine
    assert "Safety forbids it: 1" in mine
    assert reverse("assessments:readiness", kwargs={"case_id": seeking.pk}) in mine
    hers = text_of(signed_in(coordinator).get(board_of(autumn)))
    assert "Safety" not in hers
    assert "It will not be these two: 1" in hers
    assert "Nobody could be the mentor now" in text_of(
        signed_in(case_manager).get(page("candidates", seeking))
    )


def test_the_board_shows_who_is_asked_who_is_undecided_and_who_is_locked(
    signed_in, autumn, seeking, maris, case_manager
):
    a_case(autumn, mentee=a_person("Undecided Person"), case_manager=case_manager)
    ruled(seeking, maris, case_manager, RulingKind.LOCK)
    browser = signed_in(case_manager)
    shown = text_of(browser.get(board_of(autumn)))
    assert "Kept together" in shown
    assert "Undecided Person" in shown

    a_proposal(seeking, maris, by=case_manager)

    assert "Waiting for a signature" in text_of(browser.get(board_of(autumn)))
    assert "No mentor is sought here now" in text_of(browser.get(page("candidates", seeking)))


def test_a_lock_that_cannot_be_kept_is_said(signed_in, autumn, seeking, programme, case_manager):
    unchecked = a_mentor(programme, a_person("Rasa Ozola"))
    ruled(seeking, unchecked, case_manager, RulingKind.LOCK)

    shown = text_of(signed_in(case_manager).get(board_of(autumn)))
    assert "Kept pairs that cannot be kept now" in shown
    assert "not yet: checks, training or leave" in shown


@pytest.mark.parametrize("more", [0, 2])
def test_the_board_asks_as_often_for_one_as_for_three(
    signed_in, autumn, seeking, maris, case_manager, django_assert_max_num_queries, more
):
    for number in range(more):
        mentee = a_person(f"Anna {number}")
        make_ready(a_case(autumn, mentee=mentee, case_manager=case_manager), by=case_manager)
    browser = signed_in(case_manager)
    browser.get(board_of(autumn))

    with django_assert_max_num_queries(45):
        assert browser.get(board_of(autumn)).status_code == 200


def test_pairs_lead_to_the_one_round_or_to_a_choice(signed_in, autumn, programme, coordinator):
    address = reverse("matching:rounds", kwargs={"programme_code": programme.code})
    assert signed_in(coordinator).get(address).url == board_of(autumn)
    other = a_round(programme, by=coordinator)
    choice = signed_in(coordinator).get(address)
    assert {board_of(autumn) in choice.content.decode(), board_of(other) in choice.content.decode()} == {True}


def test_a_suggestion_from_the_board_is_filled_in_and_names_no_signal(
    signed_in, seeking, maris, case_manager
):
    shown = signed_in(case_manager).get(page("propose", seeking), {"mentor": str(maris.pk)})
    assert shown.context["form"].initial["mentor"] == str(maris.pk)
    assert "would like to try" not in text_of(shown)
    other = signed_in(case_manager).get(page("propose", seeking), {"mentor": "nobody"})
    assert other.context["form"].initial == {}


def test_a_case_on_another_way_has_no_candidates(seeking, maris, case_manager):
    seeking.path = "another_way"
    seeking.save()

    with pytest.raises(pairs.NotReadyYet):
        a_proposal(seeking, maris, by=case_manager)


def test_an_old_lock_is_lifted_on_the_day_it_was_set_at_the_earliest(seeking, maris, case_manager):
    kept = apart(seeking, maris, case_manager)

    actions.lift_exclusion(kept, by=case_manager, on=DAY - timedelta(days=1))

    assert Exclusion.objects.get().lifted_on == DAY


def test_a_record_names_itself_without_its_words(seeking, maris, case_manager, coordinator):
    way = rounds.measure_way(seeking.programme, place_a="A", place_b="B", minutes=20, by=coordinator)
    ruling = ruled(seeking, maris, case_manager, RulingKind.FORBID)
    kept = apart(seeking, maris, case_manager)

    assert str(way) == f"Travel time {way.pk}"
    assert str(ruling) == f"Decision on a pair {ruling.pk}"
    assert str(kept) == f"Exclusion {kept.pk}"
