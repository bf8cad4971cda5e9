"""Bringing people in by a table: nothing is saved unless all is well."""

import io
import zipfile
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from lidzas.access import Role
from lidzas.audit.models import Chain, Entry
from lidzas.audit.queries import broken_entries
from lidzas.cases.models import Case, OpenActivity
from lidzas.intake.actions.imports import (
    LETTERS_AT_ONCE,
    TableChanged,
    TableFaulty,
    forget_old_tables,
    import_people,
    show_table,
    take_table,
)
from lidzas.intake.actions.referrals import change_door
from lidzas.intake.choices import Kind
from lidzas.intake.facts.people import Fault, Newcomer
from lidzas.intake.facts.tables import TableUnreadable
from lidzas.intake.models import Upload
from lidzas.intake.queries.imports import SHOWN, Names, look_through, measure_for, rows_of
from lidzas.notices.models import Notice
from lidzas.people.actions import join_as_mentor
from lidzas.people.models import Invitation, Mentor
from lidzas.programmes.queries import staff_roles
from tests.builders import DAY, MOMENT, START, a_case, a_mentor, a_person, a_programme

pytestmark = pytest.mark.django_db
HEAD = "Vārds, uzvārds;E-pasts"
KEY = "a" * 32


def text(*lines, head=HEAD, encoding="utf-8"):
    return "\r\n".join([head, *lines, ""]).encode(encoding)


def workbook(*rows, change=str):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def measure(programme, kind, round, by):
    return measure_for(programme, kind, round, by=by, roles=staff_roles(by, programme.pk), today=DAY)


def looked(programme, content, by, kind=Kind.MENTORS, round=None):
    rows = rows_of(io.BytesIO(content))
    return look_through(programme, rows, measure(programme, kind, round, by), progress=lambda _done: None)


def brought(programme, content, by, kind=Kind.MENTORS, round=None):
    return import_people(
        programme, round, lambda: rows_of(io.BytesIO(content)), measure(programme, kind, round, by),
        by=by, at=MOMENT,
    )  # fmt: skip


def everything():
    return Counter({model.__name__: model._default_manager.count() for model in apps.get_models()})


# ── what can be read ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "windows-1257", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_letters_and_separators_are_recognised(programme, coordinator, encoding, separator):
    line = separator.join(["Šķēle Žanis", "z@example.org"])
    head = separator.join(["E-mail address", "Name", "email"]).replace(f"E-mail address{separator}", "")
    brought(programme, text(line, head=head, encoding=encoding), coordinator)
    assert Mentor.objects.get().person.name == "Šķēle Žanis"


def test_headings_of_both_languages_stand_in_any_order(programme, coordinator):
    head = "Paid,kopš,E-MAIL,Cik jauniešu reizē,Pašvaldība,valoda,name,Shoe size"
    brought(programme, text("jā,31.08.2026,A@Example.org,3,Dobele,en,Anna Kalna,39", head=head), coordinator)
    mentor = Mentor.objects.get()
    assert (mentor.is_paid, str(mentor.joined_on), mentor.capacity, mentor.municipality) == (
        True, "2026-08-31", 3, "Dobele",
    )  # fmt: skip
    assert (mentor.person.email, mentor.person.language) == ("a@example.org", "en")
    findings = looked(programme, text("jā,,b@example.org,,,,Bea,39", head=head), coordinator)
    assert findings.unread == ["Shoe size"]


def test_a_workbook_gives_dates_numbers_and_truths_as_people_write_them(programme, coordinator):
    content = workbook(
        ["Name", "E-mail", "Since", "How many young people at once", "Paid"],
        ["Anna Kalna", "a@example.org", START, 2.0, True],
        [None, None],
        ["Bea Sila", "b@example.org", None, 3],
        [None, "  "],
    )
    assert brought(programme, content, coordinator) == 2
    rows = {m.person.name: (m.joined_on, m.capacity, m.is_paid) for m in Mentor.objects.all()}
    assert rows == {"Anna Kalna": (START, 2, True), "Bea Sila": (DAY, 3, False)}


def formula(book):
    book.active["A2"] = "=1+1"


def merged(book):
    book.active.merge_cells("A2:B2")


def with_part(content, name, inside=b"x"):
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, inside)
    return file.getvalue()


def with_row(content, words):
    """The same workbook with another last row."""
    file, sheet = io.BytesIO(), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inside = old.read(name)
            changed = inside.replace(b"</sheetData>", words + b"</sheetData>") if name == sheet else inside
            new.writestr(name, changed)
    return file.getvalue()


GOOD = [["Name", "E-mail"], ["Anna", "a@example.org"]]
UNREADABLE = {
    "empty": (b"", "empty"),
    "only blank lines": (b"\r\n;;\r\n", "empty"),
    "letters of another world": (
        "Vārds;E-pasts\r\nАнна;a@example.org".encode("cp1251", "replace"),
        "CSV UTF-8",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x01\x02", "CSV UTF-8"),
    "NUL": (text("An\x00na;a@example.org"), "CSV UTF-8"),
    "broken UTF-16": (b"\xff\xfea", "CSV UTF-8"),
    "broken UTF-8 after its mark": (b"\xef\xbb\xbf\xff", "CSV UTF-8"),
    "a quotation mark too many": (text('"Anna;a@example.org'), "quotation"),
    "no headings": (b"Anna;a@example.org\r\n", "headings"),
    "a title above the headings": (b"Mentori 2026\r\n" + text("Anna;a@example.org"), "headings"),
    "a column twice": (text("Anna;a@example.org;b@example.org", head="Name;E-mail;E-pasts"), "twice"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or a locked"),
    "half a workbook": (workbook(*GOOD)[:900], "damaged"),
    "a package that is no workbook": (with_part(b"", "hello.txt"), "damaged"),
    "merged cells": (workbook(*GOOD, change=merged), "A2:B2"),
    "macros": (with_part(workbook(*GOOD), "xl/vbaProject.bin"), "macros"),
    "entities": (with_part(workbook(*GOOD), "xl/x.xml", b"<!DOCTYPE lolz []>"), "damaged"),
    "a row at the end of the world": (
        with_row(workbook(*GOOD), b'<row r="99000000000"><c r="A9" t="str"><v>x</v></c></row>'),
        "too large",
    ),
    "many rows without end": (
        with_row(workbook(*GOOD), b'<row><c r="ZZZ9"/></row>' * 600),
        "too large",
    ),
    "a bomb": (with_part(workbook(*GOOD), "xl/media/x", b"0" * 70_000_000), "too large"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_a_sentence(programme, coordinator, name):
    content, words = UNREADABLE[name]
    before = everything()
    with pytest.raises(TableUnreadable, match=words):
        brought(programme, content, coordinator)
    assert everything() == before


MENTOR_HEAD = "Name;E-mail;Language;Municipality;Capacity;Paid;Since"
WRONG = {
    "no name": (";a@example.org", "write a name"),
    "a name without end": (f"{'a' * 121};a@example.org", "120"),
    "no address": ("Anna;", "e-mail address"),
    "a bad address": ("Anna;anna at home", "e-mail address"),
    "a long address": (f"Anna;{'a' * 100}@{'.'.join(['b' * 50] * 3)}.example", "longer than 254"),
    "an unknown language": ("Anna;a@example.org;tlh", "lv or en"),
    "a long municipality": (f"Anna;a@example.org;;{'a' * 81}", "80"),
    "a capacity in words": ("Anna;a@example.org;;;two", "from 1 to 20"),
    "a capacity too great": ("Anna;a@example.org;;;99999999", "from 1 to 20"),
    "paid perhaps": ("Anna;a@example.org;;;;perhaps", "yes or no"),
    "no day of the calendar": ("Anna;a@example.org;;;;;2026-02-30", "2026-09-30"),
    "a day to come": ("Anna;a@example.org;;;;;2027-01-01", "still to come"),
    "a day long ago": ("Anna;a@example.org;;;;;1890-01-01", "earlier"),
    "a formula": ("=cmd|' /C calc'!A0;a@example.org", "formula"),
    "a line within a name": ('"An\nna";a@example.org', "cannot be kept"),
    "more cells than headings": ("Anna;a@example.org;;;;;;x;y", "more cells"),
    "the headings again": (MENTOR_HEAD, "e-mail address"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_row_is_said_with_row_and_value(programme, coordinator, name):
    line, words = WRONG[name]
    before = everything()
    content = text("Zane;z@example.org", line, head=MENTOR_HEAD)
    findings = looked(programme, content, coordinator)
    assert words in " ".join(fault.words for fault in findings.faults)
    assert {fault.row for fault in findings.faults} == {3}
    with pytest.raises(TableFaulty) as refused:
        brought(programme, content, coordinator)
    assert refused.value.findings.faults == findings.faults
    assert everything() == before


def test_a_formula_in_a_workbook_is_refused_by_its_text(programme, coordinator):
    (fault,) = looked(programme, workbook(*GOOD, change=formula), coordinator).faults
    assert fault == Fault(2, "Name", "=1+1", "This is a formula. Please put its result here instead.")


def test_only_headings_make_nobody(programme, coordinator):
    with pytest.raises(TableFaulty):
        brought(programme, text(), coordinator)


def test_an_address_stands_once_in_a_table_and_once_in_the_programme(
    programme, autumn, coordinator, case, case_manager
):
    here = a_mentor(programme, a_person("Inga"))
    content = text("A;a@example.org", "B;A@example.org", f"C;{here.person.email}")
    words = [fault.words for fault in looked(programme, content, coordinator).faults]
    assert words == ["This address stands in row 2 already.", "This mentor is here already."]
    content = text(f"A;{case.mentee.email}", f"B;{coordinator.email}")
    words = [f.words for f in looked(programme, content, case_manager, Kind.YOUNG_PEOPLE, autumn).faults]
    assert words == [
        "This young person has an open case already.",
        "This is a colleague of the project team.",
    ]


def test_who_may_be_the_same_person_is_shown_and_stops_nothing(programme, coordinator):
    a_mentor(programme, a_person("Māris Ozols"))
    a_mentor(a_programme("Theirs"), a_person("Zane Zīle"))
    content = text(
        "Ozols Maris;a@example.org",
        "Bea Sila;b@example.org",
        "Beā Silas;c@example.org",
        "Zane Zīle;d@example.org",
    )
    findings = looked(programme, content, coordinator)
    assert [(each.row, each.words) for each in findings.alike] == [
        (2, "Somebody with such a name is here already."), (4, "See row 3, too."),
    ]  # fmt: skip
    assert findings.is_fit
    assert brought(programme, content, coordinator) == 4


def test_of_very_many_names_only_equal_ones_are_found():
    names = Names()
    names.count = 5_000
    names.add("Anna Kalna", 1)
    assert names.find("Kalna Anna") == 1
    assert names.find("Anna Kalne") is None
    assert Names().find("Anna Kalna") is None


def test_of_very_many_faults_the_first_are_shown_and_all_counted(programme, coordinator):
    lines = [f"Same Name;bad{n}" for n in range(SHOWN + 5)] + [
        f"Same Name;s{n}@example.org" for n in range(SHOWN + 5)
    ]
    findings = looked(programme, text(*lines), coordinator)
    assert (len(findings.faults), findings.fault_count) == (SHOWN, SHOWN + 5)
    assert (len(findings.alike), findings.alike_count) == (SHOWN, SHOWN + 4)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, st.one_of(CELLS, st.emails())), min_size=1, max_size=5), st.booleans())
def test_a_table_makes_everybody_or_nobody(programme, coordinator, rows, is_workbook):
    """Whatever stands in it, and it never breaks down."""
    try:
        content = (
            workbook(["Name", "E-mail"], *rows)
            if is_workbook
            else text(*('"' + '";"'.join(c.replace('"', '""') for c in row) + '"' for row in rows))
        )
    except (ValueError, IllegalCharacterError):  # signs that no workbook holds
        return
    before = everything()
    try:
        made = brought(programme, content, coordinator)
    except (TableFaulty, TableUnreadable):
        assert everything() == before
    else:
        assert made <= len(rows)
        assert Mentor.objects.count() - before["Mentor"] == made


# ── who is made ────────────────────────────────────────────────────────────────────────────────────────


def test_mentors_wait_for_their_letters_with_a_line_in_the_trail_for_each(programme, coordinator):
    brought(programme, text("Anna;a@example.org", "Bea;b@example.org"), coordinator)
    deeds = Counter(Entry.objects.filter(programme_id=programme.pk).values_list("deed", flat=True))
    assert (deeds["person.invite"], deeds["mentor.join"]) == (2, 2)
    assert broken_entries(programme.pk) == []
    assert Chain.objects.get(pk=programme.pk).last == Entry.objects.latest("number").seal
    assert not Notice.objects.exists()
    for invitation in Invitation.objects.all():
        assert not invitation.person.is_active
        assert not invitation.person.has_usable_password()
        assert invitation.person.search_name.startswith(invitation.name.lower())


def test_a_mentor_who_left_is_back_and_an_earlier_invitation_ends(programme, coordinator):
    mentor = a_mentor(programme, a_person("Inga"))
    Mentor.objects.update(left_on=DAY)
    content = text(f"Inga;{mentor.person.email}")
    brought(programme, content, coordinator)
    mentor.refresh_from_db()
    assert mentor.left_on is None
    Mentor.objects.update(left_on=DAY)
    brought(programme, content, coordinator)
    assert Invitation.objects.waiting(programme).count() == 1


def test_an_account_of_elsewhere_tells_nothing_about_itself(programme, coordinator):
    theirs = a_mentor(a_programme("Theirs"), a_person("CANARY"))
    brought(programme, text(f"Inga;{theirs.person.email}"), coordinator)
    assert not Mentor.objects.filter(programme=programme).exists()
    assert Invitation.objects.get(programme=programme).name == "Inga"
    join_as_mentor(programme, theirs.person, by=coordinator, on=DAY)


def test_an_invented_round_takes_only_invented_people(coordinator):
    invented = a_programme("Invented", by=coordinator, is_practice=True)
    (fault,) = looked(invented, text("A;a@example.org", "B;b@example.INVALID"), coordinator).faults
    assert "invented" in fault.words


YOUNG = "Name;E-mail;Municipality;How they came;Since;Year of birth;Case manager"


def test_young_people_come_with_case_manager_team_and_open_work_as_a_case_opened_by_hand(
    programme, autumn, project_manager, case_manager
):
    content = text(
        f"Elza;e@example.org;Dobele;themself;2026-08-25;2005;{case_manager.email.upper()}",
        f"Juris;j@example.org;;;;;{case_manager.email}",
        head=YOUNG,
    )
    assert brought(programme, content, project_manager, Kind.YOUNG_PEOPLE, autumn) == 2
    case = Case.objects.get(mentee__email="e@example.org")
    assert {row.role: row.person for row in case.team.all()} == {
        Role.MENTEE: case.mentee, Role.CASE_MANAGER: case_manager,
    }  # fmt: skip
    assert (str(case.opened_on), case.municipality, case.referred_by) == ("2026-08-25", "Dobele", "themself")
    by_hand = a_case(autumn, case_manager=case_manager, opened_on=case.opened_on)
    assert case.stage_entries.count() == 1

    def work(of):
        rows = OpenActivity.objects.filter(case=of).values_list(
            "activity", "role", "due_on", "why", "since", "days"
        )
        return sorted(rows)

    assert work(case) == work(by_hand)
    assert work(case)
    assert Entry.objects.filter(deed="case.open", programme_id=programme.pk).count() == 3
    assert broken_entries(programme.pk) == []


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("2015", "another age"),
        ("1950", "another age"),
        ("1700", "Nobody"),
        ("01.01.2005", ""),
        ("2010-12-01", "another age"),
        ("soon", "calendar"),
        ("", ""),
    ],
)
def test_the_programmes_age_limits_hold_for_a_table_too(
    programme, autumn, project_manager, case_manager, born, words
):
    change_door(programme, is_open=True, age_from=16, age_to=29, answers_in_days=7, by=project_manager)
    content = text(f"Elza;e@example.org;;;;{born};", head=YOUNG)
    said = [
        fault.words for fault in looked(programme, content, case_manager, Kind.YOUNG_PEOPLE, autumn).faults
    ]
    assert (words in " ".join(said)) if words else not said


def test_a_case_manager_brings_their_own_young_people_only(programme, autumn, case_manager, coordinator):
    other = a_person("Inese Cita")
    a_case(autumn, case_manager=other)
    content = text(f"E;e@example.org;{other.email}", "F;f@example.org;", "G;g@example.org;nobody@example.org",
                   head="Name;E-mail;Case manager")  # fmt: skip
    said = [
        fault.words for fault in looked(programme, content, case_manager, Kind.YOUNG_PEOPLE, autumn).faults
    ]
    assert ["only bring in your own" in words for words in said] == [True, False]
    said = [fault.row for fault in looked(programme, content, coordinator, Kind.YOUNG_PEOPLE, autumn).faults]
    assert said == [3, 4]


def test_a_way_and_a_day_that_do_not_fit_are_said(programme, autumn, case_manager):
    content = text("E;e@example.org;;by magic;2026-01-01", head=YOUNG)
    said = {
        fault.column for fault in looked(programme, content, case_manager, Kind.YOUNG_PEOPLE, autumn).faults
    }
    assert said == {"How they came", "Since"}


def test_it_asks_the_database_as_often_for_one_as_for_many(programme, autumn, case_manager):
    counts = []
    for number, people in enumerate((1, 30)):
        lines = [f"Person {number} {n};p{number}x{n}@example.org" for n in range(people)]
        with CaptureQueriesContext(connection) as asked:
            brought(programme, text(*lines), case_manager, Kind.YOUNG_PEOPLE, autumn)
        counts.append(len(asked))
    assert counts[1] - counts[0] < 25  # an insert more for so many rows, none for each


# ── the pages ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def at(programme):
    return lambda page, **more: reverse(f"intake:{page}", kwargs={"programme_code": programme.code, **more})


def chosen(content, kind="mentors", **more):
    return {"kind": kind, "file": SimpleUploadedFile("people.csv", content), **more}


def test_a_table_is_looked_at_first_and_then_taken_over_once(signed_in, programme, coordinator, at):
    browser = signed_in(coordinator)
    assert at("table") in browser.get(reverse("journey:people", args=[programme.code])).content.decode()
    assert browser.get(at("table")).status_code == 200
    sent = browser.post(at("table"), chosen(text("Anna;a@example.org", "Bea;b@example.org")), follow=True)
    assert sent.redirect_chain == [(at("look_at_table"), 302)]
    assert sent.context["findings"].people == 2
    assert "Nothing is saved yet." in sent.content.decode()
    assert not Mentor.objects.exists()
    upload = Upload.objects.get()
    assert str(upload) == f"Table {upload.pk}"
    with connection.cursor() as cursor:
        cursor.execute("select content from intake_upload")
        assert b"Anna" not in cursor.fetchone()[0].encode()
    for _ in range(2):
        taken = browser.post(at("look_at_table"), {"digest": upload.digest, "form_key": KEY})
        assert taken.url == at("invitations")
    assert Mentor.objects.count() == 2
    assert not Upload.objects.exists()
    assert Entry.objects.latest("number").deed == "people.import"
    assert browser.get(at("look_at_table")).url == at("table")


def test_what_is_wrong_is_shown_by_row_and_nothing_can_be_taken_over(signed_in, coordinator, at):
    browser = signed_in(coordinator)
    page = browser.post(at("table"), chosen(text("Anna;nowhere")), follow=True).content.decode()
    assert "<td>nowhere<" in page
    assert "Take all of them over" not in page
    digest = Upload.objects.get().digest
    refused = browser.post(at("look_at_table"), {"digest": digest})
    assert refused.status_code == 422
    assert not Mentor.objects.exists()
    page = browser.post(at("table"), chosen(b""), follow=True).content.decode()
    assert "This table cannot be read" in page
    assert "This file is empty." in page
    page = browser.post(at("table"), chosen(text()), follow=True).content.decode()
    assert "only headings" in page
    page = browser.post(
        at("table"),
        chosen(text(*[f"Anna;a{n}" for n in range(SHOWN + 1)], head=f"{HEAD};Shoe size")),
        follow=True,
    ).content.decode()
    assert "Only the first of them are shown." in page
    assert "Shoe size" in page


def test_only_the_very_table_that_was_looked_at_is_taken_over(signed_in, programme, coordinator, at):
    browser = signed_in(coordinator)
    browser.post(at("table"), chosen(text("Anna;a@example.org"), form_key=KEY))
    earlier = Upload.objects.get().digest
    browser.post(at("table"), chosen(text("Bea;b@example.org"), form_key=KEY))
    refused = browser.post(at("look_at_table"), {"digest": earlier})
    assert refused.status_code == 422
    assert "Another table was chosen meanwhile." in refused.content.decode()
    assert not Mentor.objects.exists()
    upload = Upload.objects.get()
    with pytest.raises(TableChanged):
        take_table(
            upload,
            digest="x",
            measure=measure(programme, Kind.MENTORS, None, coordinator),
            by=coordinator,
            at=MOMENT,
        )


def test_a_table_can_be_forgotten_and_is_forgotten_after_a_day(signed_in, programme, coordinator, at):
    browser = signed_in(coordinator)
    browser.post(at("table"), chosen(text("Anna;a@example.org")))
    for key in ("a", "b"):
        assert browser.post(at("forget"), {"form_key": key}).url == at("table")
    assert not Upload.objects.exists()
    show_table(programme, kind=Kind.MENTORS, round=None, name="x", content=b"x", by=coordinator, at=MOMENT)
    assert forget_old_tables(now=MOMENT) == 0
    Upload.objects.update(made_at=MOMENT - timedelta(days=2))
    assert forget_old_tables(now=MOMENT) == 1


def test_a_page_takes_so_many_rows_and_a_file_so_many_bytes(signed_in, coordinator, at):
    browser = signed_in(coordinator)
    too_large = browser.post(at("table"), chosen(b"x" * (10 * 1024 * 1024 + 1)))
    assert too_large.status_code == 422
    assert "larger than 10 megabytes" in too_large.content.decode()
    at_once = browser.post(at("table"), chosen(b"x" * 50 * 1024 * 1024))
    assert at_once.status_code == 413
    assert "This is too large" in at_once.content.decode()
    assert not Upload.objects.exists()
    many = text(*[f"Person {n} {n * 7};p{n}@example.org" for n in range(2_001)])
    page = browser.post(at("table"), chosen(many), follow=True).content.decode()
    assert "A page takes so many people at once: 2000" in page
    refused = browser.post(at("look_at_table"), {"digest": Upload.objects.get().digest})
    assert refused.status_code == 422
    assert not Mentor.objects.exists()


def test_a_case_manager_brings_young_people_into_a_round_and_no_mentors(signed_in, autumn, case_manager, at):
    browser = signed_in(case_manager)
    refused = browser.post(at("table"), chosen(text("A;a@example.org")))
    assert refused.status_code == 422
    assert browser.post(at("table"), chosen(text("A;a@example.org"), "young_people")).status_code == 422
    assert browser.post(at("table"), {"kind": "young_people", "round": autumn.pk}).status_code == 422
    browser.post(at("table"), chosen(text("A;a@example.org"), "young_people", round=autumn.pk))
    browser.post(at("look_at_table"), {"digest": Upload.objects.get().digest})
    assert Case.objects.get().team.get(role=Role.CASE_MANAGER).person == case_manager
    assert browser.get(at("table_template", people="mentors", form="csv")).status_code == 404
    assert browser.get(at("table_template", people="young_people", form="pdf")).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", [Kind.MENTORS, Kind.YOUNG_PEOPLE])
def test_an_empty_table_is_understood_when_it_comes_back(
    signed_in, programme, autumn, project_manager, at, kind, form
):
    project_manager.language = "lv"
    project_manager.save()
    content = signed_in(project_manager).get(at("table_template", people=kind, form=form)).content
    findings = looked(
        programme, content, project_manager, kind, autumn if kind == Kind.YOUNG_PEOPLE else None
    )
    assert findings.unread == []
    assert {fault.column for fault in findings.faults} <= {"Gadījuma vadītājs", "Case manager"}
    if form == "xlsx":
        assert load_workbook(io.BytesIO(content)).active["A1"].value == "Vārds, uzvārds"


def test_the_letters_are_sent_by_one_button_where_there_is_a_mail_server(
    signed_in, programme, autumn, coordinator, case_manager, at, settings
):
    settings.HAS_MAIL = True
    brought(
        programme,
        text(*[f"Person {n} {n * 7};p{n}@example.org" for n in range(LETTERS_AT_ONCE + 1)]),
        coordinator,
    )
    brought(programme, text("Elza;e@example.org"), case_manager, Kind.YOUNG_PEOPLE, autumn)
    browser = signed_in(coordinator)
    assert f"{LETTERS_AT_ONCE + 1}." in browser.get(at("table")).content.decode()
    assert "Then press once more" in browser.get(at("invitations")).content.decode()
    for key, left in (("a", 1), ("b", 0)):
        browser.post(at("invitations"), {"form_key": key})
        assert browser.get(at("invitations")).context["unsent"] == left
    assert Notice.objects.count() == LETTERS_AT_ONCE + 1
    assert "Everybody has a letter" in browser.get(at("invitations")).content.decode()
    browser = signed_in(case_manager)
    assert browser.get(at("invitations")).context["unsent"] == 1


def test_without_a_mail_server_links_are_handed_over_one_by_one(signed_in, programme, coordinator, at):
    brought(programme, text("Anna;a@example.org"), coordinator)
    browser = signed_in(coordinator)
    page = browser.get(at("invitations")).content.decode()
    assert "there is no mail server" in page
    waiting = Invitation.objects.get()
    again = reverse(
        "people:invite_again", kwargs={"programme_code": programme.code, "invitation_id": waiting.pk}
    )
    made = browser.post(again, {"form_key": KEY}, follow=True).content.decode()
    assert "/invitation/" in made
    assert browser.get(at("invitations")).context["unsent"] == 0


def test_a_person_in_a_row_is_one_or_has_faults():
    assert Newcomer(2, "A", "a@example.org", "lv", "", DAY).row == 2
