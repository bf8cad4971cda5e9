"""From the files of a method to the method, or to every mistake in them."""

import difflib
import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from lidzas.method.about_tables import read_vocabulary
from lidzas.method.event_tables import read_events
from lidzas.method.instruments import Instrument, read_instrument
from lidzas.method.mentor_tables import read_screening, read_training
from lidzas.method.mentors import Screening, Training
from lidzas.method.method import Method
from lidzas.method.method_tables import (
    read_ages,
    read_continuation,
    read_crisis,
    read_exit_path,
    read_languages,
    read_limit,
    read_origin,
    read_point,
    read_question,
    read_reading,
    read_resource,
    read_roles,
    read_rule,
    read_target,
)
from lidzas.method.mistakes import MethodFaulty, Mistake, quoted
from lidzas.method.model import AssessmentForm, CardGame, EventWords, HelpPage, Vocabulary
from lidzas.method.names import Names, find_names
from lidzas.method.other_tables import read_cards, read_form, read_help
from lidzas.method.page import Page, parse
from lidzas.method.readers import KEY, SHORT, TEXT
from lidzas.method.stage_tables import read_stages
from lidzas.method.tables import Table, read_whole, table, tables

METHOD = "method.toml"
ASSESSMENT = "assessment.toml"
CARDS = "cards.toml"
HELP = "help.toml"
ABOUT = "about.toml"
EVENTS = "events.toml"
SCREENING = "screening.toml"
TRAINING = "training.toml"
KNOWN = (METHOD, ASSESSMENT, CARDS, HELP, ABOUT, EVENTS, SCREENING, TRAINING)
INSTRUMENTS = "instruments"
OBLIGATORY = (METHOD, ASSESSMENT)

_NO_FORM = table(ASSESSMENT, read_form).stand_in()

T = TypeVar("T")


class _Rest(NamedTuple):
    """What the other files bring to a method."""

    form: AssessmentForm
    game: CardGame
    help_page: HelpPage
    vocabulary: Vocabulary | None
    events: EventWords
    screening: Screening
    training: Training
    instruments: tuple[Instrument, ...]
    digest: str


def read_method(directory: Path) -> Method:
    """The method in a folder. Raises MethodFaulty with every mistake in it."""
    return _sound(*_read(*_gather(directory)))


def read_files(files: Mapping[str, str]) -> Method:
    """The method in these texts, each by its file's name. Raises MethodFaulty."""
    return _sound(*_read(files, _absent(files)))


def check(directory: Path) -> tuple[Mistake, ...]:
    """Every mistake in the method of a folder, file by file and line by line."""
    return tuple(_read(*_gather(directory))[1])


def gather_files(directory: Path) -> dict[str, str]:
    """The `*.toml` texts of a folder by their names. Raises MethodFaulty where one is unreadable."""
    files, mistakes = _gather(directory)
    if mistakes:
        raise MethodFaulty(mistakes)
    return files


def _gather(directory: Path) -> tuple[dict[str, str], list[Mistake]]:
    try:
        paths = sorted(path for path in directory.iterdir() if path.match("[!.]*.toml"))
        paths += sorted((directory / INSTRUMENTS).glob("[!.]*.toml"))
    except OSError as error:
        return {}, [Mistake(str(directory), None, f"the folder cannot be read: {error.strerror}.")]
    files: dict[str, str] = {}
    mistakes = _absent([path.name for path in paths])
    for path in paths:
        found = _text_of(path)
        if isinstance(found, Mistake):
            mistakes.append(found)
        else:
            files[path.relative_to(directory).as_posix()] = found
    return files, mistakes


def _text_of(path: Path) -> str | Mistake:
    """The text of a file; a byte order mark and the line ends of Windows are no part of it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Mistake(path.name, None, f"the file cannot be read: {error.strerror}.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Mistake(path.name, line, "the file is not in UTF-8; save it as UTF-8 and try again.")


def _absent(names: Collection[str]) -> list[Mistake]:
    return [Mistake(name, None, "the file is missing.") for name in OBLIGATORY if name not in names]


def _sound(method: Method | None, mistakes: list[Mistake]) -> Method:
    if method is None or mistakes:
        raise MethodFaulty(mistakes)
    return method


def _read(files: Mapping[str, str], told: list[Mistake]) -> tuple[Method | None, list[Mistake]]:
    """The method, of which nothing may be used if there is any mistake, and the mistakes."""
    page = Page(METHOD)
    top = _open(page, files)
    names = find_names(top.values) if top else None
    languages = read_languages(top) if top else ()
    others = {name: Page(name, languages) for name in KNOWN[1:]}
    form = _part(others[ASSESSMENT], files, read_form)
    areas = [area.key for area in form.areas] if form else None
    game = _part(others[CARDS], files, partial(read_cards, names)) or CardGame()
    help_page = _part(others[HELP], files, read_help) or HelpPage()
    vocabulary = _part(others[ABOUT], files, partial(read_vocabulary, areas))
    events = _part(others[EVENTS], files, read_events) or EventWords()
    screening = _part(others[SCREENING], files, read_screening) or Screening()
    training = _part(others[TRAINING], files, read_training) or Training()
    questionnaires = {
        name: Page(name, languages) for name in sorted(files) if name.startswith(f"{INSTRUMENTS}/")
    }
    rest = _Rest(
        form or _NO_FORM, game, help_page, vocabulary, events, screening, training,
        _instruments(questionnaires, files), _digest(files),
    )  # fmt: skip
    method = read_whole(top, partial(_method, names, rest)) if top and names else None
    pages = (page, *others.values(), *questionnaires.values())
    found = [mistake for each in pages for mistake in each.mistakes]
    return method, sorted([*told, *found, *_strangers(files)], key=_place)


def _open(page: Page, files: Mapping[str, str]) -> Table | None:
    """The outermost table of a file; None where it is absent or not TOML."""
    parsed = parse(page, files[page.file]) if page.file in files else None
    return Table(*parsed, page, page.file) if parsed else None


def _part(page: Page, files: Mapping[str, str], read: Callable[[Table], T]) -> T | None:
    top = _open(page, files)
    return read_whole(top, read) if top else None


def _instruments(pages: Mapping[str, Page], files: Mapping[str, str]) -> tuple[Instrument, ...]:
    """Every instrument, each under a key of its own."""
    found: dict[str, Instrument] = {}
    for page in pages.values():
        instrument = _part(page, files, read_instrument)
        if instrument and instrument.key in found:
            page.complain(1, f'"key" is {quoted(instrument.key)}, which another instrument has already.')
        elif instrument:
            found[instrument.key] = instrument
    return tuple(found.values())


def _strangers(files: Mapping[str, str]) -> list[Mistake]:
    """Files with a name so near to one that is absent that it must be a slip."""
    absent = [name for name in KNOWN if name not in files]
    near = {name: difflib.get_close_matches(name, absent, 1, 0.8) for name in files}
    return [
        Mistake(name, None, f"no such file is read. Did you mean {quoted(meant[0])}?")
        for name, meant in near.items()
        if name not in KNOWN and meant
    ]


def _place(mistake: Mistake) -> tuple[int, str, int]:
    order = KNOWN.index(mistake.file) if mistake.file in KNOWN else len(KNOWN)
    return order, mistake.file, mistake.line or 0


def _digest(files: Mapping[str, str]) -> str:
    """The same for the same texts, in whatever order they came."""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _method(names: Names, rest: _Rest, top: Table) -> Method:
    return Method(
        code=top.need("code", KEY),
        version=top.need("version", SHORT),
        name=top.need("name", TEXT),
        about=top.need("about", TEXT),
        languages=top.page.languages,
        origin=top.need("origin", table("[origin]", read_origin)),
        ages=top.need("ages", table("[ages]", read_ages)),
        roles=read_roles(top, names),
        points=top.may("point", tables("[[point]]", read_point)) or (),
        rules=top.may("rule", tables("[[rule]]", read_rule)) or (),
        crises=top.may("crisis", tables("[[crisis]]", partial(read_crisis, names))) or (),
        readings=top.may("reading", tables("[[reading]]", read_reading)) or (),
        questions=top.may("question", tables("[[question]]", read_question)) or (),
        exit_paths=top.may("exit_path", tables("[[exit_path]]", read_exit_path)) or (),
        continuations=top.may("continuation", tables("[[continuation]]", read_continuation)) or (),
        limits=top.may("limit", tables("[[limit]]", read_limit)) or (),
        targets=top.may("target", tables("[[target]]", read_target)) or (),
        resources=top.may("resource", tables("[[resource]]", partial(read_resource, names))) or (),
        stages=read_stages(top, names),
        form=rest.form,
        cards=rest.game.cards,
        nowhere=rest.game.nowhere,
        helps=rest.help_page.lines,
        helps_checked_on=rest.help_page.checked_on,
        vocabulary=rest.vocabulary,
        events=rest.events,
        screening=rest.screening,
        training=rest.training,
        instruments=rest.instruments,
        digest=rest.digest,
    )
