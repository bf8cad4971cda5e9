"""What the frame of every page shows: the role in which the person acts and the pages at hand."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.journey.queries.hats import Hat, NavItem, hats_of, navigation_of, worn

HAT = "hat"
PRACTICE = "practice"
CASE_PAGES = (
    (Permission.CASE_VIEW, "journey:case"),
    (Permission.PLAN_VIEW, "plans:show"),
    (Permission.MEETING_VIEW, "meetings:index"),
    (Permission.CONTACT_LOG, "meetings:contacts"),
    (Permission.ASSESSMENT_VIEW, "assessments:show"),
    (Permission.READINESS_DECIDE, "assessments:readiness"),
    (Permission.MATCH_VIEW, "matching:show"),
    (Permission.AGREEMENT_VIEW, "agreements:show"),
    (Permission.EXPLANATION_VIEW, "agreements:explanations"),
    (Permission.CRISIS_VIEW, "safeguarding:show"),
    (Permission.CLOSING_ANSWER, "closing:show"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": [], "practising": False}
    hats = hats_of(person)
    hat = hat_on(request, hats)
    standing: Standing | None = getattr(request, "standing", None)
    case: Case | None = getattr(request, "case", None)
    return {
        "practising": request.session.get(PRACTICE, False),
        "nav": navigation_of(hat, request.path),
        "hats": hats if len(hats) > 1 else [],
        "hat": hat,
        "programme_name": hat.programme_name if hat and hat.role != Role.MENTEE else "",
        "case_nav": case_pages(case, standing, request.path)
        if case and standing and not standing.is_mentee
        else [],
    }


def hat_on(request: HttpRequest, hats: list[Hat]) -> Hat | None:
    """The role chosen last; a page of a case or programme decides it where it can."""
    return worn(hats, request.session.get(HAT, ""))


def words_for_case_pages() -> dict[str, str]:
    return {
        "journey:case": _("Overview"),
        "plans:show": _("Plan"),
        "meetings:index": _("Meetings"),
        "meetings:contacts": _("Contacts"),
        "assessments:show": _("Assessment"),
        "assessments:readiness": _("Readiness"),
        "matching:show": _("Mentor"),
        "agreements:show": _("Agreement"),
        "agreements:explanations": _("Explained"),
        "safeguarding:show": _("Hard moments"),
        "closing:show": _("Closing"),
    }


def case_pages(case: Case, standing: Standing, path: str) -> Iterable[NavItem]:
    """The pages of one case that the person may open."""
    words = words_for_case_pages()
    found = (
        (page, reverse(page, kwargs={"case_id": case.pk}))
        for permission, page in CASE_PAGES
        if standing.allows(permission)
    )
    return [NavItem(words[page], url, is_here=path == url) for page, url in found]
