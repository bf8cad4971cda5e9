"""Every address × every role × own case, other case, other programme: answered as the policy table says."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lidzas.access import Permission, Role, is_allowed
from lidzas.cases.locks import SEEING
from lidzas.cases.models import Case
from tests.builders import DAY, a_person
from tests.urls_of_the_site import Page, our_pages, pages_of_signing_in
from tests.world import Programmed, a_world, parameters_of, walked

pytestmark = pytest.mark.django_db
ON_CASE = (Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER)
STAFF = (Role.CASE_MANAGER, Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER, Role.PROJECT_MANAGER)
CASE_PAGES = [page for page in our_pages() if "case_id" in page.parameters]
PROGRAMME_PAGES = [page for page in our_pages() if "programme_code" in page.parameters]
PERSONAL_PAGES = [page for page in our_pages() if page.lock in ("signed in", Permission.PROGRAMME_START)]
DONE = {200, 302, 422}
# Only those marked in the method as doing an activity find its page; who has come in needs no new link.
ONLY_WHOSE_IT_IS = {"journey:mark", "journey:mark_work", "cases:invite_again", "plans:settle"}
# The deed asks more than its page: who answers for an invitation needs what inviting took.
NARROWER = {"people:invite_again": Permission.STAFF_INVITE, "people:take_back": Permission.STAFF_INVITE}


def signed_in(person: object) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


class World:
    """Our programme with two cases, and another programme; everybody signed in once."""

    def __init__(self) -> None:
        self.ours, self.theirs = a_world()
        other = {
            **self.ours.people, Role.MENTEE: a_person("Other mentee"), Role.MENTOR: a_person("Other mentor"),
            Role.CASE_MANAGER: a_person("Other case manager"),
        }  # fmt: skip
        self.other_case = walked(self.ours.round, other, 3)
        self.stranger = a_person("Stranger")
        self.keeper = a_person("Keeper", is_administrator=True)
        self.browsers = {person: signed_in(person) for _name, person in self.actors()}

    def browser(self, person: object) -> Client:
        return self.browsers[person]

    def actors(self) -> Iterator[tuple[str, object]]:
        yield from ((str(role), person) for role, person in self.ours.people.items())
        yield "stranger", self.stranger
        yield "administrator", self.keeper


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for all addresses; whatever a request changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(f"{DAY}T08:45:00Z"):
            made = World()
        yield made
        transaction.set_rollback(True)


def answers(browser: Client, page: Page, place: Programmed, case: Case) -> dict[str, int]:
    """The status of each method; what was changed is taken back."""
    values = parameters_of(place, case)
    if page.app == "safeguarding":
        values["agreement_id"] = values["crisis_agreement_id"]
    if page.name == "journey:mark_work":
        values["activity"] = values["work"]
    if page.name == "assessments:open":
        values["kind"] = "reassessment"
    address = reverse(page.name, kwargs={name: values[name] for name in page.parameters})
    found = {}
    for method in ("get", "post"):
        with transaction.atomic():
            found[method] = getattr(browser, method)(address).status_code
            transaction.set_rollback(True)
    return found


def expected(permission: Permission, on_case: set[Role], in_programme: set[Role]) -> set[int]:
    if not any(is_allowed(seeing, on_case=on_case, in_programme=in_programme) for seeing in SEEING):
        return {404}
    return DONE if is_allowed(permission, on_case=on_case, in_programme=in_programme) else {403}


def softened(page: Page, wanted: set[int]) -> set[int]:
    return wanted | {404} if page.name in ONLY_WHOSE_IT_IS and wanted == DONE else wanted


def check(found: dict[str, int], wanted: set[int], who: object) -> list[str]:
    return [
        f"{who} {method}: {status}, wanted {sorted(wanted)}"
        for method, status in found.items()
        if status != 405 and status not in wanted
    ]


@pytest.mark.parametrize("page", CASE_PAGES, ids=str)
def test_a_page_of_a_case_opens_to_whom_the_table_says(world, page):
    wrong = []
    for name, person in world.actors():
        role = Role(name) if name in [*Role] else None
        staff = {role} & set(STAFF)
        on_own = {role} & set(ON_CASE)
        contexts = [
            (world.ours, world.ours.case, on_own, staff, "own"),
            (world.ours, world.other_case, set(), staff, "other case"),
            (world.theirs, world.theirs.case, set(), set(), "other programme"),
        ]
        for place, case, on_case, in_programme, context in contexts:
            found = answers(world.browser(person), page, place, case)
            wrong += check(
                found, softened(page, expected(page.lock, on_case, in_programme)), f"{name}, {context},"
            )
    assert wrong == []


@pytest.mark.parametrize("page", PROGRAMME_PAGES, ids=str)
def test_a_page_of_a_programme_opens_to_whom_the_table_says(world, page):
    wrong = []
    for name, person in world.actors():
        staff = {Role(name)} & set(STAFF) if name in [*Role] else set()
        lock = NARROWER.get(page.name, page.lock)
        allowed = DONE if is_allowed(lock, in_programme=staff) else {403}
        found = answers(world.browser(person), page, world.ours, world.ours.case)
        wrong += check(found, softened(page, allowed) if staff else {404}, f"{name}, own,")
        found = answers(world.browser(person), page, world.theirs, world.theirs.case)
        wrong += check(found, {404}, f"{name}, other programme,")
    assert wrong == []


def test_only_who_keeps_the_installation_starts_programmes(world):
    address = reverse("practice:programme")
    for name, person in world.actors():
        assert world.browser(person).get(address).status_code == (200 if name == "administrator" else 404)


@pytest.mark.parametrize("page", [*CASE_PAGES, *PROGRAMME_PAGES, *PERSONAL_PAGES], ids=str)
def test_a_visitor_is_led_to_the_sign_in_page_and_told_that_a_form_was_not_taken(world, page):
    found = answers(Client(), page, world.ours, world.ours.case)
    assert found["get"] in (302, 405)
    assert found["post"] in (403, 405)


@pytest.mark.parametrize("page", [page for page in our_pages() if page.parameters], ids=str)
def test_an_unknown_identity_is_not_found(world, page):
    """Also for who may open everything on their own case."""
    unknown = {
        "case_id": "01900000-0000-7000-8000-000000000000", "programme_code": "nowhere", "stage_key": "nowhere",
        "token": "x", "person_id": "01900000-0000-7000-8000-000000000000", "kind": "baseline", "area": "x",
        "activity": "x", "round_code": "x", "question": "x", "position": 0,
    }  # fmt: skip
    values = {name: unknown.get(name, unknown["case_id"]) for name in page.parameters}
    statuses = {
        getattr(world.browser(world.ours.people[role]), method)(reverse(page.name, kwargs=values)).status_code
        for role in (Role.CASE_MANAGER, Role.PROJECT_MANAGER)
        for method in ("get", "post")
    }
    assert statuses - {405} <= {404, 410}


def test_pages_of_signing_in_are_a_named_short_set():
    open_pages = {
        "account_login", "account_logout", "account_inactive", "account_request_login_code",
        "account_confirm_login_code", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done",
    }  # fmt: skip
    needs_a_person = {page.name: getattr(page.view, "login_required", True) for page in pages_of_signing_in()}
    assert needs_a_person == {
        **dict.fromkeys(open_pages, False), "account_change_password": True, "account_set_password": True,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["account_change_password", "account_set_password"])
def test_a_visitor_is_led_to_the_sign_in_page_before_choosing_a_password(name):
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    sent = Client().post(reverse(name), {"oldpassword": "four horses climb the hill"})
    assert sent.status_code == 403
    assert "four horses" not in sent.content.decode()


def test_every_page_was_tried():
    tried = {page.name for page in [*CASE_PAGES, *PROGRAMME_PAGES, *PERSONAL_PAGES]}
    assert {page.name for page in our_pages() if page.lock != "public"} == tried
