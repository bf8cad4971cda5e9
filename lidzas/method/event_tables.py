"""What events.toml says of camps and meetings. A method may do without such a file."""

from lidzas.method.choices import Effort
from lidzas.method.model import EventWords, Icebreaker, SessionKind
from lidzas.method.readers import TEXT, one_of, whole
from lidzas.method.tables import Table, tables

_LONGEST_ICEBREAKER = 240


def read_events(top: Table) -> EventWords:
    return EventWords(
        kinds=top.need("kind", tables("[[kind]]", _kind, least=1)),
        icebreakers=top.may("icebreaker", tables("[[icebreaker]]", _icebreaker)) or (),
    )


def _kind(kind: Table) -> SessionKind:
    return SessionKind(
        key=kind.key(),
        name=kind.need("name", TEXT),
        without_therapist=kind.may("without_therapist", TEXT),
    )


def _icebreaker(icebreaker: Table) -> Icebreaker:
    return Icebreaker(
        key=icebreaker.key(),
        name=icebreaker.need("name", TEXT),
        how=icebreaker.need("how", TEXT),
        effort=icebreaker.need("effort", one_of(Effort)),
        minutes=icebreaker.need("minutes", whole(1, _LONGEST_ICEBREAKER)),
    )
