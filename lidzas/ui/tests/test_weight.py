"""A first visit on a phone stays light: the budget of a hundred kilobytes, most of it for the pages themselves."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.urls import reverse

FOLDER = Path(__file__).parent.parent / "static" / "ui"


def weight(*names: str) -> int:
    return sum(len(brotli.compress((FOLDER / name).read_bytes())) for name in names)


def test_style_script_and_type_leave_room_for_the_pages():
    sheets = weight("tokens.css", "base.css", "components.css", "print.css")
    scripts = weight("ease.js", "leave.js")
    font = (FOLDER / "fonts" / "atkinson-hyperlegible-next.woff2").stat().st_size

    assert sheets < 14_000
    assert scripts < 2_000
    assert sheets + scripts + font + weight("favicon.svg") < 45_000


def test_nothing_is_fetched_from_another_site():
    for path in FOLDER.rglob("*.*"):
        if path.suffix in {".css", ".js"}:
            assert not re.search(r"https?://|//[a-z]+\.[a-z]|@import", path.read_text()), path.name


def test_the_typeface_has_its_licence_beside_it():
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts" / "OFL.txt").read_text()


@pytest.mark.django_db
def test_pages_travel_packed(client):
    plain = client.get(reverse("guide:exercise"))
    packed = client.get(reverse("guide:exercise"), headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert "<h1" in gzip.decompress(packed.content).decode()
