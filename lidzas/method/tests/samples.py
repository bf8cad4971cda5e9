"""The smallest sound method, as texts that a test spoils in one place."""

from pathlib import Path

from lidzas.method import MethodFaulty, Mistake, read_files

PAVADONI = Path(__file__).parent / "methods" / "pavadoni"

METHOD = """\
code = "small"
version = "1"
languages = ["lv", "en"]
name = { lv = "Mazā", en = "Small" }
about = { lv = "Mazākā metode.", en = "The smallest method." }

[origin]
author = "A"
title = "T"
site = "S"
url = "https://example.org/"
licence = "CC0"
licence_url = "https://example.org/licence"
changes = { lv = "Nekas.", en = "Nothing." }

[ages]
from = 18
to = 30

[[role]]
key = "boss"
acts_as = "project_manager"
name = { lv = "Vadība", en = "Boss" }
does = { lv = "Vada.", en = "Leads." }

[[role]]
key = "worker"
acts_as = "case_manager"
name = { lv = "Koordinēšana", en = "Worker" }
does = { lv = "Palīdz.", en = "Helps." }

[[role]]
key = "friend"
acts_as = "mentor"
name = { lv = "Mentora loma", en = "Friend" }
does = { lv = "Ir līdzās.", en = "Is there." }

[[role]]
key = "you"
acts_as = "mentee"
name = { lv = "Tu", en = "You" }
does = { lv = "Lemj.", en = "Decides." }

[[stage]]
key = "one"
name = { lv = "Pirmais", en = "One" }
aim = { lv = "Sākt.", en = "To begin." }
happens = [{ lv = "Sāk.", en = "It begins." }]

[[stage.activity]]
key = "hello"
name = { lv = "Sasveicināties", en = "Say hello" }
done_by = ["worker", "you"]
due_in_days = 7

[[stage.activity]]
key = "chat"
name = { lv = "Parunāt", en = "Chat" }
done_by = ["friend"]
only_on = "mentor"
every_days = 7
until = "two"
least_days = 3

[[stage.activity]]
key = "teamwork"
name = { lv = "Sanākt", en = "Come together" }
done_by = ["boss"]
about = "round"
every_days = 14

[stage.gate]
done = [
    "hello",
    "chat",
]
none_open = ["crisis"]
at_least = { meetings = 2 }
why = { lv = "Tā ir drošāk.", en = "It is safer." }

[[stage]]
key = "two"
name = { lv = "Otrais", en = "Two" }
aim = { lv = "Beigt.", en = "To end." }

[[stage.activity]]
key = "goodbye"
name = { lv = "Atvadīties", en = "Say goodbye" }
done_by = ["you"]
due_in_days = 14
after = "hello"
"""

LEVEL = '[[level]]\nname = { lv = "līmenis", en = "level" }\n'
LEVELS = "".join(f'    {{ lv = "{n}. līmenis", en = "Level {n}" }},\n' for n in range(1, 6))

ASSESSMENT = f"""\
key = "form"
version = "1"
name = {{ lv = "Veidlapa", en = "Form" }}
intro = {{ lv = "Vari izlaist.", en = "You can skip." }}

{LEVEL * 5}
[[area]]
key = "home"
name = {{ lv = "Mājas", en = "Home" }}
crisis_at = 1
levels = [
{LEVELS}]

[[skip]]
key = "dont_know"
name = {{ lv = "Nezinu", en = "Don't know" }}
[[skip]]
key = "dont_want_to_say"
name = {{ lv = "Negribu teikt", en = "Don't want to say" }}
[[skip]]
key = "not_relevant"
name = {{ lv = "Nav par mani", en = "Not about me" }}

[[independence]]
key = "alone"
name = {{ lv = "Saviem spēkiem", en = "Alone" }}
[[independence]]
key = "with_help"
name = {{ lv = "Ar palīdzību", en = "With help" }}
[[independence]]
key = "not_yet"
name = {{ lv = "Vēl ne", en = "Not yet" }}
"""

CARDS = """\
nowhere = { lv = "Nekur", en = "Nowhere" }

[[card]]
number = 1
text = { lv = "Sasveicināties", en = "Say hello" }
stages = ["one", "two"]
roles = ["worker"]
discuss = true
feedback = { lv = "Ar to sāk.", en = "That begins it." }

[[card]]
number = 2
text = { lv = "Klusēt", en = "Be silent" }
stages = []
feedback = { lv = "To ne.", en = "Not that." }
"""

HELP = """\
checked_on = 2026-11-01

[[line]]
number = "113"
name = { lv = "Neatliekamā palīdzība", en = "Ambulance" }
when = { lv = "Vienmēr.", en = "Always." }
danger = true

[[line]]
number = "116 123"
name = { lv = "Krīzes tālrunis", en = "Crisis line" }
when = { lv = "Vienmēr.", en = "Always." }
"""

SOUND = {
    "method.toml": METHOD,
    "assessment.toml": ASSESSMENT,
    "cards.toml": CARDS,
    "help.toml": HELP,
}


def changed(text: str, old: str, new: str) -> str:
    """The text with its first `old` replaced, which has to be there."""
    assert old in text
    return text.replace(old, new, 1)


def mistakes_in(files: dict[str, str]) -> list[Mistake]:
    try:
        read_files(files)
    except MethodFaulty as faulty:
        return list(faulty.mistakes)
    return []


def told(old: str, new: str, file: str = "method.toml") -> list[str]:
    """What an author reads after changing `old` to `new` in a sound method."""
    files = {**SOUND, file: changed(SOUND[file], old, new)}
    return [str(mistake) for mistake in mistakes_in(files)]
