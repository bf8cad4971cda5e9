"""What is written into a plan. The young person is asked in other words than the staff."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lidzas.directory.models import Listing
from lidzas.directory.queries import in_a_line
from lidzas.plans.choices import (
    MINE_TO_ME,
    VERDICTS,
    GoalStatus,
    Horizon,
    StepArea,
    StepKind,
    StepStatus,
    WhoseIdea,
)
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm

GOAL_LENGTH = 500
A_FEW_LINES = forms.Textarea(attrs={"rows": 3})


class VisionForm(PlainForm):
    """How a young person imagines life. It may stay empty: a plan can begin with a goal."""

    vision = forms.CharField(
        label=_("How I imagine it"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, is_mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vision"].help_text = (
            _("What does a good day look like, some time from now? You can leave this empty.")
            if is_mine
            else _(
                "In the young person's words. A good day some time from now is a good start. It may stay empty."
            )
        )


class GoalForm(PlainForm):
    """A goal in the young person's words, and whose idea it was (S2.23)."""

    words = forms.CharField(label=_("What I want"), max_length=GOAL_LENGTH, widget=A_FEW_LINES)
    hindrance = forms.CharField(label=_("What makes it hard"), required=False, widget=A_FEW_LINES)
    horizon = forms.ChoiceField(label=_("How far away is it?"), choices=Horizon, widget=forms.RadioSelect)
    whose_idea = forms.ChoiceField(
        label=_("Whose idea was it?"), choices=tuple(MINE_TO_ME.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, is_mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_mine:
            self.fields["words"].help_text = _("Write it your way. One sentence is enough.")
            return
        self.fields["words"].label = _("The goal, in the young person's words")
        self.fields["words"].help_text = _("Written down as the young person says it.")
        self.fields["hindrance"].label = _("What makes it hard, as the young person sees it")
        self.fields["whose_idea"].choices = WhoseIdea.choices  # type: ignore[attr-defined]
        self.fields["whose_idea"].help_text = _("Somebody else's idea waits for the young person's yes.")


class StepForm(PlainForm):
    """A small step: what, when, with whom (S2.03)."""

    what = forms.CharField(label=_("What"))
    when_text = forms.CharField(label=_("When"), required=False)
    with_whom = forms.CharField(label=_("With whom"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of step is it?"), choices=StepKind, initial=StepKind.ME, widget=forms.RadioSelect
    )
    area = forms.ChoiceField(
        label=_("Where in life?"), choices=StepArea, initial=StepArea.EVERYDAY, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, is_mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].help_text = _("So small that it can be done in a week.")
        self.fields["when_text"].help_text = _("A day, a time, or “after breakfast”.")
        self.fields["with_whom"].help_text = (
            _("With your mentor, with a friend, on your own.")
            if is_mine
            else _("With the mentor, with a friend, on one's own.")
        )


class MarkForm(PlainForm):
    """How a step stands, and whether it was tried out there in life (S3.05, S4.27)."""

    status = forms.ChoiceField(
        label=_("How does this step stand?"), choices=StepStatus, widget=forms.RadioSelect
    )
    tried_in_real_life = forms.BooleanField(
        label=_("Tried in real life"),
        help_text=_("Out there: among people, at school, at work."),
        required=False,
    )


class ReviewForm(PlainForm):
    """When the plan is looked at again."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"] = DayField(label=_("We look at the plan again on"), not_before=today)


class EvaluateForm(PlainForm):
    """What became of a goal, and how one can tell (S5.07)."""

    status = forms.ChoiceField(label=_("What became of it?"), choices=VERDICTS, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("How can one tell?"),
        help_text=_("One sentence: what is there now that was not there before?"),
        required=False,
        widget=A_FEW_LINES,
    )

    def __init__(self, *args: Any, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = is_open
        if not is_open:
            self.fields["status"].choices = GoalStatus.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        has_verdict = said.get("status") not in (None, GoalStatus.OPEN)
        if has_verdict and "evidence" not in self.errors and not said.get("evidence"):
            self.add_error("evidence", _("Please say in a sentence how one can tell."))
        return said


class AskForm(PlainForm):
    """What help is needed with, and what of the plan is shown (S2.15)."""

    about = forms.CharField(
        label=_("What would help?"),
        help_text=_("Coordinator and developer read this. Please no names and nothing about health."),
        widget=A_FEW_LINES,
    )
    copied = forms.CharField(
        label=_("Words of the plan to show"),
        help_text=_("They do not see the plan. Copy here only what they need, if anything."),
        required=False,
        widget=A_FEW_LINES,
    )


class AdviceForm(PlainForm):
    """What somebody of the team says to it."""

    words = forms.CharField(label=_("What could help?"), widget=forms.Textarea(attrs={"rows": 5}))


class PlaceForm(PlainForm):
    """Which of the places shown to the young person helps with a goal (S1.31)."""

    def __init__(self, *args: Any, places: QuerySet[Listing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.ModelChoiceField(
            places, label=_("Which place or person helps with this goal?"), required=False,
            empty_label=_("None of them"), widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["place"].label_from_instance = in_a_line  # type: ignore[attr-defined]
