"""Who the young person of a case is, in their own words, and the two of a pair side by side."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.journey.actions import write_together
from lidzas.journey.queries.abouts import mentor_on, side_by_side_on
from lidzas.people.facts import written_with
from lidzas.people.forms.about import FORMS, StrengthsForm
from lidzas.people.queries import about as about_of
from lidzas.people.queries.cards import young_person_card
from lidzas.people.queries.tellers import how_a_part_stands, parts_told, young_teller
from lidzas.ui.pages import fill_in


@require_safe
@opens_case(Permission.ABOUT_VIEW)
def about(request: CaseRequest, case: Case) -> HttpResponse:
    """Everything to the case manager; to the mentor, and to the young person who looks, only what is shared."""
    teller, words = young_teller(case.mentee, case.programme), about_of(case.mentee)
    may_write = request.standing.allows(Permission.ABOUT_WRITE)
    context = {
        "case": case,
        "teller": teller,
        "may_write": may_write,
        "parts": parts_told(teller, words) if may_write else [],
        "card": young_person_card(case.mentee.name, words, vocabulary=teller.vocabulary, is_pair=True),
    }
    return render(request, "journey/about.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ABOUT_WRITE)
def about_part(request: CaseRequest, case: Case, part: str) -> HttpResponse:
    """One part, written down together with the young person."""
    teller, words = young_teller(case.mentee, case.programme), about_of(case.mentee)
    chosen = next((each for each in teller.parts if each == part), None)
    if chosen is None:
        raise Http404
    today = timezone.localdate()
    form = FORMS[chosen](request.POST or None, about=words, teller=teller, this_year=today.year)
    all_parts = reverse("journey:about", kwargs={"case_id": case.pk})
    return fill_in(
        request,
        form,
        template="journey/about_part.html",
        context={
            "case": case,
            "part": chosen,
            "written_with": written_with(words, chosen),
            "back_url": all_parts,
            "stands_now": lambda: how_a_part_stands(teller, about_of(case.mentee), chosen),
        },
        deed=partial(write_together, case, chosen, by=request.user, on=today),
        said=_("Saved."),
        then=lambda _words: request.path if isinstance(form, StrengthsForm) and form.new_cards else all_parts,
    )


@require_safe
@opens_case(Permission.ABOUT_VIEW)
def beside(request: CaseRequest, case: Case) -> HttpResponse:
    """The same, different, ask about: from what each of the two shows, and without any figure."""
    mentor = mentor_on(case)
    context = {
        "case": case,
        "mentor": mentor.person if mentor else None,
        "beside": side_by_side_on(case, mentor) if mentor else None,
        "may_tell": not request.standing.allows(Permission.ABOUT_WRITE),
    }
    return render(request, "journey/beside.html", context)
