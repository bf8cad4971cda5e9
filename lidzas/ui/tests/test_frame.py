"""The frame of every page: language, menu, messages, help always in view."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import Client

from tests.builders import a_person

pytestmark = [pytest.mark.urls("lidzas.ui.tests.urls"), pytest.mark.django_db]


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def a_page(base: str, rf, **values: object) -> str:
    source = (
        "{% extends base %}{% block title %}My plan{% endblock %}{% block lead %}Small steps{% endblock %}"
    )
    return Template(source).render(Context({"base": base, "request": rf.get("/here/?a=1&b=2"), **values}))


# ── language ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_visitor_changes_the_language(english):
    response = english.post("/language/", {"language": "lv", "next": "/help/"})

    assert (response.status_code, response.url) == (302, "/help/")
    assert response.cookies["language"].value == "lv"
    assert response.cookies["language"]["httponly"]


def test_a_persons_language_is_remembered_for_good(client):
    person = a_person(language="lv")
    client.force_login(person)

    client.post("/language/", {"language": "en", "next": "/"})

    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "en-GB\r\nSet-Cookie: a=b"])
def test_a_language_we_do_not_speak_changes_nothing(client, language):
    person = a_person(language="lv")
    client.force_login(person)

    response = client.post("/language/", {"language": language, "next": "/"})

    person.refresh_from_db()
    assert response.status_code == 302
    assert person.language == "lv"
    assert "language" not in response.cookies


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "\x00//evil.example",
        "",
    ],
)
def test_the_switch_never_leads_to_another_site(english, elsewhere):
    assert english.post("/language/", {"language": "lv", "next": elsewhere}).url == "/"


def test_the_language_is_not_changed_by_opening_an_address(english):
    assert english.get("/language/?language=lv").status_code == 405


def test_the_switch_comes_back_to_the_page_it_stands_on(rf):
    html = a_page("ui/page.html", rf)

    assert 'name="next" value="/here/?a=1&amp;b=2"' in html
    assert 'name="language" value="lv" lang="lv"' in html
    assert 'value="en" lang="en"' not in html


# ── who is here ────────────────────────────────────────────────────────────────────────────────────────


def test_a_visitor_can_sign_in(english):
    html = english.get("/").content.decode()

    assert 'href="/account/login/"' in html
    assert "data-menu" not in html


def test_a_person_finds_their_name_and_the_way_out(client):
    client.force_login(a_person("Elza Kalniņa"))

    html = client.get("/").content.decode()

    assert "Elza Kalniņa" in html
    assert 'action="/account/logout/"' in html
    assert 'class="brand" href="/home/"' in html


def test_the_menu_marks_the_page_one_is_on(rf):
    nav = [
        {"url": "/today/", "label": "Today", "is_here": True, "count": 3},
        {"url": "/plan/", "label": "Plan", "is_here": False, "count": 0},
    ]

    html = a_page("ui/page.html", rf, nav=nav, programme_name="Together", case_nav=nav)

    assert '<a href="/today/" aria-current="page">Today<span class="nav-count">3</span></a>' in html
    assert '<a href="/plan/">Plan</a>' in html
    assert "<title>My plan · Together · Līdzās</title>" in html
    assert html.count('aria-label="Pages of this case"') == 2


def test_a_form_with_mistakes_says_so_in_the_title(rf):
    html = a_page("ui/page.html", rf, form=type("Form", (), {"errors": {"name": ["x"]}})())

    assert "<title>Please look at this once more – My plan" in html


def test_messages_are_calm_whatever_their_level(rf):
    levels = (constants.SUCCESS, constants.WARNING, constants.ERROR, constants.INFO)

    html = a_page("ui/page.html", rf, messages=[Message(level, "<b>words</b>") for level in levels])

    assert 'role="status"' in html
    assert html.count("&lt;b&gt;words&lt;/b&gt;") == 4
    assert html.count("notice is-caution") == 2
    assert [tone in html for tone in ("notice is-success", "notice is-info", "notice is-danger")] == [
        True,
        True,
        False,
    ]


def test_a_page_without_a_request_still_stands():
    html = Template("{% extends 'ui/page.html' %}{% block title %}Title{% endblock %}").render(Context())

    assert "<h1>Title</h1>" in html
    assert "<form" not in html


# ── the young person's pages ───────────────────────────────────────────────────────────────────────────


def test_help_and_a_way_to_be_gone_are_always_in_view(rf, settings):
    settings.LIDZAS_LEAVE_URL = "https://weather.example/"

    html = a_page("ui/mentee.html", rf, programme_name="Together")

    assert '<a class="button is-danger" href="/help/">' in html
    assert 'href="https://weather.example/" rel="noreferrer" data-leave' in html
    assert '<body class="is-mentee">' in html


def test_the_title_of_a_young_persons_page_names_no_programme(rf):
    html = a_page("ui/mentee.html", rf, programme_name="Together")

    assert "<title>My plan · Līdzās</title>" in html


def test_only_public_pages_may_be_found_by_searching(rf):
    assert '<meta name="robots" content="index">' in a_page("ui/public.html", rf)
    assert '<meta name="robots" content="noindex">' in a_page("ui/mentee.html", rf)


# ── pages that cannot be shown ─────────────────────────────────────────────────────────────────────────


def test_a_page_that_is_not_there(english):
    response = english.get("/nowhere/")

    assert response.status_code == 404
    assert "We cannot find this page" in response.content.decode()


def test_a_page_for_somebody_else(english):
    response = english.get("/refuses/")

    assert response.status_code == 403
    assert "You do not have access to this page" in response.content.decode()


def test_a_page_opened_in_the_wrong_way_explains_itself(english, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "lidzas.ui.middleware.explain_wrong_method"]

    response = english.get("/answers/")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "It only answers a form." in response.content.decode()
    assert english.post("/answers/", {"words": "taken"}).content == b"taken"
    assert english.get("/says-no/").content == b"Not like this."


def test_a_fault_of_ours_is_told_without_the_database(english, django_assert_num_queries):
    english.raise_request_exception = False

    with django_assert_num_queries(0):
        response = english.get("/breaks/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_calm_page(english):
    response = english.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


def test_too_much_at_once_is_told_with_the_limit(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
    careful = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    careful.cookies["csrf"] = "a" * 32

    response = careful.post(
        "/answers/", {"words": "x" * 3_000_000}, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert "in megabytes: 2." in response.content.decode()


def test_a_form_that_waited_too_long_loses_nothing(settings):
    settings.CSRF_FAILURE_VIEW = "lidzas.ui.refusals.csrf_failure"
    careful = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

    response = careful.post("/answers/", {"words": "x"})

    assert response.status_code == 403
    assert "This form waited for a long time" in response.content.decode()


# ── the gallery ────────────────────────────────────────────────────────────────────────────────────────


def test_anybody_may_look_at_the_gallery(english):
    assert english.get("/gallery/").status_code == 200


def test_the_gallery_shows_mistakes_too(english):
    response = english.post("/gallery/", {"what": ""})

    assert response.status_code == 422
    assert "Please write something here." in response.content.decode()


def test_the_gallery_shows_every_part(english):
    html = english.get("/gallery/").content.decode()

    parts = (
        "card", "notice", "unfold", "badge", "button", "deed", "form", "person", "number", "empty", "back", "facts",
        "timeline", "due", "tabs", "path", "meter", "who-sees", "is-cards", "is-scale", "pill", "day", "lines", "quote",
        "steps", "pager", "icon", "table", "scene", "ask",
    )  # fmt: skip
    assert [part for part in parts if f'class="{part}' not in html and f" {part}" not in html] == []


# ── practice ───────────────────────────────────────────────────────────────────────────────────────────


def test_who_practises_is_told_so_on_every_page(rf):
    assert "Practice: everybody here is invented." in a_page("ui/page.html", rf, practising=True)
    assert "practice-bar" not in a_page("ui/page.html", rf)
