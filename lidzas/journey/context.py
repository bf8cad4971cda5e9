"""What the frame of every page shows: the role in which the person acts and the pages at hand."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.journey.queries.evidence import ContactsSoFar, contacts_so_far
from lidzas.journey.queries.hats import Hat, NavItem, hats_of, marked, navigation_of, worn
from lidzas.journey.queries.homes import programme_coded
from lidzas.programmes.models import Programme

HAT = "hat"
PRACTICE = "practice"
RESTS_ON_CONTACTS = ("assessments:readiness", "assessments:decide")
CASE_PAGES = (
    (Permission.CASE_VIEW, "journey:case"),
    (Permission.ABOUT_VIEW, "journey:about"),
    (Permission.PLAN_VIEW, "plans:show"),
    (Permission.MEETING_VIEW, "meetings:index"),
    (Permission.CONTACT_LOG, "meetings:contacts"),
    (Permission.ASSESSMENT_VIEW, "assessments:show"),
    (Permission.NETWORK_VIEW, "networks:show"),
    (Permission.READINESS_DECIDE, "assessments:readiness"),
    (Permission.OBSERVATION_WRITE, "events:observations"),
    (Permission.MATCH_VIEW, "matching:show"),
    (Permission.AGREEMENT_VIEW, "agreements:show"),
    (Permission.EXPLANATION_VIEW, "agreements:explanations"),
    (Permission.CRISIS_VIEW, "safeguarding:show"),
    (Permission.PLACES_SHOWN_VIEW, "directory:shown"),
    (Permission.CLOSING_ANSWER, "closing:show"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": [], "practising": False}
    hats = hats_on(request)
    hat = worn(hats, request.session.get(HAT, ""))
    standing: Standing | None = getattr(request, "standing", None)
    case: Case | None = getattr(request, "case", None)
    return {
        "own_contact": own_contact(request, hat),
        "contacts_so_far": contacts_beside(request, case, standing),
        "practising": request.session.get(PRACTICE, False),
        "nav": navigation_of(hat, request.path),
        "hats": hats if len(hats) > 1 else [],
        "hat": hat,
        "programme_name": hat.programme_name if hat and hat.role != Role.MENTEE else "",
        "my_pages": my_pages(case, standing) if case and standing and standing.is_mentee else [],
        "case_nav": case_pages(case, standing, request.path)
        if case and standing and not standing.is_mentee
        else [],
    }


def hats_on(request: HttpRequest) -> list[Hat]:
    """The roles of the signed-in person, asked for once in a request."""
    found: list[Hat] | None = getattr(request, "hats", None)
    if found is None:
        found = request.hats = hats_of(request.user)  # type: ignore[attr-defined, arg-type]
    return found


def own_contact(request: HttpRequest, hat: Hat | None) -> Programme | None:
    """The programme whose contact stands on the help page; asked for nowhere else."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    return programme_coded(hat.programme_code) if hat and page == "guide:help" else None


def contacts_beside(
    request: HttpRequest, case: Case | None, standing: Standing | None
) -> ContactsSoFar | None:
    """The contacts that a decision on a mentor rests on; asked for nowhere else."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    if page not in RESTS_ON_CONTACTS or case is None or standing is None:
        return None
    return contacts_so_far(case) if standing.allows(Permission.CONTACT_LOG) else None


def words_for_case_pages() -> dict[str, str]:
    return {
        "journey:case": _("Overview"),
        "journey:about": _("Who it is"),
        "plans:show": _("Plan"),
        "meetings:index": _("Meetings"),
        "meetings:contacts": _("Contacts"),
        "assessments:show": _("Assessment"),
        "networks:show": _("Network"),
        "assessments:readiness": _("Readiness"),
        "events:observations": _("Seen at events"),
        "matching:show": _("Mentor"),
        "agreements:show": _("Agreement"),
        "agreements:explanations": _("Explained"),
        "safeguarding:show": _("Hard moments"),
        "directory:shown": _("Places"),
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
    return marked([NavItem(words[page], url) for page, url in found], path)


def my_pages(case: Case, standing: Standing) -> list[NavItem]:
    """The young person's own pages, in their words."""
    words = {
        "plans:show": (Permission.PLAN_VIEW, _("My plan")),
        "meetings:index": (Permission.MEETING_VIEW, _("Meetings")),
        "meetings:contacts": (Permission.CONTACT_VIEW, _("Talks with my case manager")),
        "assessments:show": (Permission.ASSESSMENT_VIEW, _("How things are in my life areas")),
        "networks:show": (Permission.NETWORK_VIEW, _("My people and places")),
        "assessments:readiness": (Permission.READINESS_VIEW, _("Is this the right time for a mentor?")),
        "journey:about": (Permission.ABOUT_VIEW, _("What my mentor sees about me")),
        "journey:beside": (Permission.ABOUT_VIEW, _("My mentor and I, side by side")),
        "events:observations": (Permission.OBSERVATION_VIEW, _("What was noticed at camp")),
        "agreements:show": (Permission.AGREEMENT_VIEW, _("Our agreement")),
        "agreements:explanations": (Permission.EXPLANATION_VIEW, _("What was explained to me")),
        "safeguarding:show": (Permission.CRISIS_VIEW, _("What we do in a hard moment")),
        "directory:shown": (Permission.PLACES_SHOWN_VIEW, _("Places and people for me")),
        "closing:show": (Permission.CLOSING_ANSWER, _("Closing talk")),
        "intake:beginning": (Permission.BEGINNING_VIEW, _("How it began")),
        "journey:looks": (Permission.LOOKS_VIEW, _("Who looked at my page")),
    }
    return [
        NavItem(label, reverse(page, kwargs={"case_id": case.pk}))
        for page, (permission, label) in words.items()
        if standing.allows(permission)
    ]
