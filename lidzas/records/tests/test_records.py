"""Identifiers, sealed text, versions and the check of the database."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from lidzas.people.models import AboutMe
from lidzas.records import sealing
from lidzas.records.actions import Stale, take_version
from lidzas.records.checks import PRAGMAS, database_keeps_its_word, is_mended, sqlite_faults
from lidzas.records.fields import Sealed
from lidzas.records.identity import new_id
from lidzas.records.models import Receipt
from lidzas.records.sealing import SealBroken, seal, unseal
from tests.builders import a_person, tells


def test_identifiers_sort_by_the_time_they_were_made():
    made = [new_id() for _ in range(5)]
    assert [each.version for each in made] == [7] * 5
    assert [each.int >> 80 for each in made] == sorted(each.int >> 80 for each in made)
    assert len({*made}) == 5


@given(st.text())
def test_what_is_sealed_opens_again(text):
    assert unseal(seal(text, "notes.1"), "notes.1") == text


def test_a_seal_does_not_open_in_another_place():
    with pytest.raises(SealBroken):
        unseal(seal("secret", "notes.1"), "notes.2")


def test_an_altered_seal_does_not_open():
    sealed = seal("secret", "notes.1")
    swapped = sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:]
    with pytest.raises(SealBroken):
        unseal(swapped, "notes.1")


def test_a_seal_of_an_unknown_key_says_so(settings):
    with pytest.raises(SealBroken, match="k9"):
        unseal("k9:abcd", "notes.1")


def test_a_second_key_seals_from_now_on_and_the_first_still_opens(settings):
    old = seal("secret", "notes.1")
    settings.FIELD_KEYS = "k2:" + "QUFB" * 10 + "QUE= " + settings.FIELD_KEYS
    sealing.keys.cache_clear()
    try:
        assert seal("secret", "notes.1").startswith("k2:")
        assert unseal(old, "notes.1") == "secret"
    finally:
        sealing.keys.cache_clear()


@pytest.fixture
def words(db):
    return tells(a_person(), matters="CANARY quiet")


def test_sealed_text_is_unreadable_in_the_database(words):
    with connection.cursor() as cursor:
        cursor.execute("select matters, likes from people_aboutme")
        matters, likes = cursor.fetchone()
    assert "CANARY" not in matters
    assert matters.startswith("k1:")
    assert likes == ""


def test_sealed_text_is_read_as_it_was_written(words):
    assert AboutMe.objects.get(pk=words.pk).matters == "CANARY quiet"
    assert AboutMe.objects.only("pk").get(pk=words.pk).matters == "CANARY quiet"
    assert AboutMe.objects.filter(likes="").count() == 1


def test_sealed_text_cannot_be_searched_or_changed_in_bulk(words):
    with pytest.raises(FieldError):
        AboutMe.objects.filter(matters__contains="quiet").exists()
    with pytest.raises(TypeError), transaction.atomic():
        AboutMe.objects.update(matters="other")
    assert AboutMe.matters.field.name == "matters"
    assert isinstance(AboutMe.objects.values_list("matters", flat=True).get(), Sealed)


def test_a_version_is_taken_once(words):
    seen = words.version
    take_version(words, seen)
    assert words.version == seen + 1
    with pytest.raises(Stale):
        take_version(words, seen)
    take_version(words, None)
    assert words.version == seen + 2


def test_a_receipt_names_its_form():
    assert str(Receipt(key="abc")) == "Receipt abc"


@pytest.mark.parametrize(
    ("version", "mended"),
    [
        ("3.51.3", True),
        ("3.53.4", True),
        ("3.51.2", False),
        ("3.50.7", True),
        ("3.44.6", True),
        ("3.40.1", False),
    ],
)
def test_only_mended_versions_of_sqlite_serve(version, mended):
    assert is_mended(tuple(map(int, version.split(".")))) is mended


def test_every_unsafe_setting_of_sqlite_is_named():
    faults = [str(fault.msg) for fault in sqlite_faults("3.40.1", {**PRAGMAS, "synchronous": 1})]
    assert len(faults) == 2
    assert "3.40.1" in faults[0]
    assert "synchronous" in faults[1]


@pytest.mark.django_db
def test_only_what_a_database_in_memory_cannot_do_is_missing_here():
    faults = database_keeps_its_word(None, ["default"])
    assert {fault.msg.split()[1] for fault in faults} <= {"journal_mode", "mmap_size"}
    assert database_keeps_its_word(None) == []
