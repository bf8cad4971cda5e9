"""Bringing people in by a table: choose it, look at what it would do, take it over, send the letters."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.intake.actions.imports import (
    LETTERS_AT_ONCE,
    MOST_ROWS,
    file_in,
    forget_table,
    send_invitations,
    show_table,
    take_table,
    unseen,
)
from lidzas.intake.choices import Kind
from lidzas.intake.facts.columns import COLUMNS
from lidzas.intake.facts.people import Measure
from lidzas.intake.facts.tables import TableUnreadable
from lidzas.intake.facts.templates import FORMATS, template_of
from lidzas.intake.forms.imports import TableForm, TakeTableForm
from lidzas.intake.models import Upload
from lidzas.intake.queries.imports import (
    kinds_for,
    look_through,
    measure_for,
    rows_of,
    unsent_of,
    upload_of,
)
from lidzas.people.links import links_of
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import answer_deed, fill_in


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PEOPLE_IMPORT)
def table(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Choose a table. Nothing happens to anybody yet."""
    kinds = kinds_for(request.roles)
    rounds = programme.rounds.filter(ends_on__gte=timezone.localdate())
    form = TableForm(request.POST or None, request.FILES or None, kinds=kinds, rounds=rounds)
    language = get_language() or ""
    return fill_in(
        request,
        form,
        template="intake/table.html",
        context={
            "programme": programme,
            "formats": tuple(FORMATS),
            "columns": [(kind, [column.label(language) for column in COLUMNS[kind]]) for kind in kinds],
            "unsent": len(unsent_of(programme, request.user, request.roles)),
        },
        deed=partial(show_table, programme, by=request.user, at=timezone.now()),
        said=_("Nothing is saved yet. Please look at what this table would do."),
        then=reverse("intake:look_at_table", kwargs={"programme_code": programme.code}),
    )


@require_safe
@opens_programme(Permission.PEOPLE_IMPORT)
def table_template(request: ProgrammeRequest, programme: Programme, people: str, form: str) -> HttpResponse:  # noqa: ARG001
    """An empty table with the headings in the person's language and a row to show what goes where."""
    if people not in kinds_for(request.roles) or form not in FORMATS:
        raise Http404
    content, content_type = template_of(Kind(people), form, get_language() or "")
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="lidzas-{people}.{form}"'
    return answer


def measured(request: ProgrammeRequest, upload: Upload) -> Measure:
    return measure_for(
        upload.programme,
        Kind(upload.kind),
        upload.round,
        by=request.user,
        roles=request.roles,
        today=timezone.localdate(),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PEOPLE_IMPORT)
def look_at_table(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """What the table would do, row by row what is wrong, and the yes that takes it over."""
    upload = upload_of(programme, request.user)
    if upload is None or upload.kind not in kinds_for(request.roles):
        return redirect("intake:table", programme_code=programme.code)
    context = {"programme": programme, "upload": upload, **looked_at(request, upload)}
    form = TakeTableForm(request.POST or None, initial={"digest": upload.digest})
    return fill_in(
        request,
        form,
        template="intake/look_at_table.html",
        context=context,
        deed=partial(
            take_table, upload, measure=measured(request, upload), by=request.user, at=timezone.now()
        ),
        said=lambda made: _("Taken over: %(count)s. Nobody has a letter yet.") % {"count": made},
        then=reverse("intake:invitations", kwargs={"programme_code": programme.code}),
    )


def looked_at(request: ProgrammeRequest, upload: Upload) -> dict[str, object]:
    try:
        findings = look_through(
            upload.programme, rows_of(file_in(upload)), measured(request, upload), progress=unseen
        )
    except TableUnreadable as unreadable:
        return {"unreadable": str(unreadable)}
    return {"findings": findings, "is_too_long": findings.people > MOST_ROWS, "most_rows": MOST_ROWS}


@require_POST
@opens_programme(Permission.PEOPLE_IMPORT)
def forget(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Put a table away without taking it over."""
    upload = upload_of(programme, request.user)
    if upload is not None:
        forget_table(upload)
    messages.success(request, _("The table is forgotten. Nobody was made."))
    return redirect("intake:table", programme_code=programme.code)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PEOPLE_IMPORT)
def invitations(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Send the letters to who came by a table; without a mail server, hand the links over one by one."""
    unsent = unsent_of(programme, request.user, request.roles)
    here = reverse("intake:invitations", kwargs={"programme_code": programme.code})
    if request.method == "POST":
        return answer_deed(
            request,
            deed=partial(
                send_invitations, unsent, by=request.user, at=timezone.now(), link_for=links_of(request)
            ),
            said=_("The invitations are on their way."),
            then=here,
        )
    context = {"programme": programme, "unsent": len(unsent), "at_once": LETTERS_AT_ONCE}
    return render(request, "intake/invitations.html", {**context, "has_mail": settings.HAS_MAIL})
