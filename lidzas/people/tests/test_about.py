"""Telling about oneself, part by part: what is kept, who reads it, and what is refused."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from lidzas.audit.models import Entry
from lidzas.people.actions.about import tell
from lidzas.people.choices import Part, Strength, StyleWish, WishKind
from lidzas.people.facts import (
    PersonFacts,
    Portrait,
    has_something,
    hours_in,
    is_shared,
    portrait_of,
    shared_parts,
    shown,
)
from lidzas.people.models import AboutMe
from lidzas.people.queries import about, portraits_of
from lidzas.people.queries.cards import Words, lines_of, mentor_card, words_of, young_person_card
from lidzas.people.queries.tellers import teller_of, vocabulary_of
from lidzas.programmes.queries import method_of
from tests.builders import a_mentor, a_person

pytestmark = pytest.mark.django_db
PRIVATE, SHOWN = {"shared": "no"}, {"shared": "yes"}
LIKES = {"likes": "", "dislikes": ""}


def part_page(part):
    return reverse("people:about_part", kwargs={"part": part})


@pytest.fixture
def young(case, mentee, signed_in):
    """The young person of a case, in a browser."""
    return signed_in(mentee)


@pytest.fixture
def words(case):
    return vocabulary_of(case.programme)


def send(browser, part, **answers):
    """Fill in a part with these answers, everything else left as the page offers it."""
    page = browser.get(part_page(part))
    form = page.context["form"]
    given = {"version": str(form.row_version)}
    for field in form:
        value = field.value()
        given[field.html_name] = "" if value is None else value
    return browser.post(part_page(part), {**given, **answers})


@pytest.mark.covers("S1.03")
def test_i_say_what_matters_to_me_and_what_others_value_in_me(young, mentee):
    assert send(young, "profile", matters="Quiet 🐕", valued="I stay", support="Time").status_code == 302
    kept = about(mentee)
    assert (kept.matters, kept.valued, kept.support) == ("Quiet 🐕", "I stay", "Time")
    assert str(kept) == f"About me {kept.pk}"


@pytest.mark.covers("S1.03")
def test_values_are_kept_in_their_order_and_likes_by_one_tap(young, mentee, words):
    first, second = words.values[4].key, words.values[1].key
    send(young, "values", value_0=first, value_3=second)
    liked, disliked = words.interests[0].key, words.interests[1].key
    send(young, "likes", **{f"taste_{liked}": "like", f"taste_{disliked}": "dislike", "dislikes": "Noise"})
    portrait = portrait_of(about(mentee))
    assert portrait.values == (first, second)
    assert (portrait.likes, portrait.dislikes) == ({liked}, {disliked})
    assert about(mentee).dislikes == "Noise"
    assert send(young, "values", value_4=first).status_code == 422
    page = send(young, "values", value_4=first)
    assert "This one stands above already." in page.content.decode()
    assert portrait_of(about(mentee)).values == (first, second)


@pytest.mark.covers("S1.06")
def test_sliders_describe_in_words_and_are_never_a_score(young, mentee, words, case):
    keys = [style.key for style in words.styles]
    send(
        young, "style", **{f"style_{keys[0]}": "1", f"style_{keys[1]}": "4", f"style_{keys[2]}": "3"},
        **{f"wish_{keys[0]}": "different"}, shared="yes",
    )  # fmt: skip
    portrait = portrait_of(about(mentee))
    assert portrait.style == {keys[0]: 1, keys[1]: 4, keys[2]: 3}
    assert portrait.style_wishes == {keys[0]: StyleWish.DIFFERENT}
    card = young_person_card("Elza", about(mentee), vocabulary=words)
    [line] = [line for line in card.lines if line.label == "How I am"]
    assert line.sentences == (
        "quiet", "rather decide on the spot", "sometimes like being at home, sometimes like going out",
    )  # fmt: skip
    page = young.get(reverse("journey:about", args=[case.pk])).content.decode()
    assert "quiet" in page
    assert "rather decide on the spot" in page


def test_a_mentor_is_not_asked_how_the_other_one_should_be(signed_in, case, mentor, words):
    form = signed_in(mentor).get(part_page("style")).context["form"]
    assert [name for name in form.fields if name.startswith("wish_")] == []


def test_up_to_seven_strengths_each_with_an_example(young, mentee, words):
    keys = [word.key for word in words.strengths]
    page = send(young, "strengths", cards=keys[:8])
    assert page.status_code == 422
    assert "Seven are enough here." in page.content.decode()
    assert send(young, "strengths", cards=keys[:2]).url == part_page("strengths")
    assert send(young, "strengths", **{f"example_{keys[0]}": "With my sister"}).url == reverse(
        "people:about_me"
    )
    assert portrait_of(about(mentee)).strengths == {keys[0]: "With my sister", keys[1]: ""}
    lines = lines_of(shown(about(mentee), [Part.STRENGTHS]), words_of(words))
    assert lines[0].sentences == (
        f"{words.strengths[0].name['en']} – With my sister",
        words.strengths[1].name["en"],
    )


def test_when_and_where_i_meet(young, mentee):
    send(
        young,
        "meeting",
        languages=["lv", "en"],
        times=["mon_morning", "sun_evening"],
        online="yes",
        travel_limit="45",
    )
    portrait = portrait_of(about(mentee))
    assert (portrait.languages, portrait.times) == ({"lv", "en"}, {"mon_morning", "sun_evening"})
    assert (portrait.online, portrait.travel_limit) == (True, 45)
    assert hours_in(portrait.times) == 8
    page = young.get(reverse("people:one_page")).content.decode()
    assert "Monday: morning" in page
    assert "Meeting online is fine too." in page


def test_a_mentor_says_where_they_live_and_what_they_have_been_through(signed_in, case, mentor, words):
    browser = signed_in(mentor)
    send(browser, "meeting", place="Dobele", travel_limit="")
    send(browser, "experiences", experiences=[words.experiences[0].key])
    assert mentor.mentorships.get().municipality == "Dobele"
    assert portrait_of(about(mentor)).travel_limit is None
    card = mentor_card(mentor, about(mentor), vocabulary=words, place="Dobele")
    assert card.place == "Dobele"
    assert card.lines[-1].sentences == (words.experiences[0].name["en"],)


def test_a_young_person_is_not_asked_what_they_have_been_through(young):
    assert young.get(part_page("experiences")).status_code == 404
    assert young.get(part_page("nothing")).status_code == 404


@pytest.mark.covers("S2.25")
def test_how_i_like_to_be_reached(young, mentee):
    send(young, "reach", channels=["text"], reach="After noon", words="Elza, please")
    assert portrait_of(about(mentee)).channels == {"text"}
    assert (about(mentee).reach, about(mentee).words) == ("After noon", "Elza, please")


def test_wishes_and_the_few_things_about_me_are_kept(young, mentee):
    send(
        young, "wishes", wish_woman="must", wish_online="nice", gender="woman", birth_year="2004", smokes="no",
        has_pets="yes",
    )  # fmt: skip
    portrait = portrait_of(about(mentee))
    assert portrait.wishes == {WishKind.WOMAN: Strength.MUST, WishKind.ONLINE: Strength.NICE}
    assert portrait.facts == PersonFacts("woman", 2004, False, True)
    lines = lines_of(shown(about(mentee), [Part.WISHES]), Words())
    assert [line.words or line.sentences for line in lines] == [
        ("A woman",), ("Somebody who also meets online",),
        ("Woman", "Born in 2004", "I do not smoke.", "I have pets."),
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [("wish_woman", "wish_man"), ("wish_older", "wish_same_age")])
def test_wishes_that_cannot_both_be_are_refused_kindly(young, mentee, one, other):
    page = send(young, "wishes", **{one: "must", other: "nice"})
    assert page.status_code == 422
    assert "This does not go together with" in page.content.decode()
    assert not AboutMe.objects.filter(person=mentee).exists()
    assert send(young, "wishes", **{one: "nice", other: "nice"}).status_code == 302


def test_a_year_of_birth_that_cannot_be_is_refused(young):
    assert send(young, "wishes", birth_year="2026").status_code == 422
    assert send(young, "wishes", birth_year="x").status_code == 422
    assert send(young, "profile", matters="a\x00b").status_code == 422


def test_everything_may_be_left_out(young, mentee, case):
    for part in teller_of(mentee).parts:
        assert send(young, part.value).status_code in (302, 200)
    assert not any(has_something(about(mentee), part) for part in Part)
    assert portrait_of(about(mentee)) == Portrait()
    page = young.get(reverse("people:about_me"))
    assert page.context["told_count"] == 0
    assert "Something stands in 0 of 8 parts." in page.content.decode()
    assert "Nothing is written here yet." in young.get(reverse("people:one_page")).content.decode()


def test_progress_counts_parts_that_have_something(young, mentee):
    send(young, "profile", matters="Quiet")
    send(young, "meeting", online="no")
    page = young.get(reverse("people:about_me"))
    assert "Something stands in 2 of 8 parts." in page.content.decode()


def test_words_written_in_two_tabs_are_not_lost(young, mentee):
    first = {"valued": "", "support": "", "version": "1", **PRIVATE}
    young.post(part_page("profile"), {**first, "matters": "first"})
    page = young.post(part_page("profile"), {**first, "matters": "second"})
    assert page.status_code == 422
    assert "second" in page.content.decode()
    assert ("What matters to me", "first") in page.context["form"].stands_now
    assert about(mentee).matters == "first"


def test_a_form_sent_twice_is_carried_out_once(young, mentee):
    given = {"matters": "Quiet", "valued": "", "support": "", "version": "1", "form_key": "one", **PRIVATE}
    first, second = (young.post(part_page("profile"), given) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert about(mentee).version == 2


def test_each_part_saves_by_itself(young, mentee):
    send(young, "profile", matters="Quiet", shared="yes")
    send(young, "reach", channels=["call"])
    kept = about(mentee)
    assert kept.matters == "Quiet"
    assert is_shared(kept, Part.PROFILE, unsaid=False)
    assert not is_shared(kept, Part.REACH, unsaid=False)


def test_the_default_is_private_for_a_young_person_and_shown_for_a_mentor(young, mentee, mentor, words):
    assert young.get(part_page("profile")).context["form"]["shared"].value() == "no"
    tell(mentee, Part.PROFILE, texts={"matters": "CANARY"}, answers={}, by=mentee)
    tell(mentor, Part.PROFILE, texts={"matters": "CANARY"}, answers={}, by=mentor)
    assert young_person_card("Elza", about(mentee), vocabulary=words).lines == ()
    assert mentor_card(mentor, about(mentor), vocabulary=words).lines[0].text == "CANARY"


def test_wishes_about_the_other_are_never_shown_to_the_other(mentee, words):
    tell(
        mentee, Part.WISHES, texts={}, answers={"wishes": {"woman": "must"}, "facts": {"smokes": True}}, by=mentee,
        is_shared=True,
    )  # fmt: skip
    assert Part.WISHES not in shared_parts(about(mentee), unsaid=True)
    assert young_person_card("Elza", about(mentee), vocabulary=words, is_pair=True).lines == ()


def test_how_somebody_is_reached_is_told_once_there_is_a_pair(mentee, words):
    tell(mentee, Part.REACH, texts={"reach": "CANARY"}, answers={}, by=mentee, is_shared=True)
    assert young_person_card("Elza", about(mentee), vocabulary=words).lines == ()
    assert young_person_card("Elza", about(mentee), vocabulary=words, is_pair=True).lines[0].text == "CANARY"


def test_answers_lie_sealed_in_the_database(young, mentee):
    send(young, "wishes", wish_woman="must", birth_year="2004")
    with connection.cursor() as cursor:
        cursor.execute("select portrait, parts from people_aboutme")
        assert not [
            text for text in cursor.fetchone() if "woman" in text or "2004" in text or "shared" in text
        ]
    assert AboutMe.objects.filter(portrait={}).count() == 0
    assert AboutMe.objects.only("pk").get(person=mentee).portrait["wishes"] == {"woman": "must"}
    with pytest.raises(TypeError, match="save the row"):
        AboutMe.objects.update(portrait={"values": []})


def test_the_trail_says_who_wrote_and_nothing_of_what(young, mentee):
    send(young, "profile", matters="CANARY")
    entry = Entry.objects.get(deed="about_me.tell")
    assert entry.by == mentee
    assert "CANARY" not in json.dumps([entry.reason, entry.subject_id, entry.subject_kind])


def test_whoever_takes_no_part_has_only_own_words(signed_in, stranger):
    browser = signed_in(stranger)
    assert "Something stands in 0 of 6 parts." in browser.get(reverse("people:about_me")).content.decode()
    assert "shared" not in browser.get(part_page("profile")).context["form"].fields
    assert send(browser, "profile", matters="Quiet").status_code == 302
    assert send(browser, "strengths", good_at="Soup").status_code == 302
    assert send(browser, "likes", likes="Dogs").status_code == 302
    assert browser.get(part_page("values")).status_code == 404
    assert "Something is here" in browser.get(reverse("people:about_me")).content.decode()


def test_hiding_a_part_takes_it_off_a_mentors_card(signed_in, case, mentor, words):
    browser = signed_in(mentor)
    send(browser, "profile", matters="CANARY", shared="no")
    assert mentor_card(mentor, about(mentor), vocabulary=words).lines == ()
    page = browser.get(reverse("people:about_me")).content.decode()
    assert "Nobody reads it" in page
    send(browser, "profile", shared="yes")
    assert "Stands on your card" in browser.get(reverse("people:about_me")).content.decode()


def test_portraits_of_many_are_one_question(django_assert_num_queries, mentee):
    tell(mentee, Part.LIKES, texts={}, answers={"likes": ["dogs"]}, by=mentee)
    other = a_person()
    with django_assert_num_queries(1):
        found = portraits_of([mentee.pk, other.pk])
    assert found == {mentee.pk: Portrait(likes=frozenset({"dogs"})), other.pk: Portrait()}


def test_words_that_the_method_no_longer_knows_are_left_out(mentee, words):
    answers = {"values": ["gone"], "likes": ["gone"], "strengths": {"gone": ""}, "style": {"gone": 1}}
    for part in (Part.VALUES, Part.LIKES, Part.STRENGTHS, Part.STYLE):
        tell(mentee, part, texts={}, answers=answers, by=mentee, is_shared=True)
    assert young_person_card("Elza", about(mentee), vocabulary=words).lines == ()
    assert young_person_card("Elza", about(mentee), vocabulary=None).lines == ()
    assert young_person_card("Elza", None, vocabulary=words).lines == ()


def test_a_mentor_who_left_tells_as_nobody_in_particular(case, programme, mentor):
    place = a_mentor(programme, mentor)
    assert teller_of(mentor).is_mentor
    place.left_on = place.joined_on
    place.save()
    assert not teller_of(mentor).is_mentor
    assert method_of(programme.method_id).vocabulary
