"""What the programme needs: noted, decided, done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.records.actions import Stale
from lidzas.reports.actions import DecisionMissing, decide, note_need, write_summary
from lidzas.reports.models import Improvement, StageSummary
from lidzas.reports.queries import improvements_of
from tests.builders import DAY, a_programme

pytestmark = pytest.mark.django_db
SAID = {"need": "A van for the camp", "origin": "event", "decision": "", "owner": None, "due_on": None}


def at(name, programme, row=None):
    ids = {"improvement_id": row.pk} if row else {}
    return reverse(f"reports:{name}", kwargs={"programme_code": programme.code, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def send(client, address, said):
    return client.post(address, {"form_key": uuid4().hex, **said})


@pytest.fixture
def need(programme, autumn, developer):
    return note_need(programme, need="A van for the camp", origin="event", round=autumn, by=developer, on=DAY)


@pytest.mark.covers("S1.13")
def test_a_need_is_noted_decided_and_done_with_whose_it_is(need, coordinator, developer):
    assert (need.state, need.noted_by, need.noted_on) == ("open", developer, DAY)
    later = DAY + timedelta(days=9)
    decided = decide(
        need, by=developer, on=DAY, state="decided",
        **{**SAID, "decision": "We hire one", "owner": coordinator, "due_on": later},
    )  # fmt: skip
    assert (decided.owner, decided.due_on, decided.done_on) == (coordinator, later, None)
    done = decide(need, by=coordinator, on=later, state="done", **{**SAID, "decision": "Hired"})
    assert (done.state, done.done_on) == ("done", later)
    again = decide(need, by=coordinator, on=later, state="done", **{**SAID, "decision": "Hired for good"})
    assert again.done_on == later
    assert decide(need, by=coordinator, on=later, state="open", **SAID).done_on is None


@pytest.mark.parametrize("state", ["decided", "done"])
def test_decided_says_what(need, developer, state):
    with pytest.raises(DecisionMissing):
        decide(need, by=developer, on=DAY, state=state, **{**SAID, "decision": "  "})


def test_of_two_who_decide_the_second_is_told(need, developer):
    decide(need, by=developer, on=DAY, state="open", version=need.version, **SAID)
    with pytest.raises(Stale):
        decide(need, by=developer, on=DAY, state="open", version=1, **SAID)


@pytest.mark.covers("S1.13")
def test_needs_reach_the_summary_of_the_round(need, autumn, method_stage, developer):
    write_summary(autumn, method_stage, words="", by=developer, on=DAY)
    assert ["needs_open", 1] in StageSummary.objects.get().figures["counts"]


@pytest.fixture
def method_stage(programme):
    from lidzas.programmes.queries import method_of

    return method_of(programme.method_id).stages[0]


def test_what_is_open_stands_first_and_what_is_wanted_sooner_above(programme, need, developer):
    sooner = note_need(programme, need="Tents", origin="team", round=None, by=developer, on=DAY)
    done = note_need(programme, need="Cups", origin="team", round=None, by=developer, on=DAY)
    decide(sooner, by=developer, on=DAY, state="open", **{**SAID, "due_on": DAY})
    decide(done, by=developer, on=DAY, state="done", **{**SAID, "decision": "Bought"})
    assert improvements_of(programme) == [sooner, need, done]
    assert improvements_of(programme, "done") == [done]
    assert improvements_of(programme, "unheard") == [sooner, need, done]


def test_the_team_notes_and_decides(programme, autumn, developer, coordinator, client):
    client.force_login(coordinator)
    assert "Nothing is noted here" in seen(client, at("improvements", programme))
    seen(client, at("need", programme))
    send(client, at("need", programme), {"need": "A van", "origin": "event", "round": autumn.pk})
    row = Improvement.objects.get()
    assert at("decide", programme, row) in seen(client, at("improvements", programme))
    client.force_login(developer)
    seen(client, at("decide", programme, row))
    said = {
        "need": "A van", "origin": "event", "decision": "Hire one", "owner": coordinator.pk, "due_on": DAY,
        "state": "decided",
    }  # fmt: skip
    send(client, at("decide", programme, row), {**said, "version": row.version})
    content = seen(client, f"{at('improvements', programme)}?only=decided")
    for words in ("Hire one", coordinator.name, "Decided"):
        assert words in content
    late = send(client, at("decide", programme, row), {**said, "version": row.version, "decision": "Buy one"})
    assert late.status_code == 422
    assert "Hire one" in late.content.decode()
    empty = send(client, at("decide", programme, row), {**said, "version": row.version + 1, "decision": ""})
    assert empty.status_code == 422
    send(
        client,
        at("decide", programme, row),
        {**said, "version": row.version + 1, "state": "done", "due_on": "", "owner": ""},
    )
    assert "Done:" in seen(client, at("improvements", programme))


def test_whoever_was_named_before_shows_in_words_when_two_write_at_once(
    programme, need, developer, signed_in
):
    response = send(
        signed_in(developer),
        at("decide", programme, need),
        {"need": "Tents", "origin": "team", "state": "open", "version": 0},
    )
    assert response.status_code == 422
    assert "A van for the camp" in response.content.decode()


def test_a_need_of_another_programme_is_not_found(need, developer, programme, signed_in):
    other = note_need(a_programme("Other"), need="Cups", origin="team", round=None, by=developer, on=DAY)
    assert signed_in(developer).get(at("decide", programme, other)).status_code == 404


def test_the_log_asks_as_often_for_one_need_as_for_three(programme, need, developer, signed_in):
    client, counts = signed_in(developer), []
    for more in (0, 2):
        for _ in range(more):
            note_need(programme, need="Cups", origin="team", round=need.round, by=developer, on=DAY)
        seen(client, at("improvements", programme))
        with CaptureQueriesContext(connection) as asked:
            seen(client, at("improvements", programme))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_rows_are_named_by_their_number_alone():
    for row in (Improvement(need="Rita"), StageSummary(words="Rita")):
        assert str(row).endswith(str(row.pk))
