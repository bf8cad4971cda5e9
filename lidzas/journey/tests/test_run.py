"""`lidzas run`, and the command line itself."""

import os
import signal
import socket
import stat
import sys
import threading
import urllib.request
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from lidzas.__main__ import main
from lidzas.journey.management.commands.run import close_to_others, compile_messages, run_together


@pytest.fixture
def unchecked(settings):
    """The tests' database lives in memory, which a real one may not."""
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "records.C002"]


@pytest.fixture
def signals():
    """Gives back the signals that running takes."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_catalogues_are_made_where_the_source_is_newer(tmp_path):
    folder = tmp_path / "lv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr "Saglabāt"\n'
    )
    compile_messages(tmp_path)
    assert polib.mofile(str(folder / "django.mo")).find("Save").msgstr == "Saglabāt"
    stamp = (folder / "django.mo").stat().st_mtime_ns
    compile_messages(tmp_path)
    assert (folder / "django.mo").stat().st_mtime_ns == stamp


@pytest.mark.django_db
@pytest.mark.slow
def test_everything_is_brought_up_to_date_before_serving(settings, unchecked):
    call_command("run", "--only-prepare")
    assert Path(settings.STATIC_ROOT, "ui", "tokens.css").exists()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="Something else answers"):
            call_command("run", "--port", str(taken.getsockname()[1]))


@pytest.mark.django_db
@pytest.mark.slow
def test_server_and_sender_run_until_asked_to_end(unchecked, signals, capsys):
    port, answers = free_port(), []

    def ask_until_it_answers():
        while not answers:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5) as answer:
                    answers.append(answer.status)
            except OSError:
                threading.Event().wait(0.1)
        os.kill(os.getpid(), signal.SIGTERM)

    watcher = threading.Thread(target=ask_until_it_answers)
    watcher.start()
    try:
        with pytest.raises(SystemExit) as ended:
            call_command("run", "--port", str(port))
    finally:
        watcher.join()
    assert (answers, ended.value.code) == ([200], 0)
    assert f"http://127.0.0.1:{port}/" in capsys.readouterr().out


WAITS = [sys.executable, "-c", "import threading; threading.Event().wait(60)"]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("ending", "code"), [("sys.exit(3)", 3), ("pass", 0), ("os.kill(os.getpid(), 9)", -9)]
)
def test_when_the_server_or_the_sender_ends_the_other_does_too(signals, place, ending, code):
    commands = [WAITS, WAITS]
    commands[place] = [sys.executable, "-c", f"import os, sys; {ending}"]
    assert run_together(commands) == code


def modes(folder):
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_the_database_and_the_letters_are_closed_to_others(tmp_path):
    (tmp_path / "mail").mkdir(mode=0o755)
    for file in ("lidzas.sqlite3", "lidzas.sqlite3-wal", "mail/letter.log", "of-somebody-else"):
        (tmp_path / file).touch()
        (tmp_path / file).chmod(0o644)
    close_to_others(tmp_path)
    assert modes(tmp_path) == {
        "mail": 0o700, "lidzas.sqlite3": 0o600, "lidzas.sqlite3-wal": 0o600, "letter.log": 0o600,
        "of-somebody-else": 0o644,
    }  # fmt: skip


def test_what_the_command_makes_is_closed_to_others(tmp_path, capsys):
    before = os.umask(0o022)
    try:
        main(["help"])
        (tmp_path / "made").touch()
    finally:
        os.umask(before)
    assert modes(tmp_path)["made"] == 0o600


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_the_command_alone_lists_what_there_is(words, capsys):
    main(words)
    assert "lidzas due" in capsys.readouterr().out


def test_the_command_runs_another_and_ends_with_its_code(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["method", "check", "/nowhere"])
    assert ended.value.code == 1


def test_an_unknown_command_ends_with_a_code(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["lidzas", "nothing"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
