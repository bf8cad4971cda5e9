"""A round read from the database, and the command that proposes it."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lidzas.access import Role
from lidzas.assessments.actions import answer, decide_readiness, open_assessment
from lidzas.assessments.choices import Kind, Outcome, Voice
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.events.choices import Signal
from lidzas.events.models import Event, PairSeen, PrivateSignal
from lidzas.matching.actions.pairs import answer_as_mentee, end_match, let_mentor_go, withdraw_proposal
from lidzas.matching.choices import Answer, EndReason, ExclusionKind, RulingKind
from lidzas.matching.facts.kinds import USUAL_WEIGHTS, Condition, Criterion
from lidzas.matching.facts.pair import failing
from lidzas.matching.facts.sheet import Between
from lidzas.matching.models import Exclusion, Ruling, TravelTime
from lidzas.matching.queries.round import names_on, proposal_for, sheet_of, weights_of
from lidzas.matching.tests.builders import a_match, a_proposal, a_signed_proposal, make_ready
from lidzas.people.models import AboutMe
from lidzas.programmes.models import Setting
from lidzas.programmes.queries import method_of
from lidzas.screening.actions import go_on_leave
from tests.builders import DAY, a_case, a_mentor, a_person, a_programme, a_round, cleared_mentor


@pytest.fixture
def open_mentor(programme):
    """Taken in, checked, trained, with two free places."""
    return cleared_mentor(programme, a_person("Māris Ozols"))


def read(round):
    return sheet_of(round, on=DAY)


def another(round, *, case_manager, name="Jānis Eglītis"):
    return make_ready(a_case(round, mentee=a_person(name), case_manager=case_manager), by=case_manager)


def tell(person, **portrait):
    AboutMe.objects.create(person=person, portrait=portrait)


def ruled_out(round):
    sheet = read(round)
    return failing(sheet, sheet.seekers[0], sheet.companions[0])


def between(round):
    [found] = read(round).between.values()
    return found


@pytest.mark.covers("S2.29")
def test_a_round_is_read_with_all_that_people_have_told(autumn, seeking, open_mentor, case_manager):
    tell(seeking.mentee, likes=["music"], times=["mon_evening"])
    tell(open_mentor.person, likes=["music"], experiences=["job"])
    open_mentor.municipality = "Rīga"
    open_mentor.save()
    TravelTime.objects.create(programme=autumn.programme, place_a="Rīga", place_b="JELGAVA ", minutes=50)

    sheet = read(autumn)

    [seeker], [companion] = sheet.seekers, sheet.companions
    assert (seeker.case_id, seeker.person_id, seeker.place) == (seeking.pk, seeking.mentee_id, "Jelgava")
    assert seeker.portrait.likes == companion.portrait.likes == {"music"}
    assert (companion.mentor_id, companion.free, companion.barred) == (open_mentor.pk, 2, frozenset())
    assert sheet.way(seeker, companion) == 50
    assert names_on(sheet) == {seeking.mentee_id: "Elza Kalniņa", open_mentor.person_id: "Māris Ozols"}
    assert failing(sheet, seeker, companion) == frozenset()


def test_only_who_is_ready_and_has_and_is_asked_about_nobody_waits_for_a_mentor(
    autumn, programme, case_manager, coordinator, open_mentor, seeking
):
    asked, paired, left = (another(autumn, case_manager=case_manager, name=f"Person {n}") for n in range(3))
    a_case(autumn, mentee=a_person("Not ready"), case_manager=case_manager)
    unready = another(autumn, case_manager=case_manager, name="Was ready")
    decide_readiness(
        unready,
        outcome=Outcome.NOT_YET,
        reasons="Later",
        evidence="Said so",
        steps=[PlannedStep("A talk")],
        review_on=DAY + timedelta(days=30),
        by=case_manager,
        on=DAY,
    )
    a_proposal(asked, open_mentor, by=case_manager)
    a_match(paired, cleared_mentor(programme), case_manager=case_manager, coordinator=coordinator)
    mentor = cleared_mentor(programme)
    a_match(left, mentor, case_manager=case_manager, coordinator=coordinator)
    let_mentor_go(mentor, by=coordinator, as_role=Role.TRAINING_COORDINATOR, on=DAY)

    sheet = read(autumn)

    assert {each.case_id for each in sheet.seekers} == {seeking.pk, left.pk}
    assert {each.mentor_id: each.free for each in sheet.companions}[open_mentor.pk] == 1


def test_a_full_mentor_stays_on_the_sheet_without_a_place(autumn, seeking, open_mentor, case_manager):
    for number in range(2):
        a_proposal(
            another(autumn, case_manager=case_manager, name=f"N{number}"), open_mentor, by=case_manager
        )

    assert ruled_out(autumn) == {Condition.NO_PLACE}


def test_a_mentor_who_is_not_checked_or_trained_is_ruled_out(autumn, programme, seeking):
    a_mentor(programme)

    assert ruled_out(autumn) == {Condition.NOT_CLEARED, Condition.NOT_TRAINED}


def test_a_mentor_on_leave_is_ruled_out(autumn, open_mentor, seeking, coordinator):
    go_on_leave(open_mentor, since=DAY, back_on=DAY + timedelta(days=20), by=coordinator, on=DAY)

    assert ruled_out(autumn) == {Condition.ON_LEAVE}


@pytest.mark.parametrize(
    ("kind", "condition"),
    [(ExclusionKind.SAFETY, Condition.SAFETY), (ExclusionKind.RELATION, Condition.RELATION)],
)
def test_an_exclusion_rules_out_until_it_is_lifted(
    autumn, open_mentor, seeking, case_manager, kind, condition
):
    excluded = Exclusion.objects.create(
        case=seeking, mentor=open_mentor, kind=kind, reason="CANARY", set_by=case_manager, set_on=DAY
    )
    assert ruled_out(autumn) == {condition}

    excluded.lifted_on, excluded.lifted_by = DAY, case_manager
    excluded.save()
    assert ruled_out(autumn) == frozenset()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RulingKind.LOCK, Between(is_locked=True)),
        (RulingKind.FORBID, Between(barred=frozenset({Condition.FORBIDDEN}))),
        (RulingKind.OVERRIDE, Between(is_overridden=True)),
    ],
)
def test_what_people_have_decided_about_two(autumn, open_mentor, seeking, case_manager, kind, expected):
    Ruling.objects.create(case=seeking, mentor=open_mentor, kind=kind, reason="Why", by=case_manager, on=DAY)

    assert between(autumn) == expected


@pytest.mark.covers("S2.30")
def test_after_a_no_the_pair_is_not_proposed_again(autumn, open_mentor, seeking, case_manager, coordinator):
    asked = a_signed_proposal(seeking, open_mentor, case_manager=case_manager, coordinator=coordinator)
    answer_as_mentee(asked, Answer.NO, by=seeking.mentee, on=DAY)

    assert ruled_out(autumn) == {Condition.VETO}


def test_a_suggestion_that_staff_took_back_says_nothing_of_the_two(
    autumn, open_mentor, seeking, case_manager
):
    suggested = a_proposal(seeking, open_mentor, by=case_manager)
    withdraw_proposal(suggested, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)

    assert ruled_out(autumn) == frozenset()


def test_who_was_a_pair_before_is_not_proposed_unless_people_say_so(
    autumn, open_mentor, seeking, case_manager, coordinator
):
    match = a_match(seeking, open_mentor, case_manager=case_manager, coordinator=coordinator)
    end_match(
        match, reason=EndReason.TIME_OR_HEALTH, note="Later", goodbye_done=True, by=case_manager, on=DAY
    )
    assert ruled_out(autumn) == {Condition.PAIR_BEFORE}

    Ruling.objects.create(
        case=seeking,
        mentor=open_mentor,
        kind=RulingKind.OVERRIDE,
        reason="Both want",
        by=case_manager,
        on=DAY,
    )
    assert ruled_out(autumn) == frozenset()


def test_who_answers_for_a_young_person_does_not_mentor_them(autumn, programme, seeking, case_manager):
    cleared_mentor(programme, case_manager)
    cleared_mentor(programme, a_person("Laura"))

    sheet = read(autumn)
    of_seeking = next(each for each in sheet.seekers if each.case_id == seeking.pk)
    assert [failing(sheet, of_seeking, each) for each in sheet.companions] == [
        {Condition.ON_TEAM} if each.person_id == case_manager.pk else frozenset() for each in sheet.companions
    ]


def feel(case, giver, about, signal):
    event, _is_new = Event.objects.get_or_create(
        programme=case.programme, round=case.round, called="camp", name="Camp", starts_on=DAY, ends_on=DAY
    )
    PrivateSignal.objects.create(
        event=event, case=case, giver=giver, about=about, signal=signal, given_on=DAY
    )


@pytest.mark.covers("S1.01")
@pytest.mark.parametrize(
    ("of_mentee", "of_mentor", "wish", "barred"),
    [
        (Signal.YES, Signal.YES, 1.0, frozenset()),
        (Signal.YES, Signal.NOT_SURE, 0.5, frozenset()),
        (Signal.YES, Signal.RATHER_NOT, None, frozenset({Condition.VETO})),
        (Signal.RATHER_NOT, None, None, frozenset({Condition.VETO})),
    ],
)
def test_the_weaker_wish_counts_and_rather_not_of_either_is_a_veto(
    autumn, open_mentor, seeking, of_mentee, of_mentor, wish, barred
):
    feel(seeking, seeking.mentee, open_mentor.person, of_mentee)
    if of_mentor:
        feel(seeking, open_mentor.person, seeking.mentee, of_mentor)

    assert between(autumn) == Between(wish=wish, barred=barred)


def test_one_wish_alone_is_not_known_yet(autumn, open_mentor, seeking):
    feel(seeking, seeking.mentee, open_mentor.person, Signal.YES)
    feel(seeking, seeking.mentee, a_person("Somebody else"), Signal.YES)

    assert read(autumn).between == {}


def test_the_newest_look_at_how_contact_went_counts(autumn, open_mentor, seeking, case_manager):
    seen = {"case": seeking, "has_met": True, "seen_on": DAY, "by": case_manager}
    PairSeen.objects.create(mentor=open_mentor.person, ease=1, **seen)
    PairSeen.objects.create(mentor=open_mentor.person, ease=3, **seen)
    PairSeen.objects.create(mentor=a_person("Somebody else"), ease=4, **seen)

    assert between(autumn) == Between(ease=3)


def test_experiences_fit_the_areas_the_young_person_wants_to_work_on(
    autumn, open_mentor, seeking, case_manager
):
    sheet = read(autumn)
    assert (sheet.seekers[0].met, sheet.seekers[0].near) == (frozenset(), frozenset())

    form = open_assessment(seeking, Kind.BASELINE, by=case_manager, on=DAY)
    vocabulary = method_of(seeking.method_id).vocabulary
    experience = next(each for each in vocabulary.experiences if each.areas)
    answer(form, experience.areas[0], Voice.MENTEE, level=3, wants_to_work=True, by=seeking.mentee, on=DAY)

    [seeker] = read(autumn).seekers
    assert experience.key in seeker.met
    assert {*experience.near} <= seeker.met | seeker.near
    assert not seeker.met & seeker.near


def test_the_programme_weighs_as_it_likes(autumn, programme, project_manager):
    assert weights_of(programme.pk) == USUAL_WEIGHTS

    for name, value in (("match_weight:wish", 30), ("match_weight:ease", 10)):
        Setting.objects.create(
            programme=programme, name=name, value=value, from_on=DAY, set_by=project_manager
        )

    assert weights_of(programme.pk) == {**USUAL_WEIGHTS, Criterion.WISH: 30, Criterion.EASE: 10}


def test_a_round_of_any_size_is_read_with_as_many_questions(
    autumn, programme, case_manager, open_mentor, seeking
):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(autumn)
        return len(asked)

    read(autumn)
    few = questions()
    for number in range(2):
        case = another(autumn, case_manager=case_manager, name=f"Person {number}")
        mentor = cleared_mentor(programme, a_person(f"Mentor {number}"))
        tell(case.mentee, likes=["music"])
        tell(mentor.person, likes=["music"])
        feel(case, case.mentee, mentor.person, Signal.YES)
        Ruling.objects.create(
            case=case, mentor=mentor, kind=RulingKind.LOCK, reason="W", by=case_manager, on=DAY
        )

    assert questions() == few


def test_a_method_without_words_of_its_own_can_be_matched_too(project_manager):
    assert proposal_for(read(a_round(a_programme(by=project_manager))), USUAL_WEIGHTS).pairs == ()


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("match", *arguments, stdout=out)
    except SystemExit as exit:
        return exit.code, out.getvalue()
    return 0, out.getvalue()


@pytest.mark.covers("S2.17")
def test_the_command_proposes_and_changes_nothing(autumn, seeking, open_mentor, case_manager):
    tell(seeking.mentee, likes=["music"])
    tell(open_mentor.person, likes=["music"])
    Ruling.objects.create(
        case=seeking, mentor=open_mentor, kind=RulingKind.LOCK, reason="W", by=case_manager, on=DAY
    )

    code, out = run("--round", autumn.code)

    assert code == 0
    assert "fairest: pairs 1, left 0, total 16.6, weakest 16.6" in out
    assert "Elza Kalniņa – Māris Ozols  too little known yet  (locked)" in out
    assert "    ? Times that fit" in out
    assert not seeking.match_proposals.exists()


def test_the_command_says_all_of_it_as_json(autumn, seeking, open_mentor):
    code, out = run("--round", autumn.code, "--programme", autumn.programme.code, "--highest-total", "--json")

    said = json.loads(out)
    assert code == 0
    assert said["aim"] == "highest_total"
    assert said["other_aim"]["aim"] == "fairest"
    [pair] = said["pairs"]
    assert (pair["young_person"], pair["mentor"], pair["score"]) == ("Elza Kalniņa", "Māris Ozols", None)
    assert len(pair["not_known"]) == 9


def test_the_command_tells_by_its_code_that_somebody_is_left(autumn, seeking, programme, case_manager):
    mentor = a_mentor(programme)
    Ruling.objects.create(
        case=seeking, mentor=mentor, kind=RulingKind.LOCK, reason="W", by=case_manager, on=DAY
    )

    code, out = run("--round", autumn.code)

    assert code == 1
    assert "weakest –" in out
    assert "Elza Kalniņa – nobody. Mentors who would be possible: 0" in out
    assert "    - The checks are not complete: 1" in out
    assert "Māris Ozols cannot be kept: The checks are not complete, The training is not complete" in out


def test_the_command_says_a_score_and_speaks_latvian(autumn, seeking, open_mentor, case_manager):
    tell(seeking.mentee, times=["mon_evening", "tue_evening"], style={"pace": 2}, values=["peace"])
    tell(open_mentor.person, times=["mon_evening", "tue_evening"], style={"pace": 2}, values=["peace"])
    feel(seeking, seeking.mentee, open_mentor.person, Signal.YES)
    feel(seeking, open_mentor.person, seeking.mentee, Signal.YES)
    PairSeen.objects.create(
        case=seeking, mentor=open_mentor.person, has_met=True, ease=4, seen_on=DAY, by=case_manager
    )

    _code, out = run("--round", autumn.code, "--language", "lv")

    assert "Elza Kalniņa – Māris Ozols  95.2" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--round", "nowhere"), "There is no round nowhere."),
        (("--round", "nowhere", "--programme", "any"), "any has no round nowhere."),
    ],
)
@pytest.mark.django_db
def test_the_command_says_what_it_does_not_find(arguments, words):
    with pytest.raises(CommandError, match=words):
        run(*arguments)


def test_the_command_asks_which_programme_is_meant(autumn, project_manager):
    other = a_round(a_programme("Other", by=project_manager))
    other.code = autumn.code
    other.save()

    with pytest.raises(CommandError, match="Say which with --programme: other, "):
        run("--round", autumn.code)
