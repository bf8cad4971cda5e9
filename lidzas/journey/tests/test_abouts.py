"""What the three on a case read of the young person, and the pair side by side."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.models import TeamMember
from lidzas.people.actions.about import tell
from lidzas.people.choices import Part
from lidzas.people.facts import portrait_of, written_with
from lidzas.people.queries import about
from lidzas.people.queries.tellers import vocabulary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(case):
    return lambda name, **more: reverse(f"journey:{name}", kwargs={"case_id": case.pk, **more})


@pytest.fixture
def told(mentee):
    """The young person told three parts and shows one of them."""
    tell(mentee, Part.PROFILE, texts={"matters": "CANARY-private"}, answers={}, by=mentee, is_shared=False)
    tell(mentee, Part.LIKES, texts={"likes": "CANARY-shared"}, answers={}, by=mentee, is_shared=True)
    wishes = {"wishes": {"woman": "must"}}
    tell(mentee, Part.WISHES, texts={}, answers=wishes, by=mentee, is_shared=True)


def read(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_mentor_reads_only_what_was_shared(signed_in, mentor, page, told):
    browser = signed_in(mentor)
    for name in ("about", "beside"):
        text = read(browser, page(name))
        assert "CANARY-shared" in text
        assert "CANARY-private" not in text
        assert "A woman" not in text
    assert browser.get(page("about_part", part="profile")).status_code == 403


def test_the_case_manager_reads_all_and_sees_what_the_mentor_sees(signed_in, case_manager, page, told):
    text = read(signed_in(case_manager), page("about"))
    assert "CANARY-shared" in text
    assert "CANARY-private" in text
    assert "A woman" in text
    assert "The mentor sees it too" in text
    assert "Not shown to the mentor" in text
    assert "Never shown to the mentor" in text


def test_the_young_person_sees_what_their_mentor_sees(signed_in, mentee, page, told):
    text = read(signed_in(mentee), page("about"))
    assert "CANARY-shared" in text
    assert "CANARY-private" not in text


@pytest.mark.parametrize("who", ["coordinator", "developer", "project_manager", "stranger"])
def test_nobody_else_reads_a_word_of_it(signed_in, request, page, told, who):
    browser = signed_in(request.getfixturevalue(who))
    for address in (page("about"), page("beside"), page("about_part", part="profile")):
        answer = browser.get(address)
        assert answer.status_code in (403, 404)
        assert "CANARY" not in answer.content.decode()


def test_a_mentor_who_left_reads_nothing_any_more(signed_in, case, mentor, page, told):
    TeamMember.objects.filter(case=case, person=mentor).update(left_on=case.opened_on)
    assert signed_in(mentor).get(page("about")).status_code == 404


def test_the_case_manager_writes_together_with_the_young_person(signed_in, case, case_manager, mentee, page):
    browser = signed_in(case_manager)
    given = {"matters": "Quiet", "valued": "", "support": "", "version": "1", "shared": "no"}
    assert browser.post(page("about_part", part="profile"), given).url == page("about")
    assert about(mentee).matters == "Quiet"
    assert written_with(about(mentee), Part.PROFILE) == "Gunta Liepa"
    assert Entry.objects.about_case(case.pk).get(deed="about_me.together").by == case_manager
    assert "Written together: Gunta Liepa" in read(browser, page("about"))
    own = signed_in(mentee)
    assert "Written together: Gunta Liepa" in read(own, reverse("people:about_part", args=["profile"]))
    own.post(reverse("people:about_part", args=["profile"]), {**given, "matters": "Mine", "version": "2"})
    assert written_with(about(mentee), Part.PROFILE) == ""


def test_new_strengths_lead_to_room_for_an_example(signed_in, case, case_manager, mentee, page):
    key = vocabulary_of(case.programme).strengths[0].key
    given = {"cards": [key], "good_at": "", "version": "1", "shared": "yes"}
    address = page("about_part", part="strengths")
    assert signed_in(case_manager).post(address, given).url == address
    assert portrait_of(about(mentee)).strengths == {key: ""}


def test_what_the_two_write_at_once_is_not_lost(signed_in, case_manager, mentee, page):
    tell(mentee, Part.PROFILE, texts={"matters": "first"}, answers={}, by=mentee)
    given = {"matters": "second", "valued": "", "support": "", "version": "1", "shared": "no"}
    answer = signed_in(case_manager).post(page("about_part", part="profile"), given)
    assert answer.status_code == 422
    assert ("What matters to me", "first") in answer.context["form"].stands_now
    assert about(mentee).matters == "first"


def test_a_part_that_is_none_is_not_found(signed_in, case_manager, page):
    assert signed_in(case_manager).get(page("about_part", part="experiences")).status_code == 404


def test_into_a_closed_case_nothing_more_is_written(signed_in, case, case_manager, mentee, page):
    case.closed_on = case.opened_on
    case.save(update_fields=["closed_on"])
    browser = signed_in(case_manager)
    given = {"matters": "Quiet", "valued": "", "support": "", "version": "1", "shared": "no"}
    assert browser.post(page("about_part", part="profile"), given).status_code == 422
    assert about(mentee).matters == ""
    assert "Write it together" not in read(browser, page("about"))


@pytest.mark.covers("S1.03", "S1.42")
def test_side_by_side_for_all_three_without_any_figure(signed_in, case, mentee, mentor, case_manager, page):
    interests = [word.key for word in vocabulary_of(case.programme).interests]
    names = {word.key: word.name["en"] for word in vocabulary_of(case.programme).interests}
    mine = {"likes": interests[:2], "dislikes": interests[2:3]}
    tell(mentee, Part.LIKES, texts={}, answers=mine, by=mentee, is_shared=True)
    tell(mentee, Part.VALUES, texts={}, answers={"values": ["honesty"]}, by=mentee, is_shared=False)
    theirs = {"likes": [interests[0], interests[2]], "dislikes": []}
    tell(mentor, Part.LIKES, texts={}, answers=theirs, by=mentor)
    for person in (mentee, mentor, case_manager):
        answer = signed_in(person).get(page("beside"))
        found = answer.context["beside"]
        assert [each.words for each in found.same] == [names[interests[0]]]
        assert [each.words for each in found.different] == [names[interests[2]]]
        assert [(each.name, each.things) for each in found.ask] == [
            ("Elza Kalniņa", {"What each likes": [names[interests[1]]]})
        ]
        main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
        assert "%" not in main
        assert "Honesty" not in main


def test_side_by_side_without_a_mentor_or_without_a_word_says_so(signed_in, case, mentee, page):
    assert "Nothing to show yet" in read(signed_in(mentee), page("beside"))
    TeamMember.objects.filter(case=case, role=Role.MENTOR).update(left_on=case.opened_on)
    assert "There is no mentor yet" in read(signed_in(mentee), page("beside"))


@pytest.mark.covers("S2.25")
def test_before_a_contact_the_case_manager_sees_how_and_when_to_reach(signed_in, case, case_manager, mentee):
    address = reverse("meetings:contact", kwargs={"case_id": case.pk})
    browser = signed_in(case_manager)
    assert "How and when to reach me" not in read(browser, address)
    tell(mentee, Part.REACH, texts={"reach": "After noon"}, answers={"channels": ["text"]}, by=mentee)
    tell(mentee, Part.MEETING, texts={}, answers={"times": ["mon_evening"], "online": True}, by=mentee)
    text = read(browser, address)
    assert "After noon" in text
    assert "Monday: evening" in text
    assert "Meeting online is fine too." not in text
    assert [channel in text for channel in ("In person", "Video call", "Phone call", "Text message")] == [
        True
    ] * 4
