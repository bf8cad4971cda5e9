"""What the pair does together: comparing expectations, and the card of ground rules."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lidzas.access import Role
from lidzas.agreements.actions import (
    NoPairYet,
    RuleKnown,
    expect,
    let_rule_go,
    propose_rule,
    say_yes_to_rule,
)
from lidzas.agreements.choices import Topic, View
from lidzas.agreements.facts import compared, packed, unpacked
from lidzas.agreements.models import Expectation, GroundRule
from lidzas.agreements.queries import card_of, exercise_for
from lidzas.cases.actions import close_case, join_team, leave_team
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, ROOT, a_case, a_person

pytestmark = pytest.mark.django_db
SAID = {"wish": "CANARY-wish", "mine": "Two hours a week", "manner": "Calmly"}
VIEWS = st.dictionaries(st.sampled_from(Topic.values), st.sampled_from(View.values))


def of(name, case, **ids):
    return reverse(f"agreements:{name}", kwargs={"case_id": case.pk, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def send(client, address, said=None):
    return client.post(address, {"form_key": uuid4().hex, **(said or {})})


def fill(case, person, role, *, is_done=True, views=None, **words):
    return expect(case, role=role, by=person, on=DAY, is_done=is_done, views=views or {}, **{**SAID, **words})


# ── expectations ───────────────────────────────────────────────────────────────────────────────────────


@given(VIEWS)
def test_views_are_kept_as_they_were_said(views):
    assert unpacked(packed(views)) == views


def test_words_that_nobody_knows_are_left_out():
    assert unpacked("late:fine unheard:fine late-ish home:maybe") == {"late": "fine"}
    assert packed({"late": "fine", "unheard": "fine", "home": "maybe"}) == "late:fine"


@given(VIEWS, VIEWS)
def test_each_topic_is_alike_or_to_speak_about_and_never_both(one, two):
    rows = compared([one, two])
    assert {row.topic for row in rows} == {*one, *two}
    for row in rows:
        same = one.get(row.topic) == two.get(row.topic)
        assert (row.is_alike, row.is_to_speak_about) == (same, not same)


@pytest.mark.covers("S1.05")
def test_each_fills_it_in_alone_and_nobody_reads_it_until_both_are_done(
    case, mentee, mentor, case_manager, client
):
    views = {"late": "fine", "home": "ask_first", "photos": "not_ok"}
    fill(case, mentee, Role.MENTEE, views=views)
    for person in (mentor, case_manager):
        client.force_login(person)
        assert "CANARY-wish" not in seen(client, of("expectations", case))
    fill(case, mentor, Role.MENTOR, wish="CANARY-mentor", is_done=False)
    client.force_login(mentee)
    assert "CANARY-mentor" not in seen(client, of("expectations", case))
    fill(
        case,
        mentor,
        Role.MENTOR,
        wish="CANARY-mentor",
        views={"late": "fine", "home": "not_ok", "money": "fine"},
    )
    for person in (mentee, mentor, case_manager):
        client.force_login(person)
        content = seen(client, of("expectations", case))
        assert "CANARY-wish" in content
        assert "CANARY-mentor" in content


@pytest.mark.covers("S1.05")
def test_what_differs_becomes_a_topic(case, mentee, mentor, signed_in):
    fill(case, mentee, Role.MENTEE, views={"late": "fine", "home": "ask_first", "photos": "not_ok"})
    fill(case, mentor, Role.MENTOR, views={"late": "fine", "home": "not_ok", "money": "fine"})
    exercise = exercise_for(case, mentee)
    assert {topic.value for topic, _said in exercise.to_speak_about} == {"home", "photos", "money"}
    assert [row.topic for row in exercise.alike] == [Topic.LATE]
    content = seen(signed_in(mentee), of("expectations", case))
    assert (
        content.index("To speak about") < content.index(str(Topic.PHOTOS.label)) < content.index("Seen alike")
    )


def test_a_case_managers_part_joins_when_it_is_done(case, mentee, mentor, case_manager):
    fill(case, mentee, Role.MENTEE)
    fill(case, mentor, Role.MENTOR)
    fill(case, case_manager, Role.CASE_MANAGER, is_done=False)
    assert [bool(each.said) for each in exercise_for(case, mentee).people] == [True, True, False]
    fill(case, case_manager, Role.CASE_MANAGER)
    assert [bool(each.said) for each in exercise_for(case, mentee).people] == [True, True, True]


def test_with_a_new_mentor_it_begins_anew(case, mentee, mentor, case_manager):
    fill(case, mentee, Role.MENTEE)
    fill(case, mentor, Role.MENTOR, wish="CANARY-former")
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    assert not exercise_for(case, mentee).is_open
    join_team(case, a_person("New Mentor"), Role.MENTOR, by=case_manager, on=DAY)
    assert not exercise_for(case, mentee).is_open
    assert all(each.said is None for each in exercise_for(case, mentee).people)


def test_what_was_done_once_stays_done(case, mentee):
    fill(case, mentee, Role.MENTEE)
    row = fill(case, mentee, Role.MENTEE, is_done=False, wish="Anew")
    assert (row.done_on, row.wish) == (DAY, "Anew")


def test_of_two_windows_the_second_is_told(case, mentee, signed_in):
    row = fill(case, mentee, Role.MENTEE, views={"late": "fine"})
    with pytest.raises(Stale):
        expect(
            case, role=Role.MENTEE, by=mentee, on=DAY, is_done=True, views={}, version=row.version + 5, **SAID
        )
    response = send(signed_in(mentee), of("expect", case), {"wish": "Other", "version": 0})
    assert response.status_code == 422
    assert "CANARY-wish" in response.content.decode()


def test_the_page_takes_words_and_views(case, mentee, signed_in):
    client = signed_in(mentee)
    assert of("expectations", case) in seen(client, of("show", case))
    assert of("expect", case) in seen(client, of("expectations", case))
    seen(client, of("expect", case))
    send(client, of("expect", case), {"wish": "To cook", "late": "fine"})
    row = Expectation.objects.get()
    assert (row.wish, unpacked(row.views), row.is_done, row.role) == (
        "To cook",
        {"late": "fine"},
        False,
        "mentee",
    )
    seen(client, of("expect", case))
    send(client, of("expect", case), {"wish": "To cook", "is_done": "on", "version": row.version})
    row.refresh_from_db()
    assert (row.is_done, row.views) == (True, "")
    assert send(client, of("expect", case), {"late": "unheard", "version": row.version}).status_code == 422


def test_nothing_written_is_fine(case, mentee, mentor, signed_in):
    for person, role in ((mentee, Role.MENTEE), (mentor, Role.MENTOR)):
        fill(case, person, role, wish="", mine="", manner="")
    content = seen(signed_in(mentor), of("expectations", case))
    assert "Nothing was written. That is fine." in content
    assert "To speak about" not in content


def test_what_has_ended_is_read_only(case, mentee, case_manager, signed_in):
    close_case(case, by=case_manager, on=DAY)
    client = signed_in(mentee)
    assert of("expect", case) not in seen(client, of("expectations", case))
    assert of("rule", case) not in seen(client, of("card", case))


# ── the card of rules ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.covers("S1.04")
@pytest.mark.parametrize(("first", "second"), [("mentee", "mentor"), ("mentor", "mentee")])
def test_a_rule_stands_when_both_have_said_yes(case, first, second, case_manager, request, client):
    writes, answers = request.getfixturevalue(first), request.getfixturevalue(second)
    client.force_login(writes)
    assert of("card", case) in seen(client, of("show", case))
    seen(client, of("rule", case))
    send(client, of("rule", case), {"words": "We tell each other when plans change"})
    rule = GroundRule.objects.get()
    yes = of("say_yes", case, rule_id=rule.pk)
    content = seen(client, of("card", case))
    assert yes not in content
    assert "Both said yes" not in content
    client.force_login(answers)
    assert yes in seen(client, of("card", case))
    send(client, yes)
    send(client, yes)
    content = seen(client, of("card", case))
    assert content.index("Both said yes") < content.index("We tell each other when plans change")
    client.force_login(case_manager)
    content = seen(client, of("card", case))
    assert "We tell each other when plans change" in content
    assert of("rule", case) not in content


@pytest.mark.covers("S1.04")
@pytest.mark.parametrize(("who", "role"), [("mentee", Role.MENTEE), ("mentor", Role.MENTOR)])
def test_either_may_take_a_rule_off(case, mentee, mentor, who, role, request, signed_in):
    rule = propose_rule(case, words="Phones away", role=Role.MENTEE, by=mentee, on=DAY)
    say_yes_to_rule(rule, role=Role.MENTOR, by=mentor, on=DAY)
    client = signed_in(request.getfixturevalue(who))
    send(client, of("let_go", case, rule_id=rule.pk))
    assert "Phones away" not in seen(client, of("card", case))


@pytest.mark.covers("S1.04")
def test_rules_of_the_method_are_offered_until_they_are_taken(case, mentee, signed_in):
    words = method_of(case.method_id).rules[0].text.in_language("en")
    assert words in [text for text, _hidden in card_of(case).offered]
    send(signed_in(mentee), of("rule", case), {"words": words})
    assert words not in [text for text, _hidden in card_of(case).offered]


def test_the_same_rule_stands_once(case, mentee, mentor):
    rule = propose_rule(case, words="Phones away", role=Role.MENTEE, by=mentee, on=DAY)
    with pytest.raises(RuleKnown):
        propose_rule(case, words=" Phones away ", role=Role.MENTOR, by=mentor, on=DAY)
    let_rule_go(rule, role=Role.MENTOR, by=mentor, on=DAY - timedelta(days=1))
    rule.refresh_from_db()
    assert rule.let_go_on == DAY
    assert propose_rule(case, words="Phones away", role=Role.MENTOR, by=mentor, on=DAY)


def test_the_card_waits_for_a_pair(autumn, mentee, case_manager, signed_in):
    case = a_case(autumn, mentee=mentee, case_manager=case_manager)
    with pytest.raises(NoPairYet):
        propose_rule(case, words="Phones away", role=Role.MENTEE, by=mentee, on=DAY)
    assert "The card waits for a pair" in seen(signed_in(mentee), of("card", case))


def test_an_earlier_pairs_card_stays_between_them(case, mentee, mentor, case_manager, signed_in):
    rule = propose_rule(case, words="CANARY-rule", role=Role.MENTOR, by=mentor, on=DAY)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    new = a_person("New Mentor")
    join_team(case, new, Role.MENTOR, by=case_manager, on=DAY)
    client = signed_in(new)
    assert "CANARY-rule" not in seen(client, of("card", case))
    assert send(client, of("say_yes", case, rule_id=rule.pk)).status_code == 404


def test_rows_are_named_by_their_number_alone():
    for row in (Expectation(wish="Rita"), GroundRule(words="Rita")):
        assert str(row).endswith(str(row.pk))


@pytest.mark.covers("S1.04")
def test_nobody_is_rated_with_stars_or_points():
    """Neither a record that holds a number for a person, nor a page that shows one."""
    rated = re.compile(r"rating|rated|stars?$|points?_of|reputation|karma|review_score")
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("lidzas.")
        for field in model._meta.get_fields()
        if isinstance(field, (models.IntegerField, models.FloatField, models.DecimalField))
        and rated.search(field.name)
    ]
    pages = [
        path.name
        for path in (ROOT / "lidzas").rglob("templates/**/*.html")
        if re.search(r"[★☆⭐]|rating|leaderboard", path.read_text())
    ]
    assert (fields, pages) == ([], [])
