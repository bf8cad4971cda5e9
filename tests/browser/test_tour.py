"""One young person's way through all five stages, each step by the person whose step it is."""

import re
import tomllib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import start
from tests.browser.people import Person
from tests.builders import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TODAY = datetime.now(ZoneInfo("Europe/Riga")).date()
CODE = "programme-of-the-tour"
WORDS = {
    "lv": {
        "programme": "Programme of the tour", "goal": "Gribu tikt līdz tehnikumam bez bailēm 🌱",
        "here": "mēs esam šeit", "both": "Jūs abi teicāt „jā”", "looked": "tavs plāns", "stays": "Šī lapa paliek tev",
        "mentee": "Elza Kalniņa",
    },
    "en": {
        "programme": "Programme of the tour", "goal": "I want to reach the college without fear 🌱",
        "here": "we are here", "both": "You both said yes", "looked": "your plan", "stays": "This page stays yours",
        "mentee": "Elza Kalniņa",
    },
}  # fmt: skip


class Tour:
    """The cast of the tour and the addresses they use."""

    def __init__(self, site, open_window, language, width, has_script):
        self.site, self.language, self.words = site, language, WORDS[language]
        self.traits = {"language": language, "width": width, "java_script_enabled": has_script}
        self.open_window, self.has_script = open_window, has_script
        self.checked: set[str] = set()
        self.case = ""

    def person(self, name):
        window = self.open_window(**self.traits)
        return Person(name, self.site.url, window, self.has_script, self.language, self.checked)

    def come_in(self, name, link):
        """Follow an invitation and come in without a password."""
        person = self.person(name)
        person.page.goto(link)
        person.look_at_page()
        person.give(name=name, language=self.language, address_form="neutral").send()
        assert person.path == "/home/"
        return person

    def p(self, page=""):
        return f"/p/{CODE}/{page}"

    def c(self, page=""):
        return f"/c/{self.case}/{page}"


def invited_link(person):
    """Without a mail server the page shows the link to hand over."""
    return re.search(r"http://127\.0\.0\.1:\d+/invitation/[\w:=.-]+/", person.page.content()).group(0)


def the_team_begins(tour):
    manager = tour.person("Pēteris Vītols")
    if tour.language == "en":
        manager.context.add_cookies([{"name": "language", "value": "en", "url": tour.site.url}])
    manager.page.goto(tour.site.url + "/begin/")
    manager.look_at_page()
    manager.give(
        programme_name=tour.words["programme"], name="Pēteris Vītols", email="peteris@example.org",
        password="three words in a row",
    ).send()  # fmt: skip
    manager.follow(tour.p("work/")).follow(tour.p("rounds/new/"))
    manager.give(
        name="Rudens",
        code="rudens",
        starts_on=TODAY - timedelta(days=30),
        ends_on=TODAY + timedelta(days=120),
        places=20,
    ).send()
    staff = {}
    for role, name in [
        ("training_coordinator", "Kristīne Zariņa"), ("programme_developer", "Dace Krūmiņa"), ("case_manager", "Gunta Liepa"),
    ]:  # fmt: skip
        manager.follow(tour.p("people/")).follow(tour.p("people/invite-team/"))
        manager.give(name=name, email=f"{role}@example.org", language=tour.language, role=role).send()
        staff[role] = tour.come_in(name, invited_link(manager))
    return manager, staff


def the_programme_begins(tour):
    manager, staff = the_team_begins(tour)
    coordinator = staff["training_coordinator"]
    coordinator.follow(tour.p("people/")).follow(tour.p("people/invite-mentor/"))
    coordinator.give(name="Māris Ozols", email="maris@example.org", language=tour.language).send()
    mentor = tour.come_in("Māris Ozols", invited_link(coordinator))
    mentor.follow("/me/about/").follow("/me/about/part/profile/")
    mentor.give(matters="Mūzika", valued="Miers", support="Laiks").send()
    take_in(tour, coordinator)
    learn(mentor)
    return manager, staff, mentor


def take_in(tour, coordinator):
    """The coordinator checks the mentor and takes them in."""
    coordinator.follow(tour.p("mentors/"))
    paths = coordinator.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    place = next(
        path for path in paths if re.fullmatch(re.escape(tour.p("mentors/")) + "[0-9a-f-]{36}/", path)
    )
    for who in ("Skolas direktore", "Kaimiņš"):
        coordinator.open(place).follow(f"{place}reference/").give(who=who).send()
    references = coordinator.open(place).page.locator(f'a[href^="{tour.p("mentors/references/")}"]')
    for path in references.evaluate_all("links => links.map(link => link.pathname)"):
        coordinator.open(path).give(verdict="supports").send()
    coordinator.follow(f"{place}certificate/", by=(place,)).give(result="valid").send()
    coordinator.follow(f"{place}decision/", by=(place,))
    coordinator.give(outcome="yes", reason="Mierīgs un drošs", words="Priecājamies!").send()


def learn(mentor):
    """The mentor learns what comes before a first pair: reads, does the exercise and answers."""
    training = tomllib.loads((ROOT / "content" / "pardomat" / "training.toml").read_text())
    for module in training["module"]:
        if not module["required"]:
            continue
        mentor.follow("/training/")
        paths = mentor.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
        place = next(path for path in paths if path.endswith(f"/{module['key']}/"))
        mentor.open(place).press(f"{place}read/").send()
        for number, question in enumerate(module["question"]):
            mentor.open(f"{place}question/{number}/").give(choice=question["right"] - 1).send()


def a_young_person_comes(tour, case_manager):
    case_manager.follow(tour.p("cases/open/"))
    case_manager.give(
        name=tour.words["mentee"], email="elza@example.org", language=tour.language, municipality="Jelgava",
        referred_by="social_service",
    ).send()  # fmt: skip
    tour.case = case_manager.path.split("/")[2]
    mentee = tour.come_in(tour.words["mentee"], invited_link(case_manager))
    mentee.sees(tour.words["here"])
    mentee.follow("/me/about/").follow("/me/about/part/profile/")
    mentee.give(matters="Miers", valued="Zīmējumi", support="Dod laiku").send()
    return mentee


def stage_one(tour, case_manager, mentee):
    """Getting to know each other: contact, the six points, the assessment in two voices, the crisis agreement."""
    case_manager.follow(tour.c("contacts/log/"), by=(tour.c(), tour.c("contacts/")))
    case_manager.give(with_whom="mentee", channel="phone", reached="yes", note="Pirmā saruna").send()
    case_manager.follow(tour.c("explanations/new/"), by=(tour.c("explanations/"),))
    points = case_manager.page.locator('main [name="points"]').evaluate_all(
        "boxes => boxes.map(box => box.value)"
    )
    assert len(points) == 6
    case_manager.give(
        told_to="mentee", points=points, language="lv", form="spoken", questions="Cik ilgi?"
    ).send()
    case_manager.follow(tour.c("assessment/"), by=(tour.c(),))
    case_manager.press(tour.c("assessment/baseline/open/"))
    for person, level in ((mentee, 2), (case_manager, 3)):
        for area in ("housing", "learning"):
            person.open(tour.c(f"assessment/baseline/area/{area}/")).give(
                choice=level, own_words="…" if person is mentee else ""
            )
            if person is case_manager:
                person.give(evidence="Divas sarunas", certainty="medium")
            person.send()
    case_manager.follow(tour.c("assessment/baseline/close/"), by=(tour.c("assessment/"),))
    case_manager.give(summary="Daudz kas ir stabils.").send()
    case_manager.follow(tour.c("hard-moments/"), by=(tour.c(),)).follow(tour.c("hard-moments/write/"))
    case_manager.give(replacement="Kristīne", contact_person="Māsa").send()
    mentee.follow(tour.c("hard-moments/"), by=(tour.c(),)).press(tour.c("hard-moments/"))
    move(tour, case_manager, 1)


def move(tour, case_manager, place):
    """Move on; the gate has nothing left to ask for."""
    case_manager.follow(tour.c("stage/"), by=(tour.c(),))
    assert case_manager.page.locator(".notice.is-success").count(), case_manager.page.locator(
        "main"
    ).inner_text()
    stages = case_manager.page.locator('main [name="stage"]').evaluate_all(
        "radios => radios.map(radio => radio.value)"
    )
    checked = case_manager.page.locator('main [name="stage"]:checked').get_attribute("value")
    assert stages.index(checked) == place - 1 if place == 0 else checked in stages
    case_manager.send().sees(tour.words["here"])


def a_pair(tour, case_manager, coordinator, mentee, mentor):
    mentee.follow(tour.c("readiness/my-view/"), by=(tour.c("readiness/"),)).give(
        stance="willing", words="Gribu"
    ).send()
    case_manager.follow(tour.c("readiness/decide/"), by=(tour.c("readiness/"),))
    case_manager.give(outcome="ready", reasons="Atbild un nāk.", evidence="Seši zvani").send()
    case_manager.follow(tour.c("match/propose/"), by=(tour.c("match/"),))
    only = case_manager.page.locator('main [name="mentor"]').first.get_attribute("value")
    case_manager.give(
        mentor=only, reasons="Abiem patīk mūzika", words_for_mentee="Mierīgs, patīk pastaigas"
    ).send()
    coordinator.follow(tour.c("match/"), by=(tour.p("people/?only=to_sign"),)).press(tour.c("match/"))
    mentee.follow(tour.c("match/answer/")).sees("Māris Ozols").say("answer", "yes")
    mentor.open("/home/")
    link = mentor.page.locator('a[href^="/proposals/"]').evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    mentor.open(next(path for path in link if len(path) > len("/proposals/"))).sees("Elza").say(
        "answer", "yes"
    )


def stage_two(tour, case_manager, mentee, mentor):
    """Goals: the mentor is told the six points, all three meet, the plan, the agreement."""
    case_manager.follow(tour.c("contacts/log/"), by=(tour.c(), tour.c("contacts/")))
    case_manager.give(with_whom="mentor", channel="phone", reached="yes", note="").send()
    case_manager.follow(tour.c("explanations/new/"), by=(tour.c("explanations/"),))
    points = case_manager.page.locator('main [name="points"]').evaluate_all(
        "boxes => boxes.map(box => box.value)"
    )
    case_manager.give(told_to="mentor", points=points, language="lv", form="spoken").send()
    case_manager.follow(tour.c("meetings/log/"), by=(tour.c(),))
    case_manager.give(
        kind="three_way", length="60", channel="in_person", note="Visi trīs kopā", next_day=TODAY + timedelta(days=7),
        next_time="15:00", next_place="Bibliotēka",
    ).send()  # fmt: skip
    mentee.follow(tour.c("plan/"), by=(tour.c(),))
    mentee.follow(tour.c("plan/vision/")).give(vision="Dzīvoju savā istabā.").send()
    mentee.follow(tour.c("plan/goals/new/")).give(
        words=tour.words["goal"], horizon="middle", whose_idea="mine"
    ).send()
    step = mentee.page.locator('a[href*="/steps/new/"]').first.evaluate("link => link.pathname")
    mentee.open(step).give(
        what="Nobraukt divas pieturas", when_text="Ceturtdien", kind="me", area="learning"
    ).send()
    mentee.press(tour.c("plan/agree/"))
    case_manager.follow(tour.c("agreement/write/"), by=(tour.c("agreement/"),))
    case_manager.give(purpose="Lai pirmie soļi nav vienatnē", form="in_person", rhythm="Reizi nedēļā").send()
    for person in (case_manager, mentee, mentor):
        person.follow(tour.c("agreement/"), by=(tour.c(),))
        confirm = person.page.locator('form[action$="/confirm/"]').first.get_attribute("action")
        person.press(confirm)
    move(tour, case_manager, 2)


def stage_three(tour, case_manager, mentee, mentor):
    """Doing: a meeting with the next one fixed, and a step done in one tap."""
    mentor.follow(tour.c("meetings/log/"))
    mentor.give(
        kind="meeting", length="45", channel="in_person", who_led="mentee", note="Braucām kopā", note_for="all",
        next_day=TODAY + timedelta(days=14), next_time="15:00",
    ).send()  # fmt: skip
    mentee.open("/home/").sees("Nobraukt divas pieturas")
    mentee.press(tour.c("plan/steps/"))
    case_manager.follow(tour.c("meetings/"), by=(tour.c(),)).sees("45 min")
    case_manager.follow(tour.c("contacts/log/"), by=(tour.c(),))
    case_manager.give(with_whom="mentee", channel="text", reached="yes", note="Viss labi").send()
    move(tour, case_manager, 3)


def stage_four(tour, case_manager, mentee, mentor):
    """Closing: six questions, the talk, what became of the goals."""
    mentee.follow(tour.c("closing/"), by=(tour.c(),)).follow(tour.c("closing/with-whom/")).give(
        mode="with_mentor"
    ).send()
    mentee.follow(tour.c("closing/answers/"), by=(tour.c("closing/"),))
    questions = mentee.page.locator(f'a[href^="{tour.c("closing/answers/")}"]').evaluate_all(
        "links => links.map(l => l.pathname)"
    )
    asked = sorted({path for path in questions if path != tour.c("closing/answers/")})
    assert len(asked) == 6
    for path in asked:
        mentee.open(path)
        boxes = mentee.page.locator("main form[method=post] textarea")
        for number in range(boxes.count()):
            boxes.nth(number).fill("Esmu te.")
        mentee.send()
    case_manager.follow(tour.c("closing/talk/"), by=(tour.c("closing/"),)).send()
    case_manager.follow(tour.c("plan/evaluate/"), by=(tour.c("plan/"),))
    verdict = case_manager.page.locator('form[action*="/plan/evaluate/"]').first
    verdict.locator('[value="reached"]').first.check()
    verdict.locator("textarea").first.fill("Brauca bez pavadoņa.")
    verdict.locator("button").last.click()
    case_manager.arrive()
    case_manager.press(tour.c("plan/evaluate/"))
    move(tour, case_manager, 4)


def stage_five(tour, case_manager, mentee, mentor):
    """Moving on: the same form again, both decisions, the way out."""
    case_manager.follow(tour.c("assessment/"), by=(tour.c(),)).press(tour.c("assessment/reassessment/open/"))
    for person in (mentee, case_manager):
        for area in ("housing", "learning"):
            person.open(tour.c(f"assessment/reassessment/area/{area}/")).give(choice=4)
            if person is case_manager:
                person.give(evidence="Redzēts")
            person.send()
    case_manager.follow(tour.c("assessment/reassessment/close/"), by=(tour.c("assessment/"),)).give(
        summary="Labāk."
    ).send()
    for person in (mentee, mentor):
        person.follow(tour.c("closing/going-on/"), by=(tour.c("closing/"),)).give(wants="yes").send()
    for person in (mentee, mentor):
        person.follow(tour.c("closing/going-on/result/"), by=(tour.c("closing/"),)).sees(tour.words["both"])
    while case_manager.open(tour.c()).page.locator('main a[href*="/done/"]').count():
        by_hand = case_manager.page.locator('main a[href*="/done/"]').first.evaluate("link => link.pathname")
        case_manager.open(by_hand).send()
    case_manager.follow(tour.c("exit/"), by=(tour.c(),))
    case_manager.give(path="learning", where="Tehnikums", alone_part="Autobuss", help_part="Dokumenti: Ilze")
    if case_manager.page.locator(".notice.is-caution").count():
        case_manager.give(reason="Pārējais sarunāts mutiski.")
    case_manager.send()
    mentee.open("/home/").sees(tour.words["stays"], "Tehnikums")
    mentee.follow(tour.c("looks/"), by=(tour.c(),)).sees("Gunta Liepa", tour.words["looked"])
    mentor.open("/home/").does_not_see("Elza")


@pytest.mark.covers(
    "S0.01", "S0.02", "S1.23", "S2.05", "S2.21", "S2.30", "S2.35", "S2.36", "S4.13", "S5.01", "S5.05", "S5.11"
)
@pytest.mark.parametrize(
    ("language", "width", "has_script"),
    [("lv", 360, True), ("en", 1280, True), ("lv", 1280, False)],
    ids=["in Latvian on a phone", "in English on a desk", "in Latvian without script"],
)
def test_a_young_person_goes_from_invitation_to_moved_on(tmp_path, open_window, language, width, has_script):
    for site in start(tmp_path):
        tour = Tour(site, open_window, language, width, has_script)
        manager, staff, mentor = the_programme_begins(tour)
        case_manager, coordinator = staff["case_manager"], staff["training_coordinator"]
        mentee = a_young_person_comes(tour, case_manager)
        stage_one(tour, case_manager, mentee)
        a_pair(tour, case_manager, coordinator, mentee, mentor)
        stage_two(tour, case_manager, mentee, mentor)
        stage_three(tour, case_manager, mentee, mentor)
        stage_four(tour, case_manager, mentee, mentor)
        stage_five(tour, case_manager, mentee, mentor)
        manager.open("/home/").sees("1")
        staff["programme_developer"].follow(tour.p("figures/"))
        assert "0 of them broken" in site.command("audit", "verify")
