"""The gallery in a real browser: nothing that the accessibility engine objects to, nothing that sticks out."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def gallery(live_server, browser):
    """`gallery(360, "dark", "lv")` is a page of that width, scheme and language."""

    def look(width: int = 1280, scheme: str = "light", language: str = "en", **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language, **options
        )
        page = context.new_page()
        page.goto(f"{live_server.url}/gallery/")
        return page

    return look


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(gallery, scheme):
    for language in ("en", "lv"):
        page = gallery(1280, scheme, language)
        assert objections(page) == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert objections(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_form_with_mistakes_puts_the_person_before_them(gallery):
    page = gallery()
    page.click(".form-actions .is-main")

    expect(page.locator("[role=alert]:focus")).to_be_visible()
    assert objections(page) == []


def test_every_target_is_large_enough_for_a_thumb(gallery):
    page = gallery(360)

    small = page.evaluate("""() => [...document.querySelectorAll("button, summary, select, textarea, .button, .nav a, .tool")]
        .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)
        .map((one) => one.outerHTML)""")
    assert small == []


def test_everything_works_without_a_script(gallery):
    page = gallery(java_script_enabled=False)
    page.get_by_role("button", name="Latviešu").click()
    assert page.get_by_role("button", name="English").is_visible()

    page.locator(".ask summary").click()
    assert page.locator(".ask-sheet button").is_visible()


def objections(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]
