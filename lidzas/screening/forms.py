"""What is filled in about a mentor on the way in."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lidzas.method import InterviewQuestion, Screening
from lidzas.people.models import Mentor
from lidzas.screening.choices import Outcome, Result, Verdict
from lidzas.screening.models import Application
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, RecordForm
from lidzas.ui.widgets import ChoiceCards

MOST_AT_ONCE = 10
A_YEAR = 365


class ApplicationForm(RecordForm[Application]):
    """Why somebody would like to be a mentor. Only the first question needs an answer."""

    places_wished = forms.IntegerField(
        label=_("How many young people at once would suit me"), required=False, min_value=1, max_value=MOST_AT_ONCE
    )  # fmt: skip

    class Meta:
        model = Application
        fields = ("why", "background", "region", "places_wished", "rather_not", "emergency")
        labels = {  # noqa: RUF012 - Django reads it once
            "why": _("Why I would like to be a mentor"),
            "background": _("What I bring with me"),
            "region": _("Where I can meet, and how I get there"),
            "rather_not": _("What I would rather not do"),
            "emergency": _("Whom to call if something happens to me"),
        }
        help_texts = {  # noqa: RUF012
            "background": _("Work, learning, life. A few sentences, no full CV."),
            "emergency": _("A name and a telephone number."),
        }
        widgets = {  # noqa: RUF012
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("why", "background", "region", "rather_not", "emergency")
        }


class PastForm(PlainForm):
    """A form about something that has happened: its days go up to today, which is offered."""

    past: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.past:
            field = self.fields[name]
            field.not_after = today  # type: ignore[attr-defined]
            field.initial = today


class InterviewForm(PastForm):
    """The talk along the questions of the method; none of them has to be answered."""

    past = ("held_on",)

    def __init__(self, *args: Any, questions: Iterable[InterviewQuestion], **kwargs: Any) -> None:
        language = get_language() or ""
        self.base_fields = {  # type: ignore[misc]
            "held_on": DayField(label=_("When you talked")),
            **{
                question.key: forms.CharField(
                    label=question.text.in_language(language), required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )
                for question in questions
            },
        }  # fmt: skip
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"held_on": said.pop("held_on", None), "answers": said}


class ReferenceForm(PastForm):
    past = ("asked_on",)
    who = forms.CharField(label=_("Who knows the mentor, and from where"))
    contact = forms.CharField(label=_("Telephone or e-mail"), required=False)
    asked_on = DayField(label=_("Asked on"))


class AnswerForm(PastForm):
    """What somebody said whom we asked."""

    past = ("answered_on",)

    verdict = forms.ChoiceField(
        label=_("On the whole"), choices=Verdict, widget=ChoiceCards(hints={
            Verdict.SUPPORTS: _("Counts among the references."),
            Verdict.DOUBTS: _("Does not count. Talk it over in the team."),
            Verdict.NO_ANSWER: _("Does not count. Ask somebody else."),
        }),
    )  # fmt: skip
    said = forms.CharField(label=_("What they said"), required=False, widget=forms.Textarea)
    answered_on = DayField(label=_("Answered on"))


class CertificateForm(PastForm):
    """The date and what the answer means; there is no place for more."""

    past = ("checked_on",)
    checked_on = DayField(label=_("Date of the certificate"))
    result = forms.ChoiceField(label=_("What the answer means"), choices=Result, widget=forms.RadioSelect)
    due_on = DayField(label=_("Next due on"))

    def __init__(self, *args: Any, asked: Screening, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["due_on"].initial = today + timedelta(days=asked.certificate_days or A_YEAR)


class DecisionForm(PlainForm):
    outcome = forms.ChoiceField(
        label=_("Do we take this mentor in?"), choices=Outcome, widget=ChoiceCards(hints={
            Outcome.YES: _("A pair can be proposed as soon as nothing else is missing."),
            Outcome.NOT_NOW: _("No pair is proposed. The decision can be made anew later."),
        }),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason, for the team"), help_text=_("The mentor does not see this."), widget=forms.Textarea
    )
    words = forms.CharField(
        label=_("A kind sentence to the mentor"), help_text=_("The mentor reads it on their page."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class TermsForm(RecordForm[Mentor]):
    """What is agreed with a mentor."""

    capacity = forms.IntegerField(
        label=_("How many young people at once"), min_value=0, max_value=MOST_AT_ONCE,
        help_text=_("0: none for now."),
    )  # fmt: skip

    class Meta:
        model = Mentor
        fields = ("capacity", "municipality", "is_paid")
        labels = {"municipality": _("Town or municipality"), "is_paid": _("Paid, not a volunteer")}  # noqa: RUF012
