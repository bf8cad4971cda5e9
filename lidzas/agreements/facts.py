"""What two people's expectations come to: where they see a thing alike, and what to speak about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lidzas.agreements.choices import Topic, View

Views = Mapping[str, str]


def packed(views: Views) -> str:
    """Views as one line to be sealed: `writing:fine home:not_ok`."""
    return " ".join(
        f"{topic}:{view}" for topic, view in views.items() if topic in Topic.values and view in View.values
    )


def unpacked(line: str) -> dict[str, str]:
    """The views in a line; a word that nobody knows any more is left out."""
    pairs = (word.partition(":") for word in line.split())
    return {topic: view for topic, _sign, view in pairs if topic in Topic.values and view in View.values}


@dataclass(frozen=True, slots=True)
class Compared:
    """A topic with what each says of it, in the order of the people; nothing where somebody left it open."""

    topic: Topic
    said: tuple[View | None, ...]

    @property
    def is_alike(self) -> bool:
        return None not in self.said and len(set(self.said)) == 1

    @property
    def is_to_speak_about(self) -> bool:
        """Seen differently, or left open by some: speaking about it is worth while."""
        return not self.is_alike and any(self.said)


def compared(people: Iterable[Views]) -> list[Compared]:
    """Every topic that at least one of them has a view on."""
    views = list(people)
    rows = [
        Compared(topic, tuple(View(said[topic]) if topic in said else None for said in views))
        for topic in Topic
    ]
    return [row for row in rows if any(row.said)]
