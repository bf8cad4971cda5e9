"""What is chosen and written when a mentor is proposed, answered and let go."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.cases.models import Case
from lidzas.matching.choices import Answer, EndReason
from lidzas.matching.models import MatchProposal
from lidzas.matching.queries.pairs import FreeMentor
from lidzas.people.models import Mentor
from lidzas.ui.forms import PlainForm
from lidzas.ui.widgets import ChoiceCards

WORDS_ON_A_CARD = 30


def card_of(free: FreeMentor) -> SafeString:
    """What a mentor's card says: the places, and their own words in short."""
    lines = [_("Free places: %(number)s") % {"number": free.free_places}, free.mentor.municipality]
    if free.about:
        lines += [free.about.matters, free.about.likes, free.about.support]
    short = (Truncator(line).words(WORDS_ON_A_CARD) for line in lines if line)
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in short))


class ProposeForm(PlainForm):
    """Which mentor, and why: once for the staff and once for the young person."""

    mentor = forms.ChoiceField(label=gettext_lazy("Who could it be?"))
    reasons = forms.CharField(
        label=gettext_lazy("Why this suggestion"),
        help_text=gettext_lazy(
            "For the case manager and the project team. What speaks for it, what is to talk about?"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    words_for_mentee = forms.CharField(
        label=gettext_lazy("In words for the young person"),
        help_text=gettext_lazy(
            "The young person reads this. Short sentences, and no comparison with other mentors."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, free: Sequence[FreeMentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = {str(each.mentor.pk): each for each in free}
        cards = ChoiceCards(hints={pk: card_of(each) for pk, each in self.free.items()})
        self.fields["mentor"].widget = cards
        self.fields["mentor"].choices = [  # type: ignore[attr-defined]
            (pk, each.mentor.person.name) for pk, each in self.free.items()
        ]

    def clean_mentor(self) -> Mentor:
        return self.free[self.cleaned_data["mentor"]].mentor


class AnswerForm(PlainForm):
    """One of two buttons of equal weight."""

    answer = forms.ChoiceField(choices=Answer)

    def clean_answer(self) -> Answer:
        return Answer(self.cleaned_data["answer"])


class LetGoForm(PlainForm):
    """Why a mentor's pairs end together with the place."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"), choices=EndReason, widget=forms.RadioSelect
    )


class MenteeAnswerForm(AnswerForm):
    """The same, with the suggestion it answers: another may have been made since the page was opened."""

    proposal = forms.ModelChoiceField(queryset=MatchProposal.objects.none())

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = case.match_proposals.select_related("case")  # type: ignore[attr-defined]


class EndForm(PlainForm):
    """How a match ends before the programme does (S3.31)."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"), choices=EndReason, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("How do both see it, and what comes next for each?"),
        help_text=gettext_lazy("Only the case manager reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    goodbye_done = forms.TypedChoiceField(
        label=gettext_lazy("Was there a goodbye?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("Not yet, or it was not possible"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
