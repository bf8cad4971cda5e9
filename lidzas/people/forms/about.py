"""The pages of "About me". Everything may stay empty, and a part saves by itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.people.choices import (
    MOST_STRENGTHS,
    MOST_VALUES,
    Gender,
    Part,
    Reached,
    Spoken,
    Strength,
    StyleWish,
    WishKind,
)
from lidzas.people.forms.fields import UNSAID, slider, tap, told_truth, truth_told, week, yes_or_no
from lidzas.people.forms.parts import PartForm, many
from lidzas.people.queries.cards import WISHES

LIKE, DISLIKE = "like", "dislike"
TASTES = [
    (LIKE, gettext_lazy("Like")),
    (DISLIKE, gettext_lazy("Not for me")),
    (UNSAID, gettext_lazy("Skip")),
]
ALIKE = [
    (StyleWish.SIMILAR.value, gettext_lazy("Like me")),
    (StyleWish.DIFFERENT.value, gettext_lazy("Different")),
    (StyleWish.ANY.value, gettext_lazy("All the same")),
    (UNSAID, gettext_lazy("Skip")),
]
HOW_MUCH = [
    (Strength.MUST.value, gettext_lazy("A must")),
    (Strength.NICE.value, gettext_lazy("Nice to have")),
    (UNSAID, gettext_lazy("All the same")),
]
NOT_BOTH = ((WishKind.WOMAN, WishKind.MAN), (WishKind.OLDER, WishKind.SAME_AGE))
WAYS = (15, 30, 45, 60, 90, 120)


class MattersForm(PartForm):
    part = Part.PROFILE


class StrengthsForm(PartForm):
    """Up to seven cards; once chosen, each has room for one example (3.18)."""

    part = Part.STRENGTHS
    headings: Mapping[str, Any] = {"good_at": gettext_lazy("In my own words")}

    def picked(self) -> dict[str, forms.Field]:
        names = self.words.strengths
        fields: dict[str, forms.Field] = {
            example_of(key): forms.CharField(
                label=names[key], required=False, help_text=gettext_lazy("One example, if you like.")
            )
            for key in self.portrait.strengths
            if key in names
        }
        if names:
            fields["cards"] = forms.MultipleChoiceField(
                label=gettext_lazy("Choose up to seven"),
                choices=list(names.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "two-columns"}),
            )
        return fields

    def stands(self) -> dict[str, Any]:
        examples = {example_of(key): example for key, example in self.portrait.strengths.items()}
        return {"cards": list(self.portrait.strengths), **examples}

    def check(self, said: Mapping[str, Any]) -> None:
        if len(said.get("cards", ())) > MOST_STRENGTHS:
            self.add_error("cards", _("Seven are enough here. Please leave those that are most you."))

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"strengths": {key: said.get(example_of(key), "") for key in said.get("cards", ())}}

    @property
    def new_cards(self) -> set[str]:
        """Those for which an example was not asked yet."""
        return {*self.cleaned_data["answers"]["strengths"]} - {*self.portrait.strengths}


def example_of(key: str) -> str:
    return f"example_{key}"


class ValuesForm(PartForm):
    """Up to five, the most important first."""

    part = Part.VALUES

    def picked(self) -> dict[str, forms.Field]:
        choices = [(UNSAID, "–"), *self.words.values.items()]
        labels = [_("Most important"), _("Second"), _("Third"), _("Fourth"), _("Fifth")]
        return {
            f"value_{place}": forms.ChoiceField(label=label, choices=choices, required=False)
            for place, label in enumerate(labels)
        }

    def stands(self) -> dict[str, Any]:
        return {f"value_{place}": key for place, key in enumerate(self.portrait.values)}

    def check(self, said: Mapping[str, Any]) -> None:
        seen: set[str] = set()
        for name in self.base_fields:
            key = said.get(name, UNSAID)
            if name.startswith("value_") and key and key in seen:
                self.add_error(name, _("This one stands above already."))
            seen.add(key)

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        chosen = [said[f"value_{place}"] for place in range(MOST_VALUES)]
        return {"values": [key for key in chosen if key]}


class LikesForm(PartForm):
    """One tap for each: I like it, not for me, or nothing."""

    part = Part.LIKES
    headings: Mapping[str, Any] = {"likes": gettext_lazy("In my own words")}

    def picked(self) -> dict[str, forms.Field]:
        return {taste_of(key): tap(name, TASTES) for key, name in self.words.interests.items()}

    def stands(self) -> dict[str, Any]:
        liked = {taste_of(key): LIKE for key in self.portrait.likes}
        return liked | {taste_of(key): DISLIKE for key in self.portrait.dislikes}

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        tastes = {key: said[taste_of(key)] for key in self.words.interests}
        return {
            "likes": [key for key, taste in tastes.items() if taste == LIKE],
            "dislikes": [key for key, taste in tastes.items() if taste == DISLIKE],
        }


def taste_of(key: str) -> str:
    return f"taste_{key}"


class StyleForm(PartForm):
    """Sliders that describe and never score; a young person may say how the other one should be."""

    part = Part.STYLE

    def picked(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for key, ends in self.words.styles.items():
            fields[f"style_{key}"] = slider(" – ".join(ends), ends)
            if self.teller.is_mentee:
                fields[f"wish_{key}"] = tap(_("The other person may be"), ALIKE)
        return fields

    def stands(self) -> dict[str, Any]:
        steps = {f"style_{key}": str(step) for key, step in self.portrait.style.items()}
        return steps | {f"wish_{key}": wish.value for key, wish in self.portrait.style_wishes.items()}

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        keys = [*self.words.styles]
        return {
            "style": {key: int(said[f"style_{key}"]) for key in keys if said[f"style_{key}"]},
            "style_wishes": {key: said[f"wish_{key}"] for key in keys if said.get(f"wish_{key}")},
        }


class ExperiencesForm(PartForm):
    """What a mentor has been through and wants to tell of."""

    part = Part.EXPERIENCES

    def picked(self) -> dict[str, forms.Field]:
        return {
            "experiences": forms.MultipleChoiceField(
                label=gettext_lazy("Only what you want to tell"),
                choices=list(self.words.experiences.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def stands(self) -> dict[str, Any]:
        return {"experiences": sorted(self.portrait.experiences)}

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"experiences": said["experiences"]}


class MeetingForm(PartForm):
    part = Part.MEETING

    def picked(self) -> dict[str, forms.Field]:
        place = forms.CharField(
            label=gettext_lazy("Where I live (town or municipality)"), required=False, max_length=80
        )
        ways = [(UNSAID, _("I leave it open")), *((str(way), way) for way in WAYS)]
        fields: dict[str, forms.Field] = {"place": place} if self.teller.is_mentor else {}
        return fields | {
            "languages": many(gettext_lazy("Languages I like to speak"), Spoken.choices),
            "times": week(gettext_lazy("When I am free")),
            "online": yes_or_no(gettext_lazy("Meeting online is fine too")),
            "travel_limit": forms.ChoiceField(
                label=gettext_lazy("How long the way may be, in minutes"), choices=ways, required=False
            ),
        }

    def stands(self) -> dict[str, Any]:
        portrait = self.portrait
        return {
            "place": next((each.municipality for each in self.teller.mentorships), ""),
            "languages": sorted(portrait.languages),
            "times": sorted(portrait.times),
            "online": truth_told(portrait.online),
            "travel_limit": UNSAID if portrait.travel_limit is None else str(portrait.travel_limit),
        }

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "languages": said["languages"],
            "times": said["times"],
            "online": told_truth(said["online"]),
            "travel_limit": int(said["travel_limit"]) if said["travel_limit"] else None,
        }

    def clean(self) -> dict[str, Any]:
        """A mentor's place goes along: it stands with their place in the programme."""
        place = self.cleaned_data.get("place")
        cleaned = super().clean()
        return cleaned if self.errors or not self.teller.is_mentor else {**cleaned, "place": place}


class ReachForm(PartForm):
    part = Part.REACH

    def picked(self) -> dict[str, forms.Field]:
        return {"channels": many(gettext_lazy("I like to be reached"), Reached.choices)}

    def stands(self) -> dict[str, Any]:
        return {"channels": sorted(self.portrait.channels)}

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"channels": said["channels"]}


class WishesForm(PartForm):
    """What somebody wishes of the other person, and the few things others may wish to know of them."""

    part = Part.WISHES
    headings: Mapping[str, Any] = {
        f"wish_{WishKind.WOMAN}": gettext_lazy("The other person"),
        "gender": gettext_lazy("A few things about me"),
    }

    def picked(self) -> dict[str, forms.Field]:
        wishes: dict[str, forms.Field] = {f"wish_{kind}": tap(WISHES[kind], HOW_MUCH) for kind in WishKind}
        return wishes | {
            "gender": tap(gettext_lazy("I am"), Gender.choices),
            "birth_year": forms.IntegerField(
                label=gettext_lazy("The year I was born"),
                required=False,
                min_value=self.this_year - 100,
                max_value=self.this_year - 10,
            ),
            "smokes": yes_or_no(gettext_lazy("I smoke")),
            "has_pets": yes_or_no(gettext_lazy("I have pets")),
        }

    def stands(self) -> dict[str, Any]:
        facts = self.portrait.facts
        return {f"wish_{kind}": strength.value for kind, strength in self.portrait.wishes.items()} | {
            "gender": facts.gender,
            "birth_year": facts.birth_year,
            "smokes": truth_told(facts.smokes),
            "has_pets": truth_told(facts.has_pets),
        }

    def check(self, said: Mapping[str, Any]) -> None:
        for one, other in NOT_BOTH:
            wished = [said.get(f"wish_{kind}") for kind in (one, other)]
            if all(wished) and Strength.MUST in wished:
                self.add_error(
                    f"wish_{other}",
                    _("This does not go together with “%(wish)s”. Leave one of them, or make both only nice.")
                    % {"wish": WISHES[one]},
                )

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        wishes = {kind.value: said[f"wish_{kind}"] for kind in WishKind if said[f"wish_{kind}"]}
        facts = {
            "gender": said["gender"],
            "birth_year": said["birth_year"],
            "smokes": told_truth(said["smokes"]),
            "has_pets": told_truth(said["has_pets"]),
        }
        return {"wishes": wishes, "facts": facts}


FORMS: Mapping[Part, type[PartForm]] = {
    form.part: form
    for form in (
        MattersForm, StrengthsForm, ValuesForm, LikesForm, StyleForm, ExperiencesForm, MeetingForm, ReachForm,
        WishesForm,
    )
}  # fmt: skip
