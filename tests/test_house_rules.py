"""The rules of the house that a machine can hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.core.management import call_command

from lidzas.access import POLICY, Permission, Role
from tests.builders import ROOT
from tests.urls_of_the_site import our_pages

APPS = ROOT / "lidzas"
CODE = [path for path in APPS.rglob("*.py") if "migrations" not in path.parts and "tests" not in path.parts]
TESTS = [path for folder in (APPS, ROOT / "tests") for path in folder.rglob("test_*.py")]
TEMPLATES = list(APPS.rglob("templates/**/*.html"))
PUBLIC = {
    "guide:start", "guide:method", "guide:print", "guide:stage", "guide:resources", "guide:exercise", "guide:help",
    "guide:about", "guide:robots", "ui:language", "ui:gallery", "people:invitation", "people:say", "practice:begin",
    "practice:practise", "practice:people", "practice:step_into", "intake:door", "intake:come", "intake:recommend",
    "intake:received",
}  # fmt: skip
JUNK = re.compile(r"^(utils?|helpers?|services?|managers?|common|misc|handlers?|exceptions|base)\.py$")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("page", our_pages(), ids=str)
def test_every_page_has_a_lock(page):
    assert page.lock is not None


def test_public_pages_are_a_named_short_set():
    assert {page.name for page in our_pages() if page.lock == "public"} == PUBLIC


def test_nothing_is_public_by_accident():
    open_pages = {page.name for page in our_pages() if getattr(page.view, "login_required", True) is False}
    assert open_pages == PUBLIC


@pytest.mark.parametrize("page", our_pages(), ids=str)
def test_a_page_has_one_name(page):
    assert page.name.split(":")[1] == page.view.__name__


def test_every_permission_opens_a_page_or_a_button():
    locks = {page.lock for page in our_pages()}
    asked = set(
        re.findall(
            r"Permission\.([A-Z_]+)", "".join(path.read_text() for path in CODE if path.name != "policy.py")
        )
    )
    assert {permission.name for permission in Permission} == asked | {
        lock.name for lock in locks if isinstance(lock, Permission)
    }


def test_the_administrator_reads_no_case():
    assert {permission for permission, grants in POLICY.items() if Role.ADMINISTRATOR in grants} == {
        Permission.PROGRAMME_START
    }


@pytest.mark.parametrize(
    "path", [path for path in CODE if "views" in path.parts or path.name == "views.py"], ids=name_of
)
def test_views_only_translate(path):
    assert not re.findall(r"\.objects\b|\.save\(|\.delete\(", path.read_text())


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_modules_and_functions_stay_small(path):
    assert len(path.read_text().splitlines()) <= 400
    long = [node.name for node in functions(path) if node.end_lineno - node.lineno + 1 > 40]
    many = [node.name for node in functions(path) if len(node.args.posonlyargs) + len(node.args.args) > 6]
    assert (long, many) == ([], [])


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_held_row_can_still_be_pointed_at(path):
    """Held otherwise, it stops whoever writes a row that refers to it, and two of them wait for each other."""
    text = path.read_text()
    assert text.count("select_for_update(") == text.count("no_key=True")


def test_no_module_is_a_junk_drawer():
    assert [name_of(path) for path in CODE if JUNK.match(path.name)] == []


def test_settings_stay_on_a_page():
    assert len((ROOT / "config" / "settings.py").read_text().splitlines()) < 250


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_posted_form_is_safe_against_forgery_and_repetition(path):
    for form in re.findall(
        r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL | re.IGNORECASE
    ):
        assert "csrf_token" in form
        assert "form_key" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_no_script_and_no_style(path):
    text = path.read_text()
    assert not re.search(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=\"", text
    )
    assert "blocktranslate trimmed" in text or "blocktranslate" not in text


def test_what_the_product_imports_is_in_its_own_lock():
    """What only tests need is not there when somebody runs the product."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    used = {name for path in [*CODE, *(ROOT / "config").rglob("*.py")] for name in imported(path)}
    foreign = used - set(sys.stdlib_module_names) - {"lidzas", "config"}
    distributions = packages_distributions()
    assert {
        name: found
        for name in foreign
        if not (found := {canonical(each) for each in distributions[name]}) & locked
    } == {}


def imported(path: Path) -> set[str]:
    """The first names of everything that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_tests_name_only_requirements_that_exist():
    known = set(re.findall(r"^(S\d\.\d\d),", (ROOT / "docs" / "requirements.csv").read_text(), re.MULTILINE))
    named = {
        wanted
        for path in TESTS
        for marks in re.findall(r"mark\.covers\(([^)]*)\)", path.read_text())
        for wanted in re.findall(r"S\d\.\d\d", marks)
    }
    assert named - known == set()


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_layers_hold():
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
