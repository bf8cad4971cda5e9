"""Opening, moving and closing cases, and what is open and done on them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lidzas.access import Permission, Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import (
    CaseClosed,
    CaseOpenAlready,
    DateOutOfPlace,
    GateShut,
    NoSuchStep,
    RoleTaken,
    begin_round,
    change_numbers,
    close_case,
    enter_stage,
    join_team,
    leave_team,
    mark_by_hand,
    mark_done,
    mark_round_work,
    open_case,
    renew,
    take_path,
)
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case, DoneActivity, OpenActivity, StageEntry, TeamMember
from lidzas.method import Facts, OpenThing, Path, RecordKind
from lidzas.programmes.actions import give_role
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, ROOT, START, a_case, a_person, a_programme

NOTHING = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)


@pytest.fixture
def method(case):
    return method_of(case.method_id)


def everything_done(method):
    done = {activity.key: DAY for stage in method.stages for activity in stage.activities}
    return Facts(
        done=done, counts=dict.fromkeys(NOTHING.counts, 9), open_things=frozenset(), path=Path.MENTOR
    )


def by_hand(method, role, about="case"):
    return next(
        activity.key
        for stage in method.stages
        for activity in stage.activities
        if activity.record is None and activity.about == about and role in activity.done_by
    )


@pytest.mark.covers("S0.02")
def test_an_opened_case_stands_in_the_first_stage_with_its_team(case, mentee, case_manager, method):
    assert case.stage == method.stages[0].key
    assert set(case.team.values_list("role", "person_id")) >= {
        (Role.MENTEE, mentee.pk), (Role.CASE_MANAGER, case_manager.pk),
    }  # fmt: skip
    assert str(case) == f"Case {case.pk}"
    assert str(case.stage_entries.get()) == f"{case.stage} from {START}"


def test_an_opened_case_says_what_is_due_to_whom(case, case_manager):
    rows = OpenActivity.objects.filter(case=case, person=case_manager).soonest_first()
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)
    assert str(rows[0]) == f"{rows[0].activity} by {rows[0].due_on}"


def test_a_young_person_has_one_open_case_in_a_programme(case, autumn, mentee, case_manager):
    with pytest.raises(CaseOpenAlready):
        a_case(autumn, mentee=mentee, case_manager=case_manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            programme=case.programme, round=autumn, mentee=mentee, method=case.method, stage="x",
            stage_entered_on=DAY, referred_by="themself", opened_on=DAY,
        )  # fmt: skip


def test_after_a_case_ended_another_may_be_opened(case, autumn, mentee, case_manager):
    close_case(case, by=case_manager, on=DAY)
    assert a_case(autumn, mentee=mentee, case_manager=case_manager, opened_on=DAY).pk != case.pk


def test_a_case_is_not_opened_before_its_round(autumn, mentee, case_manager):
    with pytest.raises(DateOutOfPlace):
        open_case(
            autumn, mentee, by=case_manager, on=START - timedelta(days=1), referred_by=ReferredBy.THEMSELF
        )


def test_a_role_on_a_case_has_one_holder(case, mentor, case_manager, stranger):
    with pytest.raises(RoleTaken):
        join_team(case, stranger, Role.MENTOR, by=case_manager, on=DAY)


def test_access_ends_with_the_role(case, mentor, case_manager):
    assert case in Case.objects.within_reach(mentor, Permission.CASE_VIEW)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    assert case not in Case.objects.within_reach(mentor, Permission.CASE_VIEW)
    assert not case.open_activities.filter(person=mentor).exists()
    member = TeamMember.objects.get(case=case, role=Role.MENTOR)
    assert (member.left_on, str(member)) == (DAY, f"mentor {member.pk}")


@pytest.mark.covers("S0.04")
def test_a_case_manager_who_mentors_elsewhere_is_only_a_mentor_there(autumn):
    person = a_person()
    managed = a_case(autumn, case_manager=person)
    mentored = a_case(autumn, mentor=person)
    assert set(Case.objects.within_reach(person, Permission.CASE_VIEW)) == {managed, mentored}
    assert set(Case.objects.within_reach(person, Permission.READINESS_DECIDE)) == {managed}
    assert set(Case.objects.held_by(person, Role.MENTOR)) == {mentored}


def test_a_coordinator_reaches_the_choice_of_mentors_of_their_programme_only(case, coordinator):
    elsewhere = a_case()
    reached = Case.objects.within_reach(coordinator, Permission.MATCH_VIEW)
    assert case in reached
    assert elsewhere not in reached
    assert case not in Case.objects.within_reach(coordinator, Permission.CASE_VIEW)


@pytest.mark.covers("S0.02")
def test_a_gate_advises_and_a_reason_is_kept(case, case_manager, method):
    second = method.stages[1].key
    with pytest.raises(GateShut) as shut:
        enter_stage(case, second, NOTHING, by=case_manager, on=DAY)
    assert shut.value.missing
    entry = enter_stage(case, second, NOTHING, by=case_manager, on=DAY, reason="The camp was cancelled.")
    assert entry.reason == "The camp was cancelled."
    assert [row[1] for row in entry.missing] == [each.key for each in shut.value.missing]


def test_a_refused_move_changes_nothing(case, case_manager, method):
    with pytest.raises(GateShut):
        enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY)
    case.refresh_from_db()
    assert (case.stage, case.version, case.stage_entries.count()) == (method.stages[0].key, 1, 1)


def test_with_everything_done_no_reason_is_asked(case, case_manager, method):
    entry = enter_stage(case, method.stages[1].key, everything_done(method), by=case_manager, on=DAY)
    assert (entry.missing, entry.reason) == ([], "")


def test_going_over_a_stage_asks_for_both_gates(case, case_manager, method):
    with pytest.raises(GateShut) as one:
        enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY)
    with pytest.raises(GateShut) as two:
        enter_stage(case, method.stages[2].key, NOTHING, by=case_manager, on=DAY)
    assert len(two.value.missing) > len(one.value.missing)


@pytest.mark.covers("S0.02")
def test_going_back_is_allowed_and_recorded(case, case_manager, method):
    first, second = method.stages[0].key, method.stages[1].key
    enter_stage(case, second, NOTHING, by=case_manager, on=DAY, reason="–")
    case.refresh_from_db()
    enter_stage(case, first, NOTHING, by=case_manager, on=DAY)
    assert list(StageEntry.objects.filter(case=case).order_by("made_at").values_list("stage", flat=True)) == [
        first, second, first,
    ]  # fmt: skip


@pytest.mark.parametrize("stage", ["nowhere", "meeting"])
def test_a_case_does_not_go_where_it_is_or_where_nothing_is(case, case_manager, stage):
    with pytest.raises(NoSuchStep):
        enter_stage(case, stage, NOTHING, by=case_manager, on=DAY, reason="–")


def test_a_case_does_not_move_before_it_came_where_it_is(case, case_manager, method):
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    case.refresh_from_db()
    with pytest.raises(DateOutOfPlace):
        enter_stage(
            case, method.stages[2].key, NOTHING, by=case_manager, on=DAY - timedelta(days=1), reason="–"
        )


def test_of_two_who_move_a_case_the_second_is_told(case, case_manager, method):
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–", version=1)
    with pytest.raises(Stale):
        enter_stage(case, method.stages[2].key, NOTHING, by=case_manager, on=DAY, reason="–", version=1)


def test_a_case_keeps_the_method_it_began_under(case, programme):
    before = case.method_id
    programme.method = a_programme(
        "Other", method=ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"
    ).method
    programme.save()
    case.refresh_from_db()
    assert case.method_id == before


def test_a_record_of_the_product_does_the_activities_it_fulfils(case, case_manager, method):
    expected = {activity.key for activity in method.activities_for_record(RecordKind.EXPLAINED)}
    mark_done(case, RecordKind.EXPLAINED, by=case_manager, on=DAY)
    assert {row.activity for row in DoneActivity.objects.filter(case=case)} == expected
    assert not case.open_activities.filter(activity__in=expected).exists()


def test_a_rhythm_starts_again_when_it_was_kept(case, case_manager, method):
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    case.refresh_from_db()
    mark_done(case, RecordKind.MENTEE_CONTACT, by=case_manager, on=DAY)
    rhythm = next(
        activity
        for activity in method.activities_for_record(RecordKind.MENTEE_CONTACT)
        if activity.every_days
    )
    row = case.open_activities.get(activity=rhythm.key)
    assert (row.due_on, row.since, row.days) == (
        DAY + timedelta(days=rhythm.every_days),
        DAY,
        rhythm.every_days,
    )


def test_renewing_what_is_true_already_writes_nothing(case, django_assert_num_queries):
    renew(case)
    with django_assert_num_queries(6):
        renew(case)


def test_what_has_no_record_is_marked_by_hand_by_those_whose_it_is(case, case_manager, mentor, method):
    key = by_hand(method, "case_manager")
    mark_by_hand(case, key, by=case_manager, as_roles=[Role.CASE_MANAGER], on=DAY, note="done")
    row = DoneActivity.objects.get(case=case, activity=key)
    assert (row.note, str(row)) == ("done", f"{key} on {DAY}")
    for unknown, roles in (("nothing", [Role.CASE_MANAGER]), (key, [Role.MENTEE])):
        with pytest.raises(NoSuchStep):
            mark_by_hand(case, unknown, by=mentor, as_roles=roles, on=DAY)


def test_what_has_a_record_is_not_marked_by_hand(case, case_manager):
    with pytest.raises(NoSuchStep):
        mark_by_hand(case, "explained", by=case_manager, as_roles=[Role.CASE_MANAGER], on=DAY)


def test_an_ended_case_takes_nothing_more(case, case_manager, stranger):
    close_case(case, by=case_manager, on=DAY)
    assert not case.open_activities.exists()
    with pytest.raises(CaseClosed):
        close_case(case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        join_team(case, stranger, Role.MENTOR, by=case_manager, on=DAY)


@pytest.mark.covers("S5.17")
def test_the_mentors_role_ends_with_the_case(case, case_manager, mentor, mentee):
    close_case(case, by=case_manager, on=DAY)
    assert case not in Case.objects.within_reach(mentor, Permission.CASE_VIEW)
    assert case in Case.objects.within_reach(mentee, Permission.CASE_VIEW)


def test_a_day_before_the_opening_is_refused(case, case_manager):
    with pytest.raises(DateOutOfPlace):
        close_case(case, by=case_manager, on=START - timedelta(days=1))


@pytest.mark.covers("S2.28")
def test_another_way_opens_nothing_that_needs_a_mentor(case, case_manager, method):
    for stage in method.stages[1:3]:
        enter_stage(case, stage.key, NOTHING, by=case_manager, on=DAY, reason="–")
        case.refresh_from_db()
    take_path(case, Path.ANOTHER_WAY, by=case_manager)
    only_mentor = {
        activity.key
        for stage in method.stages
        for activity in stage.activities
        if activity.only_on == Path.MENTOR
    }
    assert not case.open_activities.filter(activity__in=only_mentor).exists()
    take_path(case, Path.ANOTHER_WAY, by=case_manager)
    assert list(Entry.objects.filter(deed="case.path").values_list("reason", flat=True)) == [""]


def test_a_begun_round_says_what_the_team_has_to_do(programme, project_manager):
    opened = begin_round(
        programme,
        name="Spring",
        code="spring",
        starts_on=DAY,
        ends_on=DAY + timedelta(days=90),
        places=20,
        by=project_manager,
    )
    rows = OpenActivity.objects.filter(round=opened)
    assert rows
    assert not rows.filter(person__isnull=False).exists()


def test_work_of_a_round_is_done_for_everybody(autumn, coordinator):
    row = OpenActivity.objects.filter(round=autumn, case=None).soonest_first()[0]
    mark_round_work(autumn, row.activity, by=coordinator, on=DAY)
    assert DoneActivity.objects.get(round=autumn).audit_programme_id == autumn.programme_id
    assert not OpenActivity.objects.filter(
        round=autumn, activity=row.activity, due_on__lte=row.due_on
    ).exists()


def test_unknown_work_and_days_before_the_round_are_refused(autumn, coordinator):
    with pytest.raises(NoSuchStep):
        mark_round_work(autumn, "nothing", by=coordinator, on=DAY)
    with pytest.raises(DateOutOfPlace):
        mark_round_work(autumn, "nothing", by=coordinator, on=START - timedelta(days=1))


def test_a_changed_rhythm_moves_what_is_open(case, programme, project_manager, case_manager, method):
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    rhythm = next(row for row in case.open_activities.all() if method.activity(row.activity).every_days)
    change_numbers(programme, {f"every_days:{rhythm.activity}": 30}, by=project_manager, on=DAY)
    moved = case.open_activities.get(activity=rhythm.activity)
    assert (moved.pk, moved.due_on) == (rhythm.pk, rhythm.since + timedelta(days=30))
    change_numbers(programme, {"capacity": 3, "limit_hours:x": 9}, by=project_manager, on=DAY)
    lines = Entry.objects.filter(deed="setting.change").order_by("number")
    assert [line.reason for line in lines][1:] == ["capacity = 3", "limit_hours:x = 9"]


def test_work_on_a_case_that_a_coordinator_shares_goes_to_who_held_the_role_first(
    case, programme, case_manager, method
):
    first, second = a_person("A"), a_person("B")
    give_role(programme, first, Role.TRAINING_COORDINATOR, by=first, on=START)
    give_role(programme, second, Role.TRAINING_COORDINATOR, by=second, on=date(2026, 8, 30))
    enter_stage(case, method.stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    mark_done(case, RecordKind.READINESS, by=case_manager, on=DAY)
    holders = set(
        case.open_activities.filter(role=Role.TRAINING_COORDINATOR).values_list("person", flat=True)
    )
    assert holders == {first.pk}


def test_open_things_keep_a_gate_shut(case, case_manager, method):
    facts = everything_done(method)
    worried = Facts(facts.done, facts.counts, frozenset({OpenThing.SAFEGUARDING_CONCERN}), Path.MENTOR)
    with pytest.raises(GateShut):
        enter_stage(case, method.stages[1].key, worried, by=case_manager, on=DAY)


def test_what_is_done_once_is_not_done_again(case, case_manager):
    for day in (DAY, DAY + timedelta(days=1)):
        mark_done(case, RecordKind.BASELINE, by=case_manager, on=day)
    assert {row.done_on for row in DoneActivity.objects.filter(case=case)} == {DAY}


def test_a_rhythm_that_does_not_run_yet_is_not_kept(case, case_manager, method):
    mark_done(case, RecordKind.MENTEE_CONTACT, by=case_manager, on=DAY)
    rhythms = {
        activity.key
        for activity in method.activities_for_record(RecordKind.MENTEE_CONTACT)
        if activity.every_days
    }
    assert rhythms
    assert not DoneActivity.objects.filter(case=case, activity__in=rhythms).exists()


def test_a_changed_rhythm_moves_the_work_of_a_round_too(autumn, programme, project_manager):
    method = method_of(programme.method_id)
    rows = OpenActivity.objects.filter(round=autumn, case=None)
    rhythm = next(row for row in rows if method.activity(row.activity).every_days)
    change_numbers(programme, {f"every_days:{rhythm.activity}": 50}, by=project_manager, on=DAY)
    rhythm.refresh_from_db()
    assert rhythm.due_on == rhythm.since + timedelta(days=50)
