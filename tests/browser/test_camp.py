"""A coordinator prepares a camp of thirty people, from a list to who was there."""

import re
from datetime import timedelta

import pytest

from tests.browser.conftest import start
from tests.browser.test_tour import TODAY, Tour, the_team_begins

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YOUNG_PEOPLE, MENTORS = 20, 10


def a_list(kind, count, *, headings, more=""):
    rows = [f"{kind} {number} Bērziņa;{kind.lower()}{number}@example.org{more}" for number in range(count)]
    return "\n".join([headings, *rows]).encode("utf-8-sig")


def bring_in(coordinator, tour, kind, content):
    """Look at a table first, then take it over whole."""
    coordinator.follow(tour.p("import/"), by=(tour.p("people/"),)).give(kind=kind)
    coordinator.page.locator('main [name="file"]').set_input_files(
        {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": content}
    )
    return coordinator.send()


@pytest.mark.covers("S1.09", "S1.11", "S1.14", "S1.32", "S1.44")
@pytest.mark.parametrize(("language", "width"), [("lv", 360), ("en", 1280)], ids=["on a phone", "on a desk"])
def test_a_camp_of_thirty_is_prepared_from_a_list(tmp_path, open_window, language, width):
    for site in start(tmp_path):
        tour = Tour(site, open_window, language, width, has_script=True)
        _manager, staff = the_team_begins(tour)
        coordinator = staff["training_coordinator"]

        wrong = a_list(
            "Jaunietis", 2, headings="Vārds, uzvārds;E-pasts;Gadījuma vadība", more=";nobody@example.org"
        )
        bring_in(coordinator, tour, "young_people", wrong).sees("nobody@example.org")
        young_people = a_list(
            "Jaunietis", YOUNG_PEOPLE, headings="Vārds, uzvārds;E-pasts;Gadījuma vadība",
            more=";case_manager@example.org",
        )  # fmt: skip
        bring_in(coordinator, tour, "young_people", young_people).sees(str(YOUNG_PEOPLE))
        coordinator.send()
        bring_in(coordinator, tour, "mentors", a_list("Mentors", MENTORS, headings="Name;E-mail")).send()
        coordinator.open(tour.p("people/")).sees("Jaunietis 19 Bērziņa", "Mentors 9 Bērziņa")

        coordinator.follow(tour.p("events/"), by=(tour.p("work/"),)).follow(tour.p("events/new/"))
        coordinator.give(
            called="nometne", name="Pirmā nometne", starts_on=TODAY, ends_on=TODAY + timedelta(days=2),
            place="Viesu nams", bring="Siltas drēbes",
        ).send()  # fmt: skip
        camp = coordinator.path
        for kind, begins, ends in (
            ("sport", "10:00", "11:00"),
            ("dance", "12:00", "13:00"),
            ("art", "15:00", "16:00"),
        ):
            coordinator.open(camp).follow(f"{camp}sessions/new/")
            kinds = coordinator.page.locator('main [name="kind"] option').evaluate_all(
                "all => all.map(one => one.value)"
            )
            chosen = next(each for each in kinds if kind in each)
            coordinator.give(day=TODAY, starts_at=begins, ends_at=ends, kind=chosen).send()
        coordinator.open(camp).follow(f"{camp}invite/").send()

        attendance = (
            coordinator.open(camp).page.locator('a[href$="/attendance/"]').first.get_attribute("href")
        )
        coordinator.open(attendance)
        places = coordinator.page.locator('main [type="radio"][name^="there_"]')
        names = list(dict.fromkeys(places.evaluate_all("all => all.map(one => one.name)")))
        assert len(names) >= YOUNG_PEOPLE + MENTORS
        absent = coordinator.page.locator(f'main [name="{names[0]}"]').last
        absent.check()
        coordinator.page.locator('main button[name="everybody"]').click()
        coordinator.arrive()
        coordinator.open(attendance)
        assert coordinator.page.locator('main [type="radio"][name^="there_"]:checked').count() == len(names)
        coordinator.follow(f"{camp}timetable/", by=(camp,)).sees("10:00", "15:00")
        round_pages = coordinator.open(tour.p("events/")).page.locator('a[href$="/met/"]').first
        coordinator.open(round_pages.get_attribute("href"))
        assert re.search(r"Jaunietis 1 Bērziņa", coordinator.page.content())
        assert "0 of them broken" in site.command("audit", "verify")
