"""People at a browser: they follow links that are there, fill in what is asked, and press what is shown."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page

SERIOUS = {"serious", "critical"}
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass
class Person:
    """Somebody with a browser of their own, on one installation."""

    name: str
    url: str
    context: BrowserContext
    has_script: bool = True
    language: str = "lv"
    checked: set[str] = field(default_factory=set)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()

    # ── going somewhere ────────────────────────────────────────────────────────────────────────────────

    def open(self, path: str) -> "Person":
        """Go to an address as one does with a bookmark, and look whether the page is well made."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status == 200, f"{self.name}: {path} answered {answer.status}"
        self.look_at_page()
        return self

    def follow(self, path: str, *, by: tuple[str, ...] = ()) -> "Person":
        """Go to an address by a link of the page one is on, of the home, or of the pages named."""
        for start in ("", "/home/", *by):
            if start:
                self.open(start)
            if self.page.locator(f'a[href^="{path}"]').count():
                return self.open(path)
        raise AssertionError(f"{self.name}: no link leads to {path}")

    @property
    def path(self) -> str:
        return urlparse(self.page.url).path

    def look_at_page(self) -> None:
        """The right language, no sideways scrolling, nothing serious for the accessibility checker."""
        assert self.page.locator("html").get_attribute("lang") == self.language
        kind = IDENTITY.sub("…", self.path)
        if not self.has_script or kind in self.checked:
            return
        self.checked.add(kind)
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{self.path} scrolls"
        )
        found = Axe().run(self.page).response["violations"]
        assert [
            (each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] in SERIOUS
        ] == []

    # ── writing and pressing ───────────────────────────────────────────────────────────────────────────

    def give(self, **answers: object) -> "Person":
        """Fill in the form of the page, field by field."""
        for name, answer in answers.items():
            self.fill(self.page.locator(f'main [name="{name}"]'), answer)
        return self

    def fill(self, fields: Locator, answer: object) -> None:
        first = fields.first
        kind = first.get_attribute("type") or first.evaluate("field => field.tagName")
        if kind in ("radio", "checkbox"):
            wanted = answer if isinstance(answer, list) else [answer]
            for value in wanted:
                fields.and_(self.page.locator(f'[value="{value}"]')).check()
        elif kind == "SELECT":
            first.select_option(str(answer))
        else:
            first.fill(str(answer))

    def send(self) -> "Person":
        """Press the main button of the form; it is carried out when the page changes or says so."""
        self.page.locator("main form[method=post] .form-actions button").first.click()
        return self.arrive()

    def press(self, action: str) -> "Person":
        """Press the one button of a form that goes to this address; first unfold it where it asks twice."""
        button = self.page.locator(f'form[action^="{action}"]').first.locator("button").last
        if not button.is_visible():
            button.locator("xpath=ancestor::details[1]/summary").click()
        button.click()
        return self.arrive()

    def say(self, name: str, answer: str) -> "Person":
        """Press the button that gives one of several answers."""
        self.page.locator(f'form:has(input[name="{name}"][value="{answer}"]) button').first.click()
        return self.arrive()

    def arrive(self) -> "Person":
        self.page.wait_for_load_state()
        assert self.page.locator("form .notice.is-caution").count() == 0, self.page.locator(
            "main"
        ).inner_text()[:800]
        self.look_at_page()
        return self

    def sees(self, *words: str) -> "Person":
        text = self.page.locator("body").inner_text()
        for word in words:
            assert word.lower() in text.lower(), f"{self.name} does not see {word!r} at {self.path}"
        return self

    def does_not_see(self, *words: str) -> "Person":
        text = self.page.locator("body").inner_text()
        for word in words:
            assert word not in text, f"{self.name} sees {word!r} at {self.path}"
        return self
