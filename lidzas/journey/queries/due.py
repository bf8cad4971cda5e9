"""What is due: the one query behind every list and every count of it (S0.02, S3.36)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.models import User
from lidzas.cases.facts import POSTPONED
from lidzas.cases.models import Case, OpenActivity
from lidzas.journey.queries.casepage import spoken
from lidzas.method import Activity, Method, Reason, RecordKind
from lidzas.programmes.models import StaffRole
from lidzas.programmes.queries import method_of

SOON = timedelta(days=7)

PAGES: dict[RecordKind, tuple[tuple[Permission, str], ...]] = {
    RecordKind.EXPLAINED: ((Permission.EXPLANATION_RECORD, "agreements:explain"),),
    RecordKind.MENTEE_CONTACT: ((Permission.CONTACT_LOG, "meetings:contact"),),
    RecordKind.MENTOR_CONTACT: ((Permission.CONTACT_LOG, "meetings:contact"),),
    RecordKind.BASELINE: ((Permission.ASSESSMENT_VIEW, "assessments:show"),),
    RecordKind.REASSESSMENT: ((Permission.ASSESSMENT_VIEW, "assessments:show"),),
    RecordKind.CRISIS_AGREEMENT: ((Permission.CRISIS_VIEW, "safeguarding:show"),),
    RecordKind.READINESS: ((Permission.READINESS_VIEW, "assessments:readiness"),),
    RecordKind.WAY_REVIEWED: ((Permission.READINESS_DECIDE, "assessments:look_again"),),
    RecordKind.PAIR: ((Permission.MATCH_VIEW, "matching:show"),),
    RecordKind.CHECK_IN: ((Permission.CHECK_IN, "matching:check_in"),),
    RecordKind.THREE_WAY_MEETING: (
        (Permission.MEETING_LOG, "meetings:log"),
        (Permission.MEETING_VIEW, "meetings:index"),
    ),
    RecordKind.PLAN_AGREED: ((Permission.PLAN_VIEW, "plans:show"),),
    RecordKind.AGREEMENT: ((Permission.AGREEMENT_VIEW, "agreements:show"),),
    RecordKind.MEETING: (
        (Permission.MEETING_LOG, "meetings:log"),
        (Permission.MEETING_VIEW, "meetings:index"),
    ),
    RecordKind.NEXT_MEETING: ((Permission.MEETING_PLAN, "meetings:plan"),),
    RecordKind.GOALS_EVALUATED: (
        (Permission.GOALS_EVALUATE, "plans:evaluate"),
        (Permission.PLAN_VIEW, "plans:show"),
    ),
    RecordKind.CLOSING_TALK: ((Permission.CLOSING_ANSWER, "closing:show"),),
    RecordKind.GOING_ON: ((Permission.GOING_ON_ANSWER, "closing:going_on"),),
    RecordKind.EXIT: ((Permission.EXIT_RECORD, "journey:exit"),),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, for whom, by when, why, and the page where it is done."""

    activity: str
    role: str
    title: str
    about: str
    due_on: date
    because: str
    link: str
    is_waiting: bool
    person: User | None = None

    @property
    def state(self) -> str:
        return "waiting" if self.is_waiting else "soon"


def work_of(person: User) -> QuerySet[OpenActivity]:
    """Everything open for a person: on cases in their own name, for rounds through their role."""
    held = StaffRole.objects.filter(person=person, until=None, programme__rounds__isnull=False)
    rounds: dict[str, list[UUID]] = {}
    for role, round_id in held.values_list("role", "programme__rounds"):
        rounds.setdefault(role, []).append(round_id)
    mine = Q(person=person)
    for role, ids in rounds.items():
        mine |= Q(case=None, role=role, round_id__in=ids)
    rows = OpenActivity.objects.filter(mine)
    return rows.select_related("case__mentee", "round__programme").order_by("due_on", "pk")


def due_of(person: User, *, on: date, until: date | None = None) -> list[Due]:
    """What a person has to do up to a day, soonest first. `until` is a week ahead unless given."""
    rows = work_of(person).filter(due_on__lte=until or on + SOON)
    return [as_due(row, on=on) for row in rows]


def due_on_case(case: Case, *, on: date) -> list[Due]:
    """What is open on one case, for everybody on its team."""
    rows = case.open_activities.select_related("case__mentee", "round__programme", "person")
    return [as_due(row, on=on, person=row.person) for row in rows.order_by("due_on", "pk")]


def as_due(row: OpenActivity, *, on: date, person: User | None = None) -> Due:
    method = method_of(row.case.method_id if row.case else row.round.programme.method_id)
    activity = method.activity(row.activity)
    return Due(
        activity=row.activity,
        role=row.role,
        title=title_of(activity, row.role),
        about=about_of(row),
        due_on=row.due_on,
        because=because(row, activity, method, on=on),
        link=link_of(row, activity),
        is_waiting=row.due_on <= on,
        person=person,
    )


def title_of(activity: Activity, role: str) -> str:
    return spoken(activity, as_mentee=role == Role.MENTEE)


def about_of(row: OpenActivity) -> str:
    """Whose case it is, or which round; nothing for the young person's own."""
    if row.role == Role.MENTEE:
        return ""
    return row.case.mentee.name if row.case else row.round.name


def link_of(row: OpenActivity, activity: Activity) -> str:
    if row.case is None:
        return reverse("journey:work", kwargs={"programme_code": row.round.programme.code})
    case = {"case_id": row.case_id}
    pages = PAGES.get(activity.record, ()) if activity.record else ()
    for permission, page in pages:
        if is_allowed(permission, on_case=[Role(row.role)], in_programme=[Role(row.role)]):
            return reverse(page, kwargs=case)
    if activity.record:
        return reverse("journey:case", kwargs=case)
    return reverse("journey:mark", kwargs={**case, "activity": activity.key})


def because(row: OpenActivity, activity: Activity, method: Method, *, on: date) -> str:
    """Why this is due, as a sentence in the reader's language."""
    day = date_format(row.since, "SHORT_DATE_FORMAT")
    if row.why == Reason.LAST_DONE:
        return rhythm(row) + " " + since_last(row, on=on)
    if row.why == Reason.AFTER_DONE:
        earlier = method.activity(activity.after or "").name.in_language(get_language() or "")
        return _("Follows “%(earlier)s”, done on %(day)s.") % {"earlier": earlier, "day": day}
    if row.why == POSTPONED:
        return _("On %(day)s it was agreed to look at this again.") % {"day": day}
    if row.why == Reason.ROUND_STARTED:
        start = _("The round started on %(day)s.") % {"day": day}
    else:
        start = _("This stage began on %(day)s.") % {"day": day}
    return rhythm(row) + " " + start if activity.every_days else start


def rhythm(row: OpenActivity) -> str:
    return ngettext("Agreed rhythm: every day.", "Agreed rhythm: every %(days)s days.", row.days) % {
        "days": row.days
    }


def since_last(row: OpenActivity, *, on: date) -> str:
    days = (on - row.since).days
    if days <= 0:
        return _("The last time was today.")
    return ngettext("The last time was yesterday.", "The last time was %(days)s days ago.", days) % {
        "days": days
    }


def waiting(items: Iterable[Due]) -> list[Due]:
    return [item for item in items if item.is_waiting]


def soon(items: Iterable[Due]) -> list[Due]:
    return [item for item in items if not item.is_waiting]
