"""A person's own pages about themself, and the question they may put to somebody close."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.people.actions import asking
from lidzas.people.actions.about import tell
from lidzas.people.actions.asking import Asked, LinkUsed, kind_word_of
from lidzas.people.choices import Part
from lidzas.people.facts import shown, written_with
from lidzas.people.forms import AskForm, SayForm
from lidzas.people.forms.about import FORMS, StrengthsForm
from lidzas.people.forms.parts import PartForm
from lidzas.people.links import question_links_of
from lidzas.people.queries import about, first_name_of, kind_word_on, kind_words_to_decide
from lidzas.people.queries.cards import lines_of, words_of
from lidzas.people.queries.tellers import how_a_part_stands, parts_told, teller_of
from lidzas.ui.pages import answer_deed, fill_in
from lidzas.ui.public import open_to_all


@require_safe
@signed_in
def about_me(request: SignedInRequest) -> HttpResponse:
    """All parts at a glance, each with who sees it."""
    teller = teller_of(request.user)
    parts = parts_told(teller, about(request.user))
    context = {
        "teller": teller,
        "parts": parts,
        "told_count": sum(each.has_something for each in parts),
        "words": kind_words_to_decide(request.user),
    }
    return render(request, "people/about_me.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def about_part(request: SignedInRequest, part: str) -> HttpResponse:
    """One part; it saves by itself."""
    teller, words = teller_of(request.user), about(request.user)
    chosen = next((each for each in teller.parts if each == part), None)
    if chosen is None:
        raise Http404
    form = FORMS[chosen](
        request.POST or None, about=words, teller=teller, this_year=timezone.localdate().year
    )
    return fill_in(
        request,
        form,
        template="people/about_part.html",
        context={
            "part": chosen,
            "teller": teller,
            "written_with": written_with(words, chosen),
            "back_url": reverse("people:about_me"),
            "stands_now": lambda: how_a_part_stands(teller, about(request.user), chosen),
        },
        deed=partial(tell, request.user, chosen, by=request.user),
        said=_("Saved."),
        then=lambda _words: after(form, chosen),
    )


def after(form: PartForm, part: Part) -> str:
    """Where to go on: back to all parts, or once more here, where chosen cards wait for an example."""
    if isinstance(form, StrengthsForm) and form.new_cards:
        return reverse("people:about_part", kwargs={"part": part.value})
    return reverse("people:about_me")


@require_safe
@signed_in
def one_page(request: SignedInRequest) -> HttpResponse:
    """Everything told but the wishes about others, to read through or to print (3.5)."""
    teller = teller_of(request.user)
    parts = [part for part in teller.parts if part is not Part.WISHES]
    lines = lines_of(shown(about(request.user), parts), words_of(teller.vocabulary))
    return render(request, "people/one_page.html", {"person": request.user, "lines": lines})


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: SignedInRequest) -> HttpResponse:
    return fill_in(
        request,
        AskForm(request.POST or None),
        template="people/ask.html",
        context={},
        deed=partial(asking.ask, by=request.user, at=timezone.now(), link_for=question_links_of(request)),
        said=said_of_link,
        then=reverse("people:about_me"),
    )


def said_of_link(asked: Asked) -> str:
    return _("Here is the link. It is shown only now, so send it on: %(link)s") % {"link": asked.link}


@open_to_all
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, token: str) -> HttpResponse:
    """One question, answered once, by somebody without an account."""
    try:
        word = kind_word_of(token, at=timezone.now())
    except LinkUsed as used:
        return render(request, "people/say.html", {"first_name": "", "why": str(used)}, status=410)
    return fill_in(
        request,
        SayForm(request.POST or None),
        template="people/say.html",
        context={"first_name": first_name_of(word.person)},
        deed=partial(asking.say, word, at=timezone.now()),
        said=_("Thank you. Your answer is on its way."),
        then=request.path,
    )


@require_POST
@signed_in
def keep(request: SignedInRequest, word_id: UUID) -> HttpResponse:
    return answer_deed(
        request,
        deed=partial(asking.keep, kind_word_on(request.user, word_id), by=request.user),
        said=_("It stands now under “What others value in me”."),
        then=reverse("people:about_me"),
    )


@require_POST
@signed_in
def drop(request: SignedInRequest, word_id: UUID) -> HttpResponse:
    return answer_deed(
        request,
        deed=partial(asking.drop, kind_word_on(request.user, word_id), by=request.user),
        said=_("It is gone."),
        then=reverse("people:about_me"),
    )
