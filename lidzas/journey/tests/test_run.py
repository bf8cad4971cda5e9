"""`lidzas run`, and the command line itself."""

import os
import signal
import socket
import threading
import urllib.request
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from lidzas.__main__ import main
from lidzas.journey.management.commands.run import compile_messages


@pytest.fixture
def unchecked(settings):
    """The tests' database lives in memory, which a real one may not."""
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "records.C002"]


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
def test_server_and_sender_run_until_asked_to_end(unchecked, capsys):
    port, answers = free_port(), []

    def ask_until_it_answers():
        while not answers:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5) as answer:
                    answers.append(answer.status)
            except OSError:
                threading.Event().wait(0.1)
        os.kill(os.getpid(), signal.SIGTERM)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    watcher = threading.Thread(target=ask_until_it_answers)
    watcher.start()
    try:
        with pytest.raises(SystemExit) as ended:
            call_command("run", "--port", str(port))
    finally:
        watcher.join()
        for number, handler in before.items():
            signal.signal(number, handler)
    assert (answers, ended.value.code) == ([200], 0)
    assert f"http://127.0.0.1:{port}/" in capsys.readouterr().out


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
