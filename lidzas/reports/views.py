"""The pages of summaries and of the improvement log."""

import csv
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.audit.actions import look
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.reports import actions
from lidzas.reports.forms import DecideForm, NewNeedForm, SummaryForm
from lidzas.reports.models import Improvement
from lidzas.reports.queries import (
    figures_of,
    improvement_of,
    improvements_of,
    in_words,
    owners_in,
    round_and_stage,
    rounds_of,
    sheet_of,
    states_of,
    summaries_of,
    versions_of,
)
from lidzas.ui.pages import fill_in

# What spreadsheets take for a formula when a cell begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@opens_programme(Permission.SUMMARY_VIEW)
def summaries(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    context = {"programme": programme, "rows": summaries_of(programme)}
    return render(request, "reports/summaries.html", context)


@require_safe
@opens_programme(Permission.SUMMARY_VIEW)
def summary(request: ProgrammeRequest, programme: Programme, round_code: str, stage: str) -> HttpResponse:
    """The newest version of a stage's summary, and the ones before it."""
    round, held = round_and_stage(programme, round_code, stage)
    versions = [
        (each, in_words(each.figures, method_of(each.method_id))) for each in versions_of(round, held)
    ]
    context = {
        "programme": programme,
        "round": round,
        "stage": held,
        "newest": versions[0] if versions else None,
        "earlier": versions[1:],
        "may_write": is_allowed(Permission.SUMMARY_WRITE, in_programme=request.roles),
        "may_take_out": is_allowed(Permission.SUMMARY_EXPORT, in_programme=request.roles),
    }
    return render(request, "reports/summary.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.SUMMARY_WRITE)
def write_summary(
    request: ProgrammeRequest, programme: Programme, round_code: str, stage: str
) -> HttpResponse:
    """Today's figures, and the team's words to go with them."""
    today = timezone.localdate()
    round, held = round_and_stage(programme, round_code, stage)
    method = method_of(programme.method_id)
    versions = versions_of(round, held)
    words, number = (versions[0].words, versions[0].number) if versions else ("", 0)
    form = SummaryForm(request.POST or None, initial={"words": words}, row_version=number)
    return fill_in(
        request,
        form,
        template="reports/write_summary.html",
        context={
            "programme": programme,
            "round": round,
            "stage": held,
            "told": in_words(figures_of(round, held, method, on=today), method),
            "stands_now": lambda: [(form.fields["words"].label, words or "–")],
        },
        deed=partial(actions.write_summary, round, held, by=request.user, on=today),
        said=_("The summary is written. Earlier versions are kept."),
        then=reverse(
            "reports:summary",
            kwargs={"programme_code": programme.code, "round_code": round.code, "stage": held.key},
        ),
    )


@require_safe
@opens_programme(Permission.SUMMARY_EXPORT)
def sheet(request: ProgrammeRequest, programme: Programme, round_code: str, stage: str) -> HttpResponse:
    """The newest summary as a table to take along; counts below five are hidden in it."""
    round, held = round_and_stage(programme, round_code, stage)
    versions = versions_of(round, held)
    if not versions:
        raise Http404
    newest = versions[0]
    look("summary_export", newest, by=request.user, role=min(request.roles))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{round.code}-{held.key}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([safe(programme.name), safe(round.name)])
    writer.writerow([held.name.in_language(get_language() or ""), date_format(newest.written_on)])
    writer.writerows((safe(label), value) for label, value in sheet_of(newest))
    writer.writerow([_("In the team's words"), safe(newest.words)])
    return answer


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


@require_safe
@opens_programme(Permission.IMPROVEMENTS)
def improvements(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    only = request.GET.get("only", "")
    context = {
        "programme": programme,
        "rows": improvements_of(programme, only),
        "states": states_of(programme),
        "only": only,
    }
    return render(request, "reports/improvements.html", context)


def log_of(programme: Programme) -> str:
    return reverse("reports:improvements", kwargs={"programme_code": programme.code})


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.IMPROVEMENTS)
def need(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    rounds = rounds_of(programme)
    form = NewNeedForm(request.POST or None, rounds=rounds, initial={"round": rounds.first()})
    return fill_in(
        request,
        form,
        template="reports/need.html",
        context={"programme": programme},
        deed=partial(actions.note_need, programme, by=request.user, on=timezone.localdate()),
        said=_("Noted."),
        then=log_of(programme),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.IMPROVEMENTS)
def decide(request: ProgrammeRequest, programme: Programme, improvement_id: UUID) -> HttpResponse:
    row = improvement_of(programme, improvement_id)
    names = ("need", "origin", "decision", "owner", "due_on", "state")
    form = DecideForm(
        request.POST or None,
        owners=owners_in(programme),
        since=row.noted_on,
        initial={name: getattr(row, name) for name in names},
        row_version=row.version,
    )
    return fill_in(
        request,
        form,
        template="reports/decide.html",
        context={
            "programme": programme,
            "improvement": row,
            "stands_now": partial(stands_now, row, form),
        },
        deed=partial(actions.decide, row, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=log_of(programme),
    )


def stands_now(row: Improvement, form: DecideForm) -> list[tuple[object, object]]:
    """The row in words, beside what was typed."""
    said = {
        "need": row.need, "origin": row.get_origin_display(), "decision": row.decision, "owner": row.owner,
        "due_on": date_format(row.due_on) if row.due_on else "", "state": row.get_state_display(),
    }  # fmt: skip
    return [(form.fields[name].label, words or "–") for name, words in said.items()]
