"""A human text in every language of its method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Text(Mapping[str, str]):
    """One text, language by language, the first language of the method first."""

    entries: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, language: str) -> str:
        for declared, words in self.entries:
            if declared == language:
                return words
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __hash__(self) -> int:
        return hash(frozenset(self.entries))

    def in_language(self, language: str) -> str:
        """The words in this language, or in the method's first one where it has no such language."""
        return self.get(language, self.entries[0][1])
