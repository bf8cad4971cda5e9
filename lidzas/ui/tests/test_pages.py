"""Filling in a form, and pressing a single button."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from lidzas.accounts.models import User
from lidzas.records.actions import Refusal, Stale
from lidzas.ui.forms import PlainForm
from lidzas.ui.pages import answer_deed, fill_in
from tests.builders import a_person

pytestmark = pytest.mark.django_db


class NameForm(PlainForm):
    name = forms.CharField(label="Name")


@pytest.fixture
def page(rf: RequestFactory):
    """`page("Anna")` answers a form filled in with that name; `page()` only shows it."""

    def answer(name=None, *, deed=lambda **_: "done", then="/then/", version="1", **context):
        request = rf.get("/") if name is None else rf.post("/", {"name": name, "version": version})
        request.session = {}
        request._messages = FallbackStorage(request)
        request.user = a_person()
        form = NameForm(request.POST or None, row_version=2)
        response = fill_in(
            request, form, template="ui/tests/form.html", context=context, deed=deed, said="Saved.", then=then
        )
        return response, form, [str(message) for message in get_messages(request)]

    return answer


@pytest.fixture(autouse=True)
def a_template(settings):
    engine = settings.TEMPLATES[0]
    loader = (
        "django.template.loaders.locmem.Loader",
        {"ui/tests/form.html": "{{ before }}{% form form=form submit='Save' %}"},
    )
    options = {**engine["OPTIONS"], "loaders": [loader, "django.template.loaders.app_directories.Loader"]}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]


def test_a_form_is_first_shown(page):
    response, _form, said = page(before="Hello. ")

    assert response.status_code == 200
    assert response.content.startswith(b"Hello. ")
    assert said == []


def test_a_form_well_filled_in_is_carried_out_and_leads_on(page):
    taken = {}

    response, _form, said = page("Anna", deed=lambda **values: taken.update(values))

    assert (response.status_code, response.url) == (302, "/then/")
    assert taken == {"name": "Anna", "version": 1}
    assert said == ["Saved."]


def test_where_to_go_may_depend_on_what_was_done(page):
    response, _form, _said = page("Anna", deed=lambda **values: values["name"], then=lambda name: f"/{name}/")

    assert response.url == "/Anna/"


def test_a_form_with_a_mistake_is_shown_again_and_nothing_is_done(page):
    done = []

    response, _form, said = page("", deed=lambda **_: done.append(1))

    assert response.status_code == 422
    assert b"Please write something here." in response.content
    assert (done, said) == ([], [])


def test_a_refused_deed_leaves_no_trace_and_keeps_what_was_typed(page):
    def deed(**_):
        a_person("Never Kept")
        raise Refusal("Add a goal first.")

    response, _form, said = page("Anna", deed=deed)

    assert response.status_code == 422
    assert b"Add a goal first." in response.content
    assert b'value="Anna"' in response.content
    assert said == []
    assert not User.objects.filter(name="Never Kept").exists()


def test_a_clash_shows_what_stands_now_beside_what_was_typed(page):
    def deed(**_):
        raise Stale("Somebody changed this.")

    response, form, _said = page("Anna", deed=deed, stands_now=lambda: [("Name", "Elza")])

    html = response.content.decode()
    assert response.status_code == 422
    assert form.stands_now == [("Name", "Elza")]
    assert "What stands now" in html
    assert "Elza" in html
    assert 'value="Anna"' in html
    assert 'name="version" value="2"' in html


def test_a_clash_can_be_told_without_what_stands_now(page):
    def deed(**_):
        raise Stale("Somebody changed this.")

    response, form, _said = page("Anna", deed=deed)

    assert form.stands_now == []
    assert b"Somebody changed this." in response.content


def test_a_button_does_its_deed_and_leads_on(rf):
    request, said = a_request(rf)
    done = []

    response = answer_deed(request, deed=lambda: done.append(1), said="Done.", then="/then/")

    assert (response.url, done) == ("/then/", [1])
    assert said() == [("success", "Done.")]


def test_a_refused_button_says_why_on_the_next_page(rf):
    request, said = a_request(rf)

    def deed():
        a_person("Never Kept")
        raise Refusal("It is agreed already.")

    response = answer_deed(request, deed=deed, said="Done.", then="/then/")

    assert response.url == "/then/"
    assert said() == [("error", "It is agreed already.")]
    assert not User.objects.filter(name="Never Kept").exists()


def a_request(rf):
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request, lambda: [(message.level_tag, str(message)) for message in get_messages(request)]
