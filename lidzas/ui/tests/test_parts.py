"""Every part draws itself, keeps what people wrote harmless, and refuses what it does not know."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError

from lidzas.method.text import Text
from lidzas.ui.often import hue, initials

ATTACK = '<img src=x onerror="alert(1)">'
HARMLESS = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"
DAY = date(2026, 9, 3)


@dataclass
class Thing:
    name: object = ""
    state: str = "here"
    url: str = ""
    label: str = ""
    text: object = ""
    number: str = ""
    when: object = ""
    count: int = 0
    is_here: bool = False
    is_done: bool = False
    danger: bool = False


PARTS_WITH_WORDS = [
    "{% card title=words note=words url=words %}{{ words }}{% endcard %}",
    "{% notice title=words %}{{ words }}{% endnotice %}",
    "{% unfold title=words note=words %}{{ words }}{% endunfold %}",
    "{% quote who=words %}{{ words }}{% endquote %}",
    "{% timeline %}{% entry when=day title=words who=words %}{{ words }}{% endentry %}{% endtimeline %}",
    "{% dues %}{% due what=words by=day why=words who=words url=words %}{% enddues %}",
    "{% table caption=words %}<tr><td>{{ words }}</td></tr>{% endtable %}",
    "{% empty title=words text=words url=words action=words %}",
    "{% badge text=words %}",
    "{% button url=words text=words %}",
    "{% deed url=words text=words confirm=words hidden=hidden %}",
    "{% person name=words role=words url=words %}",
    "{% who_sees who=words %}",
    "{% number value=words label=words note=words url=words %}",
    "{% back url=words text=words %}",
    "{% facts rows=rows %}",
    "{% steps items=rows.0 %}",
    "{% steps items=things %}",
    "{% tabs items=things label=words %}",
    "{% path stages=things label=words %}",
    "{% stage_pill name=words %}",
    "{% meter label=words used=1 total=2 words=words %}",
    "{% help_lines lines=things %}",
    "{% pager newer_url=words older_url=words %}",
    "{% icon name='leaf' label=words %}",
    "{% form_frame submit=words url=words cancel_url=words %}{{ words }}{% endform_frame %}",
]


@pytest.mark.parametrize("source", PARTS_WITH_WORDS)
def test_what_people_wrote_stays_words(draw, source):
    thing = Thing(
        name=ATTACK, url=ATTACK, label=ATTACK, text=ATTACK, number=ATTACK, when=ATTACK, is_done=True
    )
    values = {"words": ATTACK, "day": DAY, "hidden": {ATTACK: ATTACK}, "rows": [(ATTACK, ATTACK)]}

    html = draw(source, things=[thing], **values)

    assert ATTACK not in html
    assert HARMLESS in html


@pytest.mark.parametrize(
    "source",
    [
        "{% card heading='Next' %}{% endcard %}",
        "{% card 'Next' %}{% endcard %}",
        "{% badge %}",
        "{% due what='Call' %}",
        "{% mark size='large' %}",
    ],
)
def test_a_wrong_argument_fails_when_the_template_is_loaded(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% card tone='danger' %}{% endcard %}",
        "{% notice tone='red' %}{% endnotice %}",
        "{% badge text='late' tone='danger' %}",
        "{% button url='/' text='Go' kind='big' %}",
        "{% button url='/' text='Go' sign='skull' %}",
        "{% deed url='/' text='Go' kind='big' %}",
        "{% person name='Anna' size='huge' %}",
        "{% stage_pill name='Doing' state='late' %}",
        "{% icon name='skull' %}",
        "{% timeline %}{% entry when=day tone='red' %}{% endentry %}{% endtimeline %}",
        "{% path stages=stages %}",
    ],
)
def test_a_word_the_house_does_not_know_fails_when_drawn(draw, source):
    with pytest.raises(TemplateSyntaxError, match="is not one of"):
        draw(source, day=DAY, stages=[Thing(state="late")])


def test_a_card_may_be_a_way_to_its_page(draw):
    html = draw("{% card title='Plan' url='/plan/' level=3 %}text{% endcard %}")

    assert '<section class="card is-plain"><h3><a href="/plan/">Plan</a></h3>' in html


def test_a_card_without_a_title_has_no_heading(draw):
    assert "<h2>" not in draw("{% card %}text{% endcard %}")


def test_a_text_of_the_method_speaks_the_language_of_the_page(draw):
    text = Text((("lv", "Darbošanās"), ("en", "Doing")))

    assert draw("{{ text|in_language }}", text=text) == "Doing"


@pytest.mark.parametrize(("words", "shown"), [("plain", "plain"), ("", ""), (None, "")])
def test_words_without_languages_stay_as_they_are(draw, words, shown):
    assert draw("{{ words|in_language }}", words=words) == shown


def test_a_number_with_a_page_opens_the_list_it_counts(draw):
    assert '<a class="number" href="/list/">' in draw("{% number value=3 label='pairs' url='/list/' %}")
    assert "<a" not in draw("{% number value=3 label='pairs' %}")


def test_what_is_late_waits_and_is_never_called_late(draw):
    html = draw("{% due what='Call' by=day is_waiting=True %}", day=DAY)

    assert "waiting for you" in html
    assert "late" not in html


def test_what_is_not_due_yet_says_when(draw):
    html = draw("{% due what='Call' by=day %}", day=DAY)

    assert "on Thursday" in html
    assert "waiting" not in html


def test_only_what_can_be_dialled_is_dialled(draw):
    html = draw("{% help_lines lines=lines %}", lines=[Thing(number="(+371) 116 123; x", danger=True)])

    assert 'href="tel:+371116123"' in html
    assert "is-danger" in html


def test_a_deed_is_a_form_that_can_be_sent_once(draw):
    html = draw("{% deed url='/go/' text='Go' hidden=hidden %}", csrf_token="t0ken", hidden={"answer": "yes"})

    assert '<form class="deed" method="post" action="/go/">' in html
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in html
    assert 'name="form_key"' in html
    assert '<input type="hidden" name="answer" value="yes">' in html
    assert "<details" not in html


def test_a_deed_that_asks_first_unfolds_its_question(draw):
    html = draw("{% deed url='/go/' text='Go' confirm='Really?' %}")

    assert html.index("<summary") < html.index("Really?") < html.index("<form")


def test_two_forms_on_one_page_have_different_keys(draw):
    first, second = draw("{% form_key %}|{% form_key %}").split("|")

    assert first != second


def test_the_path_says_in_words_where_one_is(draw):
    stages = [
        Thing(name="First", state="walked"),
        Thing(name="Second", url="/2/"),
        Thing(name="Third", state="ahead"),
    ]

    html = draw("{% path stages=stages label='The way' %}", stages=stages)

    assert html.count("<li") == 3
    assert '<li class="is-here" aria-current="step">' in html
    assert [words in html for words in ("walked", "we are here", "still ahead")] == [True] * 3
    assert '<a href="/2/">Second</a>' in html


def test_tabs_mark_the_page_one_is_on(draw):
    tabs = [Thing(label="Plan", url="/p/", is_here=True), Thing(label="Meetings", url="/m/", count=2)]

    html = draw("{% tabs items=tabs label='The case' %}", tabs=tabs)

    assert '<a href="/p/" aria-current="page">Plan</a>' in html
    assert '<span class="nav-count">2</span>' in html


def test_a_pager_that_leads_nowhere_is_not_there(draw):
    assert draw("{% pager %}").strip() == ""
    assert draw("{% pager older_url='/o/' %}").count("<a ") == 1


def test_steps_may_be_plain_sentences_or_know_that_they_are_done(draw):
    html = draw("{% steps items=items %}", items=["Call", Thing(text="Write", is_done=True)])

    assert "<li>Call</li>" in html
    assert 'class="is-done">Write' in html


def test_a_calendar_leaf_can_be_read_by_machines(draw):
    assert 'datetime="2026-09-03"' in draw("{% calendar_day when=day %}", day=DAY)


@pytest.mark.parametrize(
    ("name", "letters"), [("Anna Bērziņa", "AB"), ("Anna Marija Bērziņa", "AB"), ("Anna", "A"), ("", "")]
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_a_name_has_the_same_colour_everywhere():
    names = [f"Person {number}" for number in range(200)]

    assert {hue(name) for name in names} == {1, 2, 3, 4, 5, 6}
    assert hue("Anna") == hue("Anna")


def test_an_icon_without_words_of_its_own_is_silent(draw):
    assert 'aria-hidden="true"' in draw("{% icon name='eye' %}")
    assert "hidden-visually" not in draw("{% icon name='eye' %}")


def test_nothing_is_shown_for_a_day_that_is_not_set(draw):
    assert draw("{{ none|near }}{{ none|day }}", none=None) == ""


def test_a_block_can_be_told_twice():
    page = Template(
        "{% extends 'ui/page.html' %}{% block title %}You & me{% endblock %}{% block lead %}{% endblock %}"
    ).render(Context())

    assert "<title>You &amp; me" not in page
    assert "<title>You & me · Līdzās</title>" in page
    assert "<h1>You & me</h1>" in page
    assert 'class="lead"' not in page
