"""The pages of a programme: caseload, people, work of the round, figures, settings."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.cases.actions import begin_round, mark_round_work
from lidzas.intake.queries.referrals import door_of
from lidzas.journey.actions import read_concern, read_concerns, write_numbers
from lidzas.journey.forms import ContactForm, MarkForm, NumbersForm, RoundForm
from lidzas.journey.queries.caseload import page_of, stages_with_counts
from lidzas.journey.queries.figures import figures_of, participants_of
from lidzas.journey.queries.homes import lists_of, young_people_of
from lidzas.journey.queries.invitations import invitations_of
from lidzas.journey.queries.rounds import open_round_work, round_coded
from lidzas.journey.queries.settings import numbers_in
from lidzas.people.queries import mentors_of, staff_of
from lidzas.programmes.actions import name_contact
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of, numbers_version
from lidzas.safeguarding import actions as safeguarding
from lidzas.safeguarding.forms import CloseConcernForm
from lidzas.ui.pages import fill_in


@require_safe
@opens_programme(Permission.CASELOAD_VIEW)
def caseload(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """My young people: searched by name, filtered by stage, a page at a time."""
    today = timezone.localdate()
    lists = lists_of(request.user, programme, on=today)
    asked = {
        name: request.GET.get(name, "")[:200].replace("\x00", "")
        for name in ("stage", "words", "after", "only")
    }
    shown = lists.get(asked["only"], lists["all"])
    page = page_of(shown, on=today, stage=asked["stage"], words=asked["words"], after=asked["after"])
    stages = stages_with_counts(lists["all"], method_of(programme.method_id), get_language() or "")
    context = {"programme": programme, "page": page, "stages": stages, **asked}
    return render(request, "journey/caseload.html", context)


@require_safe
@opens_programme(Permission.PEOPLE_VIEW)
def people(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Who takes part: the team, the mentors, and the young people whose case the person reaches."""
    method, language = method_of(programme.method_id), get_language() or ""
    among = young_people_of(programme, request.user, only_to_sign=request.GET.get("only") == "to_sign")
    context = {
        "programme": programme,
        "staff": staff_of(programme, method, language),
        "mentors": mentors_of(programme),
        "participants": participants_of(among, method, language),
        "only": request.GET.get("only", ""),
        "invitations": invitations_of(programme, request.user, request.roles),
        "may_invite_staff": is_allowed(Permission.STAFF_INVITE, in_programme=request.roles),
        "may_invite_mentors": is_allowed(Permission.MENTOR_INVITE, in_programme=request.roles),
        "may_end_staff": is_allowed(Permission.STAFF_END, in_programme=request.roles),
        "may_end_mentors": is_allowed(Permission.MENTOR_END, in_programme=request.roles),
        "may_open": is_allowed(Permission.CASE_OPEN, in_programme=request.roles),
        "may_pair": is_allowed(Permission.PAIRS_VIEW, in_programme=request.roles),
        "may_import": is_allowed(Permission.PEOPLE_IMPORT, in_programme=request.roles),
        "may_match": is_allowed(Permission.MATCH_VIEW, in_programme=request.roles),
    }
    return render(request, "journey/people.html", context)


@require_safe
@opens_programme(Permission.ROUND_WORK)
def work(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """What the project team has to do for the rounds, and who of it."""
    rows = open_round_work(programme, request.roles, on=timezone.localdate())
    context = {
        "programme": programme,
        "rows": rows,
        "may_begin": is_allowed(Permission.ROUND_WRITE, in_programme=request.roles),
    }
    return render(request, "journey/work.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.ROUND_WORK)
def mark_work(
    request: ProgrammeRequest, programme: Programme, round_code: str, activity: str
) -> HttpResponse:
    """Say that something was done for a whole round."""
    held, row = round_coded(programme, round_code, activity, request.roles, on=timezone.localdate())
    form = MarkForm(request.POST or None, since=held.starts_on, today=timezone.localdate())
    return fill_in(
        request,
        form,
        template="journey/mark_work.html",
        context={"programme": programme, "row": row},
        deed=partial(mark_round_work, held, activity, by=request.user),
        said=_("Done. Thank you."),
        then=reverse("journey:work", kwargs={"programme_code": programme.code}),
    )


@require_safe
@opens_programme(Permission.FIGURES_VIEW)
def figures(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Counts without names."""
    shown = figures_of(programme, method_of(programme.method_id), get_language() or "")
    return render(request, "journey/figures.html", {"programme": programme, "figures": shown})


@require_safe
@opens_programme(Permission.CONCERNS_VIEW)
def concerns(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Safeguarding concerns, open or closed, for who decides on them."""
    closed = request.GET.get("only") == "closed"
    shown = read_concerns(programme, closed=closed, by=request.user)
    context = {"programme": programme, "concerns": shown, "closed": closed}
    return render(request, "journey/concerns.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.CONCERNS_VIEW)
def close_concern(request: ProgrammeRequest, programme: Programme, concern_id: UUID) -> HttpResponse:
    """Decide on a concern, above all on one that the case manager cannot close."""
    concern = read_concern(programme, concern_id, by=request.user)
    return fill_in(
        request,
        CloseConcernForm(request.POST or None),
        template="journey/close_concern.html",
        context={"programme": programme, "concern": concern},
        deed=partial(safeguarding.close_concern, concern, by=request.user, on=timezone.localdate()),
        said=_("The concern is closed. What was done stays on record."),
        then=reverse("journey:concerns", kwargs={"programme_code": programme.code}),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.ROUND_WRITE)
def round(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    form = RoundForm(request.POST or None, programme=programme, today=timezone.localdate())
    return fill_in(
        request,
        form,
        template="journey/round.html",
        context={"programme": programme},
        deed=partial(begin_round, programme, by=request.user),
        said=_("The round is open."),
        then=reverse("journey:work", kwargs={"programme_code": programme.code}),
    )


@require_safe
@opens_programme(Permission.SETTINGS_VIEW)
def settings(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Everything that a programme has set for itself."""
    context = {
        "programme": programme,
        "door": door_of(programme),
        "numbers": numbers_in(programme),
        "method": method_of(programme.method_id),
        "may_write": is_allowed(Permission.SETTINGS_WRITE, in_programme=request.roles),
    }
    return render(request, "journey/settings.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.SETTINGS_WRITE)
def numbers(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Set rhythms, limits and capacity, from today on."""
    form = NumbersForm(
        request.POST or None, numbers=numbers_in(programme), row_version=numbers_version(programme.pk)
    )
    return fill_in(
        request,
        form,
        template="journey/numbers.html",
        context={"programme": programme, "stands_now": partial(other_numbers, programme, form)},
        deed=partial(write_numbers, programme, by=request.user, on=timezone.localdate()),
        said=_("Saved. It holds from today."),
        then=reverse("journey:settings", kwargs={"programme_code": programme.code}),
    )


def other_numbers(programme: Programme, form: NumbersForm) -> list[tuple[str, int]]:
    """What is in force now and differs from what was written."""
    return [
        (number.label, number.value)
        for number in numbers_in(programme)
        if form.cleaned_data[number.name] != number.value
    ]


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.SETTINGS_WRITE)
def contact(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Name whom a person in need can ask."""
    stands = {name: getattr(programme, name) or "–" for name in ContactForm.base_fields}
    form = ContactForm(request.POST or None, instance=programme, row_version=programme.version)
    return fill_in(
        request,
        form,
        template="journey/contact.html",
        context={
            "programme": programme,
            "stands_now": lambda: [(form.fields[name].label, words) for name, words in stands.items()],
        },
        deed=partial(name_contact, programme, by=request.user),
        said=_("Saved."),
        then=reverse("journey:settings", kwargs={"programme_code": programme.code}),
    )
