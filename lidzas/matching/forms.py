"""What is chosen and written when a mentor is proposed, answered and let go."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.cases.models import Case
from lidzas.matching.choices import Amount, Answer, EndReason, ExclusionKind
from lidzas.matching.facts.kinds import Criterion
from lidzas.matching.facts.reasons import criterion_name
from lidzas.matching.models import LONGEST_WAY, SENTENCES, CheckIn, MatchProposal
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


class ExcludeForm(PlainForm):
    """Who is never suggested to this young person, and why."""

    mentor = forms.ChoiceField(label=gettext_lazy("Who is it about?"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Why are the two kept apart?"), choices=ExclusionKind, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Only the case manager and the project manager read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, mentors: Sequence[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {str(each.pk): each for each in mentors}
        self.fields["mentor"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((pk, each.person.name) for pk, each in self.mentors.items()),
        ]

    def clean_mentor(self) -> Mentor:
        return self.mentors[self.cleaned_data["mentor"]]

    def clean_kind(self) -> ExclusionKind:
        return ExclusionKind(self.cleaned_data["kind"])


class CheckInForm(PlainForm):
    """Four sentences, each with five words and a way to leave it out (method 3.24)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            name: forms.ChoiceField(
                label=CheckIn._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                choices=[*Amount.choices, ("", gettext_lazy("I leave this out"))],
                widget=forms.RadioSelect,
                required=False,
            )
            for name in SENTENCES
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        return {"answers": {name: self.cleaned_data.get(name, "") for name in SENTENCES}}


class WeightsForm(PlainForm):
    """How much each criterion counts; together one hundred."""

    def __init__(self, *args: Any, weights: Mapping[Criterion, int], **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            criterion.value: forms.IntegerField(
                label=criterion_name(criterion), initial=weight, min_value=0, max_value=100
            )
            for criterion, weight in weights.items()
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        weights = {
            each: self.cleaned_data[each.value] for each in Criterion if each.value in self.cleaned_data
        }
        if not self.errors and sum(weights.values()) != 100:
            self.add_error(
                None,
                _("Together the weights make %(all)s. Now they make %(sum)s.")
                % {"all": 100, "sum": sum(weights.values())},
            )
        return {"weights": weights}


class TravelForm(PlainForm):
    """How long the way between two places takes."""

    place_a = forms.ChoiceField(label=gettext_lazy("From"))
    place_b = forms.ChoiceField(label=gettext_lazy("To"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes one way"),
        help_text=gettext_lazy("As the young person would travel: mostly by bus or train."),
        min_value=1,
        max_value=LONGEST_WAY,
    )

    def __init__(self, *args: Any, places: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("place_a", "place_b"):
            self.fields[name].choices = [("", "–"), *((place, place) for place in places)]  # type: ignore[attr-defined]


class RuleForm(PlainForm):
    """Why people decide so about these two."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "The case manager and the training coordinator read this. Nothing that was said in confidence."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
