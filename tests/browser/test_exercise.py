"""The sorting exercise in a real browser: by mouse, by finger, by tap, by keyboard, and without script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
FIRST_CARD = "Name what I do on my own, where I need help, and from whom"
LATER_CARD = "Decide whether it is the right time for a mentor"


class Table:
    """The exercise as a learner meets it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.top = page.locator(".pile-cards .slip").first

    def place(self, name: str) -> Locator:
        return self.page.get_by_role("group", name=name)

    def card(self, text: str) -> Locator:
        return self.page.locator(".board").get_by_role("button", name=text)

    def answer(self, text: str) -> str:
        """What the list of the form says, which is what will be sent."""
        return self.page.get_by_label(text, exact=True).evaluate("list => list.value")

    def voice(self) -> str:
        return self.page.locator("#sorting-voice").inner_text()

    def look(self) -> None:
        self.page.get_by_role("button", name="Look at my answers").click()
        expect(self.page.locator("#answers")).to_be_visible()

    def said_of(self, text: str) -> Locator:
        return self.page.locator(".answer", has=self.page.get_by_text(text, exact=True)).locator(
            "[data-said]"
        )


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def opened(browser, site):
    """`opened(has_touch=True, …)` is the exercise in a browser of its own, which must stay without complaints."""
    contexts, complaints = [], []

    def open_exercise(query: str = "", **traits: object) -> Table:
        context = browser.new_context(**{"locale": "en-GB", "viewport": DESK, **traits})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: message.type in {"error", "warning"} and complaints.append(message.text),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site.url}/exercise/{query}")
        return Table(page)

    yield open_exercise
    for context in contexts:
        context.close()
    assert complaints == []


def drag_by_mouse(page: Page, card: Locator, target: Locator) -> None:
    card.hover()
    page.mouse.down()
    page.mouse.move(*centre(target), steps=12)
    page.mouse.up()


class Finger:
    """Real touch events, as a phone's screen makes them."""

    def __init__(self, page: Page) -> None:
        self.screen = page.context.new_cdp_session(page)

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def press(self, start: tuple[float, float]) -> None:
        self.touch("touchStart", start)

    def slide(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (x, y), (to_x, to_y) = start, end
        for step in range(1, 11):
            self.touch("touchMove", (x + (to_x - x) * step / 10, y + (to_y - y) * step / 10))

    def lift(self) -> None:
        self.touch("touchEnd")


def drag_by_finger(page: Page, card: Locator, target: Locator) -> None:
    """Press, wait for the card to come loose, move, lift."""
    finger, start, end = Finger(page), centre(card), centre(target)
    finger.press(start)
    expect(page.locator(".is-chosen")).to_have_count(1)
    finger.slide(start, end)
    finger.lift()


def bring_up(pile: Locator) -> None:
    pile.evaluate("pile => pile.scrollIntoView()")


@pytest.mark.covers("S6.02")
def test_a_card_is_dragged_by_mouse_into_a_stage(opened):
    table = opened()

    drag_by_mouse(table.page, table.top, table.place("Moving on"))

    expect(table.place("Moving on").locator(".slip")).to_have_text([FIRST_CARD])
    assert table.answer(FIRST_CARD) == "moving_on"
    expect(table.page.locator(".pile-left")).to_have_text("Cards in the pile: 7")
    assert table.voice() == f"Put down: {FIRST_CARD}. Place: Moving on."


@pytest.mark.covers("S6.02")
def test_a_card_is_dragged_from_one_stage_to_another_and_back_to_the_pile(opened):
    table = opened()
    drag_by_mouse(table.page, table.top, table.place("Closing"))

    drag_by_mouse(table.page, table.card(FIRST_CARD), table.place("Doing"))
    expect(table.place("Doing").locator(".slip")).to_have_count(1)
    assert table.answer(FIRST_CARD) == "doing"

    drag_by_mouse(table.page, table.card(FIRST_CARD), table.page.locator(".pile-cards"))
    expect(table.place("Doing").locator(".slip")).to_have_count(0)
    assert table.answer(FIRST_CARD) == ""


def test_a_card_let_go_in_haste_lands_where_it_was_let_go(opened):
    table = opened()
    (x, y) = centre(table.place("Goals and plan"))
    table.top.hover()
    table.page.mouse.down()
    table.page.mouse.move(*centre(table.place("Doing")), steps=4)
    expect(table.place("Doing").locator(".is-ghost")).to_have_count(1)

    # In one breath, so that the library has no time to look in between.
    table.page.evaluate(
        """([x, y]) => ["pointermove", "pointerup"].forEach((kind) =>
            document.dispatchEvent(new PointerEvent(kind, { bubbles: true, clientX: x, clientY: y })))""",
        [x, y],
    )

    expect(table.place("Goals and plan").locator(".slip")).to_have_text([FIRST_CARD])
    assert table.answer(FIRST_CARD) == "goals"


def test_a_card_let_go_outside_of_every_place_stays_in_the_pile(opened):
    table = opened()
    table.top.hover()

    table.page.mouse.down()
    table.page.mouse.move(*centre(table.page.get_by_role("heading", level=1)), steps=6)
    table.page.mouse.up()

    expect(table.page.locator(".pile-left")).to_have_text("Cards in the pile: 8")
    assert table.answer(FIRST_CARD) == ""


@pytest.mark.covers("S6.02")
def test_a_card_is_dragged_by_finger_on_a_phone(opened):
    table = opened(has_touch=True, is_mobile=True, viewport=PHONE)
    bring_up(table.page.locator(".pile"))

    drag_by_finger(table.page, table.top, table.place("Goals and plan"))

    expect(table.place("Goals and plan").locator(".slip")).to_have_text([FIRST_CARD])
    assert table.answer(FIRST_CARD) == "goals"


@pytest.mark.covers("S6.02")
def test_a_finger_that_only_scrolls_moves_no_card(opened):
    table = opened(has_touch=True, is_mobile=True, viewport=PHONE)
    bring_up(table.page.locator(".pile"))
    before = table.page.evaluate("scrollY")
    start, end = centre(table.top), centre(table.place("Closing"))

    finger = Finger(table.page)
    finger.press(start)
    finger.slide(start, end)
    finger.lift()

    table.page.wait_for_function("before => scrollY < before", arg=before)
    expect(table.page.locator(".pile-left")).to_have_text("Cards in the pile: 8")


@pytest.mark.covers("S6.02")
def test_a_tap_on_a_place_takes_the_first_card_of_the_pile(opened):
    table = opened(has_touch=True, is_mobile=True, viewport=PHONE)

    table.place("Closing").get_by_role("button").tap()

    assert table.answer(FIRST_CARD) == "closing"


@pytest.mark.covers("S6.02")
def test_a_tap_on_a_card_and_a_tap_on_a_place_move_the_card(opened):
    table = opened(has_touch=True, is_mobile=True, viewport=PHONE)
    table.place("Closing").get_by_role("button", name="Closing").tap()

    table.card(FIRST_CARD).tap()
    expect(table.card(FIRST_CARD)).to_have_attribute("aria-pressed", "true")
    table.place("Doing").get_by_role("button", name="Doing").tap()

    expect(table.place("Doing").locator(".slip")).to_have_text([FIRST_CARD])
    assert table.answer(FIRST_CARD) == "doing"


@pytest.mark.covers("S6.02")
def test_a_whole_handful_is_sorted_by_keyboard_alone(opened):
    table = opened()
    keys = table.page.keyboard
    table.top.focus()

    for _ in range(8):
        keys.press("Enter")
        keys.press("ArrowRight")
        keys.press("ArrowRight")
        keys.press("Enter")

    expect(table.place("Goals and plan").locator(".slip")).to_have_count(8)
    expect(table.page.get_by_role("button", name="Look at my answers")).to_be_focused()
    keys.press("Enter")
    expect(table.page.locator("#answers")).to_contain_text("Some cards deserve another look")
    assert "look=1" in table.page.url


@pytest.mark.covers("S6.02")
def test_every_step_by_keyboard_is_spoken(opened):
    table = opened()
    keys = table.page.keyboard
    table.top.focus()

    keys.press("Space")
    assert table.voice().startswith(f"Picked up: {FIRST_CARD}.")
    keys.press("ArrowLeft")
    assert table.voice() == "None of these, place 6 of 6"
    keys.press("ArrowRight")
    assert table.voice() == "Getting to know each other, place 1 of 6"
    keys.press("End")
    keys.press("ArrowUp")
    assert table.voice() == "Moving on, place 5 of 6"
    keys.press("Home")
    assert table.voice() == "Getting to know each other, place 1 of 6"
    keys.press("Space")
    assert table.voice() == f"Put down: {FIRST_CARD}. Place: Getting to know each other."
    assert table.answer(FIRST_CARD) == "meeting"


@pytest.mark.covers("S6.02")
def test_escape_takes_a_card_back_to_where_it_was(opened):
    table = opened()
    keys = table.page.keyboard
    table.top.focus()

    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Escape")

    assert table.voice() == f"Taken back: {FIRST_CARD}. It is where it was."
    assert table.answer(FIRST_CARD) == ""
    expect(table.top).to_be_focused()
    expect(table.page.locator(".place.is-target")).to_have_count(0)


def test_a_card_put_down_without_a_place_stays_where_it_was(opened):
    table = opened()
    table.top.focus()

    table.page.keyboard.press("Enter")
    table.page.keyboard.press("Enter")

    assert table.answer(FIRST_CARD) == ""
    expect(table.top).to_have_attribute("aria-pressed", "false")


def test_a_placed_card_steps_on_from_its_own_place(opened):
    table = opened()
    table.place("Doing").get_by_role("button").click()
    table.card(FIRST_CARD).focus()

    table.page.keyboard.press("Enter")
    table.page.keyboard.press("ArrowRight")
    table.page.keyboard.press("Enter")

    assert table.answer(FIRST_CARD) == "closing"
    expect(table.card(FIRST_CARD)).to_be_focused()


def test_a_tap_on_a_place_with_an_empty_pile_says_what_to_do(opened):
    table = opened()
    for _ in range(8):
        table.place("Doing").locator(".place-name").click()

    table.place("Closing").locator(".place-name").click()

    assert table.voice() == "The pile is empty. Choose a card first, then a place."


@pytest.mark.covers("S6.01")
def test_the_answers_are_looked_at_and_said_in_words(opened):
    table = opened("?by=stages&hand=1&look=1&card43=moving_on&card13=doing&card7=goals")

    expect(table.said_of(FIRST_CARD)).to_contain_text("Fits")
    expect(table.said_of(LATER_CARD)).to_contain_text("Look again")
    expect(table.said_of("Agree what to do if someone stops answering")).to_contain_text("Also possible")
    expect(table.card(LATER_CARD)).to_contain_text("Look again")


def test_what_was_said_of_a_card_goes_when_the_card_moves(opened):
    table = opened("?by=stages&hand=1&look=1&card13=doing")
    expect(table.said_of(LATER_CARD)).to_have_count(1)

    table.card(LATER_CARD).click()
    table.place("Goals and plan").locator(".place-name").click()

    expect(table.said_of(LATER_CARD)).to_have_count(0)
    assert re.fullmatch(LATER_CARD, table.card(LATER_CARD).inner_text())
    table.look()
    expect(table.said_of(LATER_CARD)).to_contain_text("Fits")


def test_the_lists_below_move_the_cards_too(opened):
    table = opened("?by=stages&hand=1&look=1&card13=doing")

    table.page.get_by_label(LATER_CARD, exact=True).select_option("goals")

    expect(table.place("Goals and plan").locator(".slip")).to_have_text([LATER_CARD])


@pytest.mark.covers("S6.01", "S6.02")
def test_the_exercise_works_without_script(opened):
    table = opened(java_script_enabled=False)

    table.page.get_by_label(FIRST_CARD).select_option(label="Moving on")
    table.page.get_by_label(LATER_CARD).select_option(label="Doing")
    table.look()

    expect(table.said_of(FIRST_CARD)).to_contain_text("Fits")
    expect(table.said_of(LATER_CARD)).to_contain_text("Look again")
    expect(table.page.get_by_label(LATER_CARD)).to_have_value("doing")


@pytest.mark.covers("S0.01")
def test_the_cards_speak_latvian(opened):
    table = opened(locale="lv-LV")
    table.top.focus()

    table.page.keyboard.press("Enter")

    assert table.voice().startswith("Paņemts: Nosaukt, ko daru saviem spēkiem")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["", "?as=list", "?by=people&hand=all", "?look=1&card43=doing&card7=goals&card1=meeting"]
)
def test_axe_finds_nothing(opened, query, scheme):
    table = opened(query, color_scheme=scheme)

    found = Axe().run(table.page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_sticks_out_of_the_window(opened, width):
    table = opened(
        "?hand=all&look=1&card43=doing&card7=goals&card1=meeting", viewport={"width": width, "height": 700}
    )

    assert table.page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_moves_by_itself_where_less_motion_is_wanted(opened):
    table = opened(reduced_motion="reduce")
    table.page.evaluate("addEventListener('transitionrun', () => document.body.classList.add('moved'))")

    drag_by_mouse(table.page, table.top, table.place("Doing"))
    drag_by_mouse(table.page, table.top, table.place("Doing"))

    expect(table.place("Doing").locator(".slip")).to_have_count(2)
    expect(table.page.locator("body.moved")).to_have_count(0)
