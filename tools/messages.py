"""Gather the strings of the product into `locale/`, and check that every one is translated well."""

import re
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "lv" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
FOLDERS = ("lidzas", "config")


def gather(into: Path) -> None:
    """Run gettext's extraction as Django does, into a catalogue that keeps its translations."""
    subprocess.run(
        [
            sys.executable, "-m", "django", "makemessages", "-l", "lv", "--no-location", "--no-wrap", "--no-obsolete",
            "--ignore", ".venv", "--ignore", "var", "--ignore", "tests", "--ignore", "bench", "--ignore", "tools",
        ],
        cwd=into, check=True, capture_output=True, env={"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translation; nothing when it is complete and keeps its placeholders."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    found = ["fuzzy"] if entry.fuzzy else []
    found += ["not translated"] if not all(texts) else []
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in filter(None, texts):
        if not set(PLACEHOLDER.findall(text)) <= wanted or (
            not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != wanted
        ):
            found.append("other placeholders")
    return found


def check() -> int:
    """Compare the catalogue with the code, and print each fault; the count is the exit code's reason."""
    before = CATALOGUE.read_text()
    gather(ROOT)
    after = polib.pofile(str(CATALOGUE))
    CATALOGUE.write_text(before)
    kept = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(before)}
    problems = [
        f"not gathered: {entry.msgid!r}" for entry in after if (entry.msgctxt, entry.msgid) not in kept
    ]
    problems += [
        f"{', '.join(faults(entry))}: {entry.msgid!r}" for entry in polib.pofile(before) if faults(entry)
    ]
    print("\n".join(problems) or f"{len(after)} strings, all in Latvian.")
    return len(problems)


def main() -> None:
    if "--check" in sys.argv:
        sys.exit(1 if check() else 0)
    gather(ROOT)
    print(f"{len(polib.pofile(str(CATALOGUE)).untranslated_entries())} strings wait for their Latvian.")


if __name__ == "__main__":
    main()
