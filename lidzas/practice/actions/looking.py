"""How an invented assessment is made, and how invented ways are looked at again."""

from datetime import date, timedelta

from lidzas.assessments.actions import answer, close_assessment, open_assessment
from lidzas.assessments.actions.circumstances import name_way, write_risk
from lidzas.assessments.actions.measuring import take_measurement
from lidzas.assessments.actions.ways_on import look_again, tick_step
from lidzas.assessments.choices import Certainty, Kind, RiskLevel, Voice
from lidzas.assessments.facts import Said
from lidzas.assessments.models import Assessment
from lidzas.assessments.queries import way_on
from lidzas.method import Area
from lidzas.practice.actions.way import Way


def assessed(way: Way, kind: Kind, on: date, low: int, high: int) -> None:
    """Both voices fill the form in; the level lies between `low` and `high`."""
    case_manager = way.cast.case_manager
    assessment = open_assessment(way.case, kind, by=case_manager, on=on)
    for area in way.method.form.areas:
        level = way.dice.randint(low, high)
        said: Said = {
            "level": level, "own_words": way.say("own_words"), "wants_to_work": way.dice.random() < 0.3,
            "independence": independence(way, kind, level),
        }  # fmt: skip
        said.update(around(way, area))
        answer(assessment, area.key, Voice.MENTEE, by=way.mentee, on=on, **said)
        answer(
            assessment, area.key, Voice.CASE_MANAGER, by=case_manager, on=on,
            level=min(5, max(1, level + way.dice.choice([-1, 0, 0, 0, 1]))),
            evidence=way.say("evidence"), certainty=way.dice.choice(Certainty.values),
        )  # fmt: skip
    circumstances(way, assessment, on)
    close_assessment(assessment, by=case_manager, on=on, summary=way.say("summary"))


def independence(way: Way, kind: Kind, level: int) -> str:
    if kind is Kind.BASELINE:
        return ""
    keys = [key for key, _name in way.method.form.independence]
    return keys[0] if level > 3 else keys[min(1, len(keys) - 1)]


def around(way: Way, area: Area) -> Said:
    """What lies outside the person, sometimes; what is possible, where the area asks for it."""
    said: Said = {}
    if way.dice.random() < 0.25:
        said["conditions"] = way.say("conditions")
    if area.asks_chances:
        said["possible_now"], said["possible_later"] = way.say("possible_now"), way.say("possible_later")
    return said


def circumstances(way: Way, assessment: Assessment, on: date) -> None:
    """The ways that were used and what may get in the way."""
    by, ways = way.cast.case_manager, way.method.form.ways
    for word in way.dice.sample(ways, k=min(2, len(ways))):
        name_way(assessment, way=word.key, used_on=on, by=by, on=on)
    for level in way.dice.sample(list(RiskLevel), k=3):
        told = way.words["risks"][level.value]
        write_risk(assessment, level, what=told["what"], who_does_what=told["who"], by=by, on=on)


def measured(way: Way, on: date, low: int, high: int) -> None:
    """The young person fills in every short questionnaire of the method; `low` and `high` are places in its scale."""
    for instrument in way.method.instruments:
        answers = {
            item.key: instrument.values[min(way.dice.randint(low, high), len(instrument.values) - 1)]
            for item in instrument.items
        }
        take_measurement(way.case, instrument.key, Voice.MENTEE, answers=answers, by=way.mentee, on=on)


def first_step_ticked(way: Way, on: date) -> None:
    found = way_on(way.case)
    for step in found.open_steps[:1] if found else ():
        tick_step(step, is_done=True, by=way.mentee, on=on)


def looked_again(way: Way, on: date) -> None:
    decision = way.case.readiness_decisions.latest("made_at", "pk")
    look_again(
        decision, words=way.say("way_goes"), next_on=on + timedelta(days=30), by=way.cast.case_manager, on=on
    )
