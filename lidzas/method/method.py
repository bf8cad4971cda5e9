"""A whole method, with everything found by its key."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from lidzas.method.choices import ActsAs, RecordKind
from lidzas.method.instruments import Instrument
from lidzas.method.mentors import Screening, Training
from lidzas.method.model import (
    Activity,
    Ages,
    AssessmentForm,
    Card,
    Continuation,
    Crisis,
    EventWords,
    ExitPath,
    HelpLine,
    Limit,
    Origin,
    Point,
    Question,
    Reading,
    Resource,
    Role,
    Rule,
    Stage,
    Target,
    Vocabulary,
)
from lidzas.method.text import Text


@dataclass(frozen=True, slots=True)
class _Index:
    """What a method looks up again and again, worked out once."""

    stages: dict[str, Stage]
    positions: dict[str, int]
    activities: dict[str, Activity]
    stage_keys: dict[str, str]
    roles: dict[str, Role]
    actors: dict[ActsAs, Role]
    by_record: dict[tuple[RecordKind, ActsAs | None], tuple[Activity, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """One version of a method. A case keeps the version it began under."""

    code: str
    version: str
    name: Text
    about: Text
    languages: tuple[str, ...]
    origin: Origin
    ages: Ages
    roles: tuple[Role, ...]
    points: tuple[Point, ...]
    rules: tuple[Rule, ...]
    crises: tuple[Crisis, ...]
    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]
    exit_paths: tuple[ExitPath, ...]
    continuations: tuple[Continuation, ...]
    limits: tuple[Limit, ...]
    targets: tuple[Target, ...]
    resources: tuple[Resource, ...]
    stages: tuple[Stage, ...]
    form: AssessmentForm
    cards: tuple[Card, ...]
    nowhere: Text | None
    helps: tuple[HelpLine, ...]
    helps_checked_on: date | None
    vocabulary: Vocabulary | None
    events: EventWords
    screening: Screening
    training: Training
    instruments: tuple[Instrument, ...]
    digest: str
    _index: _Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _index_of(self.stages, self.roles))

    def stage(self, key: str) -> Stage:
        return self._index.stages[key]

    def position(self, stage_key: str) -> int:
        """Which stage this is, counted from 0."""
        return self._index.positions[stage_key]

    def stage_after(self, key: str) -> Stage | None:
        """The stage that follows, or None after the last."""
        following = self.position(key) + 1
        return self.stages[following] if following < len(self.stages) else None

    def activity(self, key: str) -> Activity:
        return self._index.activities[key]

    def stage_of(self, activity_key: str) -> Stage:
        return self.stage(self._index.stage_keys[activity_key])

    def role(self, key: str) -> Role:
        return self._index.roles[key]

    def role_acting_as(self, acts_as: ActsAs) -> Role:
        """Raises KeyError where the method does without such a role."""
        return self._index.actors[acts_as]

    def activities_for_record(
        self, record: RecordKind, acts_as: ActsAs | None = None
    ) -> tuple[Activity, ...]:
        """What this record fulfils, in file order; of one actor only, where one is named."""
        return self._index.by_record.get((record, acts_as), ())


def _index_of(stages: tuple[Stage, ...], roles: tuple[Role, ...]) -> _Index:
    activities = [activity for stage in stages for activity in stage.activities]
    by_role = {role.key: role for role in roles}
    return _Index(
        stages={stage.key: stage for stage in stages},
        positions={stage.key: position for position, stage in enumerate(stages)},
        activities={activity.key: activity for activity in activities},
        stage_keys={activity.key: stage.key for stage in stages for activity in stage.activities},
        roles=by_role,
        actors={role.acts_as: role for role in roles},
        by_record=_by_record(activities, by_role),
    )


def _by_record(
    activities: list[Activity], roles: dict[str, Role]
) -> dict[tuple[RecordKind, ActsAs | None], tuple[Activity, ...]]:
    found: dict[tuple[RecordKind, ActsAs | None], list[Activity]] = defaultdict(list)
    for activity in activities:
        if activity.record is None:
            continue
        found[activity.record, None].append(activity)
        for key in activity.done_by:
            found[activity.record, roles[key].acts_as].append(activity)
    return {asked: tuple(answer) for asked, answer in found.items()}
