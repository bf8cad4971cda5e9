"""Invented people who ask to take part, some still waiting for an answer."""

from datetime import date

from lidzas.accounts.models import User
from lidzas.intake.actions.referrals import answer_referral, change_door, receive
from lidzas.intake.choices import Answer, Way
from lidzas.practice.choices import MUNICIPALITIES
from lidzas.programmes.models import Programme

WORDS = {
    "lv": (
        "Gribu sākt iet ārā starp cilvēkiem, bet vienatnē ir grūti.",
        "Patīk zīmēt. Gribētu kādu, ar ko parunāt par darbu.",
        "Cer atrast kādu, ar ko kopā aiziet uz pirmo nodarbību.",
        "Sociālais dienests",
        "Dzīvo citā valstī. Pateicām, kur atbalsts ir tuvāk.",
    ),
    "en": (
        "I would like to go out among people again, but it is hard alone.",
        "I like to draw. I would like somebody to talk with about work.",
        "Hopes to find somebody to go to a first class with.",
        "Social service",
        "Lives in another country. We said where support is nearer.",
    ),
}


def ask_to_take_part(
    programme: Programme, *, names: list[str], language: str, case_manager: User, manager: User, on: date
) -> None:
    """Three referrals that wait, one that was answered, and a door with limits of age."""
    out, drawing, hope, service, elsewhere = WORDS[language]
    change_door(programme, is_open=True, age_from=16, age_to=35, answers_in_days=5, by=manager)

    def themself(name: str, words: str, place: int) -> None:
        receive(
            programme, Way.THEMSELF, language=language, receipt=None, name=name, phone="+371 20000000",
            municipality=MUNICIPALITIES[place], words=words,
        )  # fmt: skip

    themself(names[0], out, 0)
    themself(names[1], drawing, 1)
    receive(
        programme, Way.SERVICE, language=language, receipt=None, name=names[2], email="asks@example.invalid",
        municipality=MUNICIPALITIES[2], words=hope, referrer=names[3], organisation=service,
        referrer_contact="+371 20000000", has_agreed=True,
    )  # fmt: skip
    answered = receive(
        programme, Way.THEMSELF, language=language, receipt=None, name=names[4], phone="+371 20000000"
    )
    answer_referral(answered, answer=Answer.ELSEWHERE, reason=elsewhere, by=case_manager, on=on)
