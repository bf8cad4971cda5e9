"""What is measured on: a few people and cases made by the product's own deeds, and very many written by SQL.

A case manager has 1.7 open activities a case, of which two thirds are due. Cases have a team, contacts, stages,
done activities and an open assessment, so that a page that reads too much of them shows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from django.db import connection, models, transaction
from django.utils.timezone import localdate, now

from bench.server import ROOT
from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.assessments.choices import Kind, Voice
from lidzas.assessments.models import Answer, Assessment
from lidzas.cases.actions import begin_round, enter_stage, join_team, open_case
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case, DoneActivity, OpenActivity, StageEntry, TeamMember
from lidzas.journey.facts import facts_of
from lidzas.meetings.actions import log_contact
from lidzas.meetings.choices import Channel, WithWhom
from lidzas.meetings.models import Contact
from lidzas.method import RecordKind, gather_files
from lidzas.plans.actions import draft_plan, write_goal, write_step
from lidzas.plans.choices import Horizon, StepArea, StepKind, WhoseIdea
from lidzas.programmes.actions import give_role, start_programme, take_method
from lidzas.programmes.models import Round, StaffRole
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.models import Concern

TODAY = localdate()
START = TODAY - timedelta(days=91)
CASELOADS = (1, 40, 400)
A_CASE_MANAGERS = 40
WRITERS = 20
KINDS = (
    "person", "manager", "mentor", "case", "staff", "team", "lead", "beside", "contact", "entry", "done", "form",
    "answer", "concern", "weekly", "decision", "own",
)  # fmt: skip
_numbers = count()
Holder = Callable[[str], str]


@dataclass(frozen=True)
class World:
    """The people and cases that stand in every installation of a run."""

    round: Round
    managers: dict[int, User]
    manager: User
    rich: Case
    writers: list[tuple[User, Case]]


def person(name: str) -> User:
    email = f"bench-{next(_numbers)}@example.invalid"
    made = User(name=name, email=email, is_active=True, came_in_at=now())
    made.set_unusable_password()
    made.search_name = made.folded()
    return made


def a_person(name: str) -> User:
    made = person(name)
    made.save()
    return made


def case_manager(round: Round) -> User:
    made = a_person("Case manager")
    give_role(round.programme, made, Role.CASE_MANAGER, by=made, on=START)
    return made


@transaction.atomic
def a_world() -> World:
    by = a_person("Project manager")
    version = take_method(gather_files(ROOT / "content" / "pardomat"), on=START)
    programme = start_programme("Bench", version, by=by, on=START)
    round = begin_round(
        programme, name="Round", code="round", starts_on=START, ends_on=START + timedelta(days=160), places=100, by=by
    )  # fmt: skip
    managers = {cases: case_manager(round) for cases in CASELOADS}
    for cases, holder in managers.items():
        write_cases(round, range(cases * 1000, cases * 1000 + cases), always(holder))
    manager = case_manager(round)
    writers = [(writer := case_manager(round), walked_case(round, writer)) for _ in range(WRITERS)]
    return World(round, managers, manager, rich_case(round, manager), writers)


def walked_case(round: Round, manager: User) -> Case:
    """A case with a mentor, in the stage in which the case manager's contacts have a rhythm."""
    case = open_case(
        round, a_person("Young person"), by=manager, on=START, referred_by=ReferredBy.SOCIAL_SERVICE
    )
    join_team(case, a_person("Mentor"), Role.MENTOR, by=manager, on=START)
    stages = [
        stage.key
        for stage in method_of(case.method_id).stages
        if any(each.record is RecordKind.MENTEE_CONTACT and each.every_days for each in stage.activities)
    ]
    enter_stage(case, stages[0], facts_of(case), by=manager, on=START, reason="bench")
    return Case.objects.select_related("mentee").get(pk=case.pk)


def rich_case(round: Round, manager: User) -> Case:
    """Sixty contacts, five goals, sixty steps."""
    case = walked_case(round, manager)
    for number in range(60):
        log_contact(
            case, with_whom=list(WithWhom)[number % 2], held_on=START + timedelta(days=number), channel=Channel.PHONE,
            reached=True, note="We spoke about the week and about the next step.", by=manager, on=TODAY,
        )  # fmt: skip
    plan = draft_plan(case, vision="I live on my own and like my work.", by=case.mentee, on=TODAY)
    for number in range(5):
        goal = write_goal(
            plan, words=f"I find work that I like, part {number}", horizon=Horizon.MIDDLE,
            whose_idea=WhoseIdea.MINE, hindrance="I wake up late.", by=case.mentee, on=TODAY,
        )  # fmt: skip
        for step in range(12):
            write_step(
                goal, what=f"I write to one place, number {step}", when_text="On Tuesday", with_whom="With my mentor",
                kind=StepKind.ME, area=StepArea.WORK, by=case.mentee, as_role=Role.MENTEE, on=TODAY,
            )  # fmt: skip
    return case


@transaction.atomic
def fill_up_to(round: Round, cases: int, *, with_history: bool = True) -> None:
    """Case managers with forty cases each, until the installation holds so many."""
    missing = cases - Case.objects.count()
    numbers = range(cases * 10, cases * 10 + missing)
    managers = range(numbers.start // A_CASE_MANAGERS, (numbers.stop - 1) // A_CASE_MANAGERS + 1)
    multiply_people("Case manager", "manager", managers)
    staff = StaffRole(programme=round.programme, role=Role.CASE_MANAGER, since=START)
    multiply(staff, managers, id=ident("staff"), person_id=ident("manager"))
    write_cases(round, numbers, forty_each, with_history=with_history)


def forty_each(number: str) -> str:
    """SQL of which case manager has the case of a number."""
    return ident("manager", f"{number} / {A_CASE_MANAGERS}")


def always(holder: User) -> Holder:
    return lambda _number: f"'{holder.pk.hex}'"


def write_cases(round: Round, numbers: range, holder: Holder, *, with_history: bool = True) -> None:
    multiply_people("Young person", "person", numbers)
    case = Case(
        programme=round.programme, round=round, method_id=round.programme.method_id, stage_entered_on=START,
        referred_by=ReferredBy.SOCIAL_SERVICE, opened_on=START,
    )  # fmt: skip
    stages = [stage.key for stage in method_of(round.programme.method_id).stages]
    multiply(case, numbers, id=ident("case"), mentee_id=ident("person"), stage=one_of(stages))
    write_team(numbers, holder)
    write_work(round, numbers, holder)
    if with_history:
        write_history(round, numbers, holder)


def write_team(numbers: range, holder: Holder) -> None:
    for role, kind, who in (
        (Role.MENTEE, "team", ident("person")),
        (Role.CASE_MANAGER, "lead", holder("n")),
    ):
        member = TeamMember(role=role, joined_on=START)
        multiply(member, numbers, id=ident(kind), case_id=ident("case"), person_id=who)


def write_work(round: Round, numbers: range, holder: Holder) -> None:
    due_on = f"date('{TODAY}', (n % 28 - 20) || ' days')"
    for activity, role, why, kind, who, where in (
        ("weekly_contact", Role.CASE_MANAGER, "last_done", "weekly", holder("n"), "true"),
        ("readiness_decided", Role.CASE_MANAGER, "stage_entered", "decision", holder("n"), "n % 10 < 7"),
        ("baseline", Role.MENTEE, "stage_entered", "own", ident("person"), "n % 3 = 0"),
    ):
        row = OpenActivity(round=round, activity=activity, role=role, why=why, since=START, days=7)
        multiply(row, numbers, where, id=ident(kind), case_id=ident("case"), person_id=who, due_on=due_on)


def write_history(round: Round, numbers: range, holder: Holder) -> None:
    """What has gathered by the middle of a round: a mentor, a stage, a form, contacts, at times a concern."""
    method, case, by = method_of(round.programme.method_id), ident("case"), holder("n")
    multiply_people("Mentor", "mentor", range(numbers.start // 2, (numbers.stop - 1) // 2 + 1))
    beside = TeamMember(role=Role.MENTOR, joined_on=START)
    mentor = ident("mentor", "n / 2")
    multiply(beside, numbers, "n % 3 < 2", id=ident("beside"), case_id=case, person_id=mentor)
    entry = StageEntry(entered_on=START, stage=method.stages[0].key)
    multiply(entry, numbers, id=ident("entry"), case_id=case, by_id=by)
    concern = Concern(raised_on=START)
    multiply(concern, numbers, "n % 50 = 0", id=ident("concern"), case_id=case, raised_by_id=by, text="'-'")
    form = Assessment(kind=Kind.BASELINE, method_id=round.programme.method_id, opened_on=START)
    multiply(form, numbers, id=ident("form"), case_id=case, opened_by_id=by)
    write_fourfold(round, range(numbers.start * 4, numbers.stop * 4), holder("n / 4"))


def write_fourfold(round: Round, numbers: range, by: str) -> None:
    """Four contacts, four done activities and four answers a case."""
    case = ident("case", "n / 4")
    day = f"date('{TODAY}', '-' || (n % 4 * 7 + n / 4 % 7) || ' days')"
    contact = Contact(with_whom=WithWhom.MENTEE, channel=Channel.PHONE, is_reached=True)
    multiply(contact, numbers, id=ident("contact"), case_id=case, logged_by_id=by, held_on=day)
    done = DoneActivity(round=round, activity="weekly_contact")
    multiply(done, numbers, id=ident("done"), case_id=case, by_id=by, done_on=day)
    areas = [area.key for area in method_of(round.programme.method_id).form.areas[:4]]
    multiply(
        Answer(voice=Voice.MENTEE, answered_on=START), numbers, id=ident("answer"), by_id=ident("person", "n / 4"),
        assessment_id=ident("form", "n / 4"), area=one_of(areas), level="case when n % 97 = 0 then 1 else 3 + n % 3 end",
    )  # fmt: skip


def ident(kind: str, number: str = "n") -> str:
    """SQL of the id of a thing of a kind with a number."""
    return f"'{KINDS.index(kind):08x}' || substr('{'0' * 24}' || ({number}), -24)"


def one_of(words: Sequence[str]) -> str:
    """SQL of one of the words, each in turn."""
    cases = " ".join(f"when {place} then '{word}'" for place, word in enumerate(words))
    return f"case n % {len(words)} {cases} end"


def multiply_people(name: str, kind: str, numbers: range) -> None:
    email = f"'{kind}-' || substr('0000000000' || n, -10) || '@example.invalid'"
    search_name = f"'{name.lower()} ' || substr('0000000000' || n, -10)"
    multiply(person(name), numbers, id=ident(kind), email=email, search_name=search_name)


def multiply(row: models.Model, numbers: range, where: str = "true", **written: str) -> None:
    """Write a row once for every number `n`; the columns named are written as their SQL says."""
    fields = row._meta.concrete_fields
    kept = [field for field in fields if field.attname not in written]
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in kept]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    chosen = ", ".join(written.get(field.attname, "%s") for field in fields)
    numbered = "with recursive numbers(n) as (select %s union all select n + 1 from numbers where n < %s)"
    sql = (
        f"insert into {row._meta.db_table} ({columns}) {numbered} select {chosen} from numbers where {where}"
    )
    parts = sql.split("%s")
    with connection.cursor() as cursor:
        cursor.execute(
            "%s".join(part.replace("%", "%%") for part in parts), [numbers.start, numbers.stop - 1, *values]
        )
