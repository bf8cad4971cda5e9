"""The stages of method.toml, with their activities and gates."""

from functools import partial

from lidzas.method.choices import (
    About,
    ActsAs,
    Count,
    Demand,
    OpenThing,
    Path,
    RecordKind,
)
from lidzas.method.method_tables import MOST_DAYS, read_source
from lidzas.method.mistakes import quoted
from lidzas.method.model import Activity, Condition, Gate, Stage
from lidzas.method.names import Names
from lidzas.method.readers import TEXT, Reader, Spot, list_of, name_of, one_of, whole
from lidzas.method.tables import Table, table, tables

_LARGEST_COUNT = 100_000
_LONGEST_CIRCLE_SHOWN = 6
_DAYS = whole(1, MOST_DAYS)
_LISTS_OF_RECORDS = {
    RecordKind.EXPLAINED: "point",
    RecordKind.CRISIS_AGREEMENT: "crisis",
    RecordKind.READINESS: "reading",
    RecordKind.CLOSING_TALK: "question",
    RecordKind.GOING_ON: "continuation",
    RecordKind.EXIT: "exit_path",
}


def read_stages(top: Table, names: Names) -> tuple[Stage, ...]:
    return top.need("stage", tables("[[stage]]", partial(_stage, names), least=1))


def _stage(names: Names, stage: Table) -> Stage:
    key = stage.key()
    position = names.stages.get(key, len(names.stages))
    activity = tables("[[stage.activity]]", partial(_activity, names, position))
    gate = table("[stage.gate]", partial(_gate, names, position))
    return Stage(
        key=key,
        name=stage.need("name", TEXT),
        aim=stage.need("aim", TEXT),
        happens=stage.may("happens", list_of(TEXT)) or (),
        source=read_source(stage),
        activities=stage.may("activity", activity) or (),
        gate=stage.may("gate", gate) or Gate(),
    )


def _activity(names: Names, position: int, activity: Table) -> Activity:
    read = Activity(
        key=activity.key(),
        name=activity.need("name", TEXT),
        done_by=activity.need("done_by", list_of(name_of("role", names.roles), least=1)),
        to_you=activity.may("to_you", TEXT),
        why=activity.may("why", TEXT),
        source=read_source(activity),
        about=activity.may("about", one_of(About)) or About.CASE,
        record=activity.may("record", one_of(RecordKind)),
        only_on=activity.may("only_on", one_of(Path)),
        due_in_days=activity.may("due_in_days", _DAYS),
        after=activity.may("after", name_of("activity", names.activities)),
        every_days=activity.may("every_days", _DAYS),
        until=activity.may("until", name_of("stage", names.stages)),
        least_days=activity.may("least_days", _DAYS),
    )
    _check_words(activity, read, names)
    _check_timing(activity, read)
    _check_after(activity, read, names, position)
    _check_until(activity, read, names, position)
    return read


def _check_words(activity: Table, read: Activity, names: Names) -> None:
    mentees = names.roles_acting_as(ActsAs.MENTEE)
    if activity.has("to_you") and mentees.isdisjoint(read.done_by):
        activity.complain("to_you", 'speaks to the mentee, who is not in "done_by".')
    if read.about is About.ROUND and activity.has("only_on"):
        activity.complain("only_on", "belongs to one case, but this activity is about a round.")
    needed = _LISTS_OF_RECORDS.get(read.record) if read.record else None
    if needed is not None and needed not in names.lists:
        activity.complain(
            "record", f"needs at least one [[{needed}]] in the method, for {quoted(str(read.record))}."
        )


def _check_timing(activity: Table, read: Activity) -> None:
    once, again = activity.has("due_in_days"), activity.has("every_days")
    if once and again:
        activity.complain(
            "every_days", 'stands beside "due_in_days"; an activity is due once or again and again.'
        )
    if activity.has("after") and not (once or again):
        activity.complain("after", 'needs "due_in_days" or "every_days": without them nothing opens.')
    for key in ("until", "least_days"):
        if activity.has(key) and not again:
            activity.complain(key, 'needs "every_days" beside it.')
    if read.least_days and read.every_days and read.least_days > read.every_days:
        activity.complain("least_days", f'must be at most the {read.every_days} of "every_days".')


def _check_after(activity: Table, read: Activity, names: Names, position: int) -> None:
    other = names.activities.get(read.after or "")
    if other is None:
        return
    waits = f"waits for {quoted(str(read.after))}, which"
    if other.position > position:
        activity.complain(
            "after", f"{waits} belongs to a later stage; choose one of this or an earlier stage."
        )
    if other.about != read.about:
        activity.complain("after", f"{waits} is about a {other.about}, and this about a {read.about}.")
    if other.only_on is not None and other.only_on != read.only_on:
        activity.complain(
            "after",
            f"{waits} is only on the path {quoted(other.only_on)}: on the other path this would "
            f"never open. Say only_on = {quoted(other.only_on)} here as well.",
        )
    if read.key in names.circles:
        activity.complain("after", f"leads in a circle: {_drawn(names.circles[read.key])}.")


def _drawn(circle: tuple[str, ...]) -> str:
    shown = [*circle, circle[0]]
    if len(circle) > _LONGEST_CIRCLE_SHOWN:
        shown = [*circle[:_LONGEST_CIRCLE_SHOWN], "…", circle[0]]
    return " waits for ".join(shown)


def _check_until(activity: Table, read: Activity, names: Names, position: int) -> None:
    last = names.stages.get(read.until or "", position)
    if last < position < len(names.stages):
        activity.complain(
            "until", f"names {quoted(str(read.until))}, a stage before this one; name this or a later one."
        )


def _gate(names: Names, position: int, gate: Table) -> Gate:
    done = gate.may("done", list_of(_demanded(names, position))) or ()
    none_open = gate.may("none_open", list_of(one_of(OpenThing))) or ()
    at_least = gate.may("at_least", table("at_least", _at_least)) or ()
    conditions = {
        Demand.DONE: [Condition(Demand.DONE, key, 1, _path_of(names, key)) for key in done],
        Demand.NONE_OPEN: [Condition(Demand.NONE_OPEN, thing, 0) for thing in none_open],
        Demand.AT_LEAST: [Condition(Demand.AT_LEAST, key, need) for key, need in at_least],
    }
    in_order = [Demand(key) for key in gate.values if key in list(Demand)]
    return Gate(
        conditions=tuple(each for demand in in_order for each in conditions[demand]),
        why=gate.need("why", TEXT),
    )


def _demanded(names: Names, position: int) -> Reader[str]:
    """An activity a gate may demand: one of a case, which can be done by then."""
    named = name_of("activity", names.activities)

    def read(spot: Spot) -> str | None:
        found = named.read(spot)
        mention = names.activities.get(found or "")
        if mention is not None and mention.position > position:
            spot.complain(f"names {quoted(str(found))}, which belongs to a later stage.")
        if mention is not None and mention.about == About.ROUND:
            spot.complain(f"names {quoted(str(found))}, which is about a round, not about a case.")
        return found

    return Reader(read, str)


def _path_of(names: Names, key: str) -> Path | None:
    """The path of an activity; one that is misspelt is complained of where it stands."""
    only_on = names.activities[key].only_on
    return next((path for path in Path if path == only_on), None)


def _at_least(counts: Table) -> tuple[tuple[Count, int], ...]:
    found = {count: counts.may(count, whole(1, _LARGEST_COUNT)) for count in Count}
    in_order = [Count(key) for key in counts.values if key in list(Count)]
    return tuple((count, found[count] or 1) for count in in_order)
