"""The pages that are open to all."""

import re
from html import unescape

import pytest
from django.conf import settings as configured
from django.urls import reverse

from tests.builders import a_person, a_programme

PAGES = [
    *(f"guide:{name}" for name in ("method", "print", "resources", "exercise", "help", "about", "robots")),
]


def words_of(response):
    """The page as it is read, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def section(response, heading):
    """What stands under a heading, up to the next of its kind."""
    return response.content.decode().split(f'id="{heading}"')[1].split("<h2")[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_without_signing_in_and_without_the_database(visitor, page):
    assert visitor.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "guide:start"])
def test_a_page_is_only_read(visitor, page):
    assert visitor.post(reverse(page)).status_code == 405


@pytest.mark.django_db
def test_the_front_page_shows_the_way_and_the_doors(visitor):
    a_person()

    page = words_of(visitor.get("/"))

    assert "Getting to know each other Goals and plan Doing Closing Moving on" in re.sub(
        r" still ahead", "", page
    )
    for door in ("The method", "The exercise", "Help now", "Sign in"):
        assert door in page
    assert "This Līdzās is new" not in page


@pytest.mark.django_db
def test_a_new_installation_leads_to_its_beginning(visitor):
    page = visitor.get("/")

    assert "This Līdzās is new" in words_of(page)
    assert f'href="{reverse("practice:begin")}"' in page.content.decode()


@pytest.mark.django_db
def test_an_installation_for_practice_leads_to_its_people(visitor):
    a_programme(is_practice=True)

    page = visitor.get("/")

    assert "This Līdzās is for practice" in words_of(page)
    assert f'href="{reverse("practice:people")}"' in page.content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_goes_straight_to_their_own_page(client):
    client.force_login(a_person())

    assert client.get("/").headers["location"] == reverse(configured.LOGIN_REDIRECT_URL)


@pytest.mark.django_db
def test_the_front_page_stands_without_any_method(visitor, shelf):
    page = visitor.get("/")

    assert page.status_code == 200
    assert "The way, stage by stage" not in words_of(page)


@pytest.mark.parametrize("page", ["guide:method", "guide:print", "guide:resources", "guide:exercise"])
def test_a_method_that_is_not_there_is_not_found(visitor, shelf, page):
    assert visitor.get(reverse(page)).status_code == 404


def test_there_is_nothing_to_choose_between_one_method(visitor):
    assert "Which method" not in visitor.get("/method/").content.decode()


@pytest.mark.parametrize("page", ["guide:method", "guide:resources", "guide:exercise"])
def test_each_shipped_method_can_be_chosen(visitor, two_methods, page):
    page = visitor.get(reverse(page), {"m": "pavadoni"}).content.decode()

    assert 'aria-label="Which method"' in page
    assert "?m=pavadoni" in page


@pytest.mark.covers("S0.02")
def test_the_method_page_leads_to_the_five_stages(visitor, pardomat):
    page = visitor.get("/method/").content.decode()

    links = re.findall(r'href="(/method/[a-z_]+/)"', page)
    assert links[:5] == [f"/method/{stage.key}/" for stage in pardomat.stages]


@pytest.mark.covers("S0.03", "S0.04")
def test_a_stage_says_what_is_done_what_helps_and_who_does_it(visitor):
    response = visitor.get("/method/goals/")

    assert "Choose goals." in section(response, "to-do")
    assert "Goal pyramid" in section(response, "what-helps")
    assert re.findall(r"<h3[^>]*>([^<]+)", section(response, "who")) == [
        "Project team",
        "Case manager",
        "Mentor",
        "Young person",
    ]


def test_every_activity_of_the_method_stands_on_its_stage(visitor, pardomat):
    for stage in pardomat.stages:
        page = words_of(visitor.get(f"/method/{stage.key}/"))
        assert [name for activity in stage.activities if (name := activity.name["en"]) not in page] == []


def test_requirement_ids_are_not_shown_to_people(visitor, pardomat):
    pages = [f"/method/{stage.key}/" for stage in pardomat.stages] + ["/method/print/", "/resources/"]

    assert not any(re.search(r"S\d\.\d\d", visitor.get(page).content.decode()) for page in pages)


@pytest.mark.covers("S0.03")
def test_only_my_role_shows_one_column_and_reads_on(visitor):
    response = visitor.get("/method/meeting/", {"role": "mentee"})

    who = section(response, "who")
    assert re.findall(r"<h3[^>]*>([^<]+)", who) == ["Young person"]
    assert "Try out movement in a small group." in who


def test_the_chosen_role_is_kept_from_stage_to_stage(visitor):
    page = visitor.get("/method/meeting/", {"role": "mentor"}).content.decode()

    assert 'href="/method/goals/?role=mentor"' in page
    assert re.search(r'<a class="pick" href="[^"]*role=mentor" aria-current="true">Mentor<', page)


def test_a_role_filters_what_helps_too(visitor):
    for_mentee = section(visitor.get("/method/goals/", {"role": "mentee"}), "what-helps")

    assert "Goal pyramid" in for_mentee
    assert "Active listening" not in for_mentee


@pytest.mark.covers("S5.04")
def test_a_stage_without_tasks_for_the_team_says_so(visitor):
    assert "In this stage the method names no task for the project team." in words_of(
        visitor.get("/method/moving_on/")
    )


def test_a_role_without_tasks_is_told_so(visitor, no_cards):
    page = words_of(visitor.get("/method/two/", {"role": "friend"}))

    assert "In this stage the method names no task for this role." in page


def test_a_stage_leads_on_and_back(visitor):
    first, last = (visitor.get(f"/method/{key}/").content.decode() for key in ("meeting", "moving_on"))

    assert ('rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('rel="next"' in last, 'rel="prev"' in last) == (False, True)


def test_a_stage_the_method_does_not_have_is_not_found(visitor):
    assert visitor.get("/method/waiting/").status_code == 404


@pytest.mark.covers("S0.03")
def test_the_printed_method_holds_everything(visitor, pardomat):
    page = words_of(visitor.get("/method/print/"))

    for stage in pardomat.stages:
        for text in (stage.aim, *stage.happens, *(activity.name for activity in stage.activities)):
            assert text["en"] in page
    for text in (*(each.text for each in pardomat.questions), *(each.title for each in pardomat.resources)):
        assert text["en"] in page


@pytest.mark.covers("S2.11", "S2.12", "S2.13", "S3.08", "S3.15")
def test_the_library_names_every_resource_with_licence_and_link(visitor, pardomat):
    page = visitor.get("/resources/").content.decode()

    for resource in pardomat.resources:
        assert resource.title["en"] in unescape(page)
        assert not resource.url or f'href="{resource.url}"' in page
        assert not resource.licence or resource.licence in page


def test_the_library_is_filtered_by_stage_and_role(visitor):
    page = visitor.get("/resources/", {"stage": "doing", "role": "mentee"}).content.decode()

    assert "Listening to music together" in page
    assert "Goal pyramid" not in page
    assert "/resources/?role=mentor&amp;stage=doing" in page
    assert "/resources/?role=mentee&amp;stage=goals" in page


def test_a_library_with_nothing_for_a_choice_says_so(visitor):
    assert "Nothing is named for this choice" in words_of(
        visitor.get("/resources/", {"stage": "closing", "role": "mentee"})
    )


@pytest.mark.covers("S6.01", "S6.02")
def test_the_exercise_asks_about_one_handful_by_lists(visitor):
    page = visitor.get("/exercise/").content.decode()

    assert page.count("<select") == 8
    assert page.count("None of these</option>") == 8


@pytest.mark.covers("S6.01")
def test_all_forty_six_cards_can_be_sorted_on_one_page(visitor):
    assert visitor.get("/exercise/", {"hand": "all"}).content.decode().count("<select") == 46


@pytest.mark.covers("S6.01")
def test_every_answer_is_answered_in_words(visitor):
    answers = {"card43": "moving_on", "card13": "doing", "card7": "goals"}

    page = visitor.get("/exercise/", {"look": "1", **answers}).content.decode()

    said = dict(re.findall(r'data-slip="(\w+)" data-verdict="(\w+)"', page))
    assert said == {"card43": "fits", "card13": "again", "card7": "also"}
    assert "This becomes a map for the time afterwards." in page
    assert "Good to talk about" in page.split('data-slip="card7"')[1].split("</li>")[0]
    assert "Show where it fits" in page.split('data-slip="card13"')[1].split("</li>")[0]


def test_what_was_chosen_stays_chosen(visitor):
    page = visitor.get("/exercise/", {"look": "1", "card13": "doing"}).content.decode()

    assert page.count('<option value="doing" selected>') == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Nothing is placed yet."),
        ({"card13": "doing"}, "Some cards deserve another look"),
        ({"card13": "goals"}, "What is placed so far fits."),
    ],
)
def test_the_answers_are_summed_up_without_counting(visitor, answers, words):
    assert words in words_of(visitor.get("/exercise/", {"look": "1", **answers}))


def test_a_handful_that_fits_is_said_to_fit(visitor, pardomat):
    best = {f"card{card.number}": card.stages[0] if card.stages else "0" for card in pardomat.cards}

    page = words_of(visitor.get("/exercise/", {"look": "1", **best}))

    assert "Every card has found a place that fits." in page
    assert "Next handful" in page


def test_nothing_is_counted_as_points(visitor, pardomat):
    page = words_of(visitor.get("/exercise/", {"look": "1", "card13": "doing", "card7": "goals"}))

    assert not re.search(r"\d+ ?(of|/) ?8|%", page)


def test_an_answer_that_is_no_place_is_asked_for_again(visitor):
    response = visitor.get("/exercise/", {"look": "1", "card13": "nowhere", "card7": "goals"})

    assert response.status_code == 422
    assert "Please choose one of these answers." in words_of(response)
    assert '<option value="goals" selected>' in response.content.decode()


def test_the_exercise_is_also_played_by_who_does_it_and_by_question(visitor):
    people = visitor.get("/exercise/", {"by": "people", "look": "1", "card13": "case_manager"})
    questions = visitor.get("/exercise/", {"by": "questions", "look": "1", "question1": "closing"})

    assert 'data-slip="card13" data-verdict="fits"' in people.content.decode()
    assert 'data-slip="question1" data-verdict="fits"' in questions.content.decode()
    assert questions.content.decode().count("<select") == 12


def test_lists_come_without_the_script_of_the_cards(visitor):
    cards, lists = (visitor.get("/exercise/", {"as": shape}).content.decode() for shape in ("", "list"))

    assert "guide/sorting.js" in cards
    assert "guide/sorting.js" not in lists


@pytest.mark.parametrize("page", ["/", "/method/", "/help/"])
@pytest.mark.django_db
def test_only_the_exercise_loads_the_sorting_script(visitor, page):
    assert "sort" not in "".join(re.findall(r"<script[^>]*>", visitor.get(page).content.decode()))


def test_a_method_without_cards_explains_itself(visitor, no_cards):
    page = visitor.get("/exercise/")

    assert page.status_code == 200
    assert "This method has no cards" in words_of(page)


def test_the_numbers_for_danger_stand_first(visitor, pardomat):
    page = visitor.get("/help/").content.decode()

    assert re.findall(r'href="tel:(\d+)"', page) == ["113", "112", "116123", "116111"]
    assert "1 November" in page


def test_danger_stands_first_whatever_the_order_of_the_file(visitor, two_methods):
    lines = two_methods / "pardomat" / "help.toml"
    head, *rest = lines.read_text().split("[[line]]")
    lines.write_text("[[line]]".join([head, *reversed(rest)]))

    assert re.findall(r'href="tel:(\d+)"', visitor.get("/help/").content.decode())[:2] == ["112", "113"]


@pytest.mark.parametrize("query", ["", "?m=other"])
def test_a_method_without_numbers_still_names_the_emergency_number(visitor, no_cards, query):
    assert re.findall(r'href="tel:(\d+)"', visitor.get(f"/help/{query}").content.decode()) == ["112"]


def test_help_is_found_whatever_the_address_asks(visitor):
    assert "116123" in visitor.get("/help/?m=other").content.decode()


def test_a_visitors_browser_may_keep_the_help_page_for_five_minutes(visitor):
    response = visitor.get("/help/")

    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=300"}
    assert {"Cookie", "Accept-Language"} <= set(response["Vary"].split(", "))


@pytest.mark.django_db
def test_the_help_page_of_a_signed_in_person_is_kept_by_no_browser(client):
    client.force_login(a_person())

    assert client.get("/help/")["Cache-Control"] == "no-store"


def test_the_help_page_can_be_left_at_once(visitor, settings):
    page = visitor.get("/help/").content.decode()

    assert f'href="{settings.LIDZAS_LEAVE_URL}"' in page
    assert "data-leave" in page


@pytest.mark.covers("S6.03", "S6.04")
def test_author_title_link_licence_and_changes_are_named(visitor, pardomat):
    page = unescape(visitor.get("/about/").content.decode())

    origin = pardomat.origin
    for words in (origin.author, origin.title, origin.site, origin.url, origin.licence, origin.licence_url):
        assert words in page
    assert origin.changes["en"] in page


def test_the_licences_of_the_code_and_of_others_are_named(visitor):
    page = words_of(visitor.get("/about/"))

    for words in ("EUPL-1.2", "SortableJS MIT", "Atkinson Hyperlegible Next OFL-1.1", "Django BSD-3-Clause"):
        assert words in page


def test_an_installation_without_a_method_still_says_what_it_is(visitor, shelf):
    assert "No method is shipped here." in words_of(visitor.get("/about/"))


@pytest.mark.covers("S0.01")
@pytest.mark.parametrize("path", ["/method/", "/method/goals/", "/resources/", "/help/", "/exercise/"])
def test_a_page_speaks_the_visitors_language(client, path):
    latvian, english = (
        client.get(path, headers={"accept-language": language}).content.decode() for language in ("lv", "en")
    )

    assert '<html lang="lv"' in latvian
    assert '<html lang="en"' in english
    assert ("Mērķi un plāns" in latvian or "Krīzes tālrunis" in latvian) is True
    assert "Mērķi un plāns" not in english


def test_search_engines_may_read_the_public_pages_only(visitor):
    response = visitor.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[-1] == "Disallow: /"
    assert {"Allow: /help/", "Allow: /method/", "Allow: /$"} <= set(lines)
