"""The two shapes of a page that changes something: a form to fill in, and a single button."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lidzas.records.actions import Refusal, Stale

Result = TypeVar("Result")
UNPROCESSABLE = 422


def fill_in(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    template: str,
    context: Mapping[str, Any],
    deed: Callable[..., Result],
    said: str | Callable[[Result], str],
    then: str | Callable[[Result], str],
) -> HttpResponse:
    """Show the form, or carry out its deed with what was filled in and go on to `then`.

    A refusal of the deed is shown above the form, and nothing that was typed is lost. When somebody
    else changed the row meanwhile, `context["stands_now"]` is called for what stands now:
    pairs of label and value, shown beside what was typed.
    """
    if form.is_valid():
        try:
            with transaction.atomic():
                result = deed(**form.cleaned_data)
        except Refusal as refusal:
            take_refusal(form, refusal, context)
        else:
            messages.success(request, said(result) if callable(said) else said)
            return redirect(then(result) if callable(then) else then)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {**context, "form": form}, status=status)


def take_refusal(form: forms.BaseForm, refusal: Refusal, context: Mapping[str, Any]) -> None:
    form.add_error(None, str(refusal))
    if isinstance(refusal, Stale):
        form.is_stale = True  # type: ignore[attr-defined]
        ask = context.get("stands_now")
        form.stands_now = list(ask()) if ask else []  # type: ignore[attr-defined]


def answer_deed(request: HttpRequest, *, deed: Callable[[], object], said: str, then: str) -> HttpResponse:
    """Carry out the deed of a single button; a refusal is told on the page that follows."""
    try:
        with transaction.atomic():
            deed()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(then)
