"""Suggested matches of a young person with a mentor, and the matches that came of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.cases.models import Case, CaseRecord
from lidzas.matching.choices import (
    ASKS_FOR_A_TALK,
    Amount,
    Answer,
    EndReason,
    ExclusionKind,
    ProposalState,
    RulingKind,
)
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, ProgrammeRecord
from lidzas.records.fields import SealedTextField

IS_SIGNED = Q(signed_by_case_manager__isnull=False) & (
    Q(needs_coordinator=False) | Q(signed_by_coordinator__isnull=False)
)
LONGEST_WAY = 24 * 60
SIDES = (Role.MENTEE, Role.MENTOR)
SENTENCES = ("at_ease", "what_matters", "listened_to", "go_on")
IS_VETOED = Q(mentee_answer=Answer.NO) | Q(mentor_answer=Answer.NO) | Q(mentee_took_back=True)
IS_SETTLED = Q(withdrawn_on__isnull=False) | Q(mentee_answer=Answer.NO) | ~Q(mentor_answer="")


class MatchProposals(models.QuerySet["MatchProposal"]):
    def live(self) -> "MatchProposals":
        """Still under way; the end of a case ends what was proposed in it."""
        return self.filter(settled_on=None, case__closed_on=None)


class MatchProposal(CaseRecord):
    """A mentor suggested to a young person (S2.29, S2.30).

    The case manager signs, and the training coordinator where the method has one. Then the young person
    is asked, and after their yes the mentor. Either may say no, and nobody is told who did.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="match_proposals")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="proposals")
    reasons = SealedTextField(_("why this suggestion"))
    words_for_mentee = SealedTextField(_("in words for the young person"))
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    needs_coordinator = models.BooleanField(_("the training coordinator signs too"))
    signed_by_case_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by_coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mentee_answer = models.CharField(_("the young person's answer"), max_length=3, choices=Answer, blank=True)
    mentee_answered_on = models.DateField(_("answered on"), null=True, blank=True)
    mentor_answer = models.CharField(_("the mentor's answer"), max_length=3, choices=Answer, blank=True)
    mentor_answered_on = models.DateField(_("answered on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    mentee_took_back = models.BooleanField(_("the young person took a yes back"), default=False)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    objects: ClassVar[models.Manager["MatchProposal"]] = MatchProposals.as_manager()

    class Meta:
        verbose_name = _("match proposal")
        verbose_name_plural = _("match proposals")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(settled_on=None), name="one_live_proposal_a_case"
            ),
            models.CheckConstraint(
                name="proposal_is_answered_by_yes_or_no",
                condition=Q(mentee_answer__in=["", *Answer.values], mentor_answer__in=["", *Answer.values]),
            ),
            models.CheckConstraint(
                name="young_person_is_asked_once_all_have_signed", condition=Q(mentee_answer="") | IS_SIGNED
            ),
            models.CheckConstraint(
                name="mentor_is_asked_after_the_young_persons_yes",
                condition=Q(mentor_answer="") | Q(mentee_answer=Answer.YES),
            ),
            models.CheckConstraint(
                name="young_person_takes_back_a_yes",
                condition=Q(mentee_took_back=False) | Q(mentee_answer=Answer.YES, withdrawn_on__isnull=False),
            ),
            models.CheckConstraint(
                name="young_persons_answer_says_when",
                condition=Q(mentee_answer="", mentee_answered_on=None)
                | (~Q(mentee_answer="") & Q(mentee_answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="mentors_answer_says_when",
                condition=Q(mentor_answer="", mentor_answered_on=None)
                | (~Q(mentor_answer="") & Q(mentor_answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="settled_proposal_says_how",
                condition=(Q(settled_on=None) & ~IS_SETTLED) | (Q(settled_on__isnull=False) & IS_SETTLED),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["mentor"], condition=Q(settled_on=None), name="live_proposals_of_a_mentor")
        ]

    def __str__(self) -> str:
        return f"Match proposal {self.pk}"

    @property
    def is_signed(self) -> bool:
        return not any(
            self.awaits_signature_of(role) for role in (Role.CASE_MANAGER, Role.TRAINING_COORDINATOR)
        )

    def awaits_signature_of(self, role: Role) -> bool:
        if role is Role.CASE_MANAGER:
            return self.signed_by_case_manager_id is None
        return (
            role is Role.TRAINING_COORDINATOR
            and self.needs_coordinator
            and self.signed_by_coordinator_id is None
        )

    @property
    def state(self) -> ProposalState:
        if self.withdrawn_on or Answer.NO in (self.mentee_answer, self.mentor_answer):
            return ProposalState.NOT_THIS_TIME
        if self.mentor_answer:
            return ProposalState.AGREED
        if self.mentee_answer:
            return ProposalState.ASKING_MENTOR
        return ProposalState.ASKING_MENTEE if self.is_signed else ProposalState.PROPOSED

    @property
    def asks_mentor(self) -> bool:
        """Whether the mentor is asked now, and so may read what the young person says about themself."""
        return self.state is ProposalState.ASKING_MENTOR and not self.case.is_closed


class Matches(models.QuerySet["Match"]):
    def active(self) -> "Matches":
        """Under way; the end of a case ends its match."""
        return self.filter(ended_on=None, case__closed_on=None)


class Match(CaseRecord):
    """A mentor and a young person who both said yes. Made by the second yes, ended once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="matches")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="matches")
    proposal = models.OneToOneField(MatchProposal, models.PROTECT, related_name="match")
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ends"), max_length=20, choices=EndReason, blank=True)
    end_note = SealedTextField(_("how both see it, and what comes next"), blank=True)
    goodbye_done = models.BooleanField(_("there was a goodbye"), null=True, blank=True)

    objects: ClassVar[models.Manager["Match"]] = Matches.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="one_active_match_a_case"
            ),
            models.CheckConstraint(
                name="ended_match_says_why_and_whether_there_was_a_goodbye",
                condition=Q(ended_on=None, end_reason="", goodbye_done=None)
                | (Q(ended_on__isnull=False, goodbye_done__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="match_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["mentor"], condition=Q(ended_on=None), name="active_matches_of_a_mentor")
        ]

    def __str__(self) -> str:
        return f"Match {self.pk}"


class TravelTime(ProgrammeRecord):
    """How long the way between two places takes, there as well as back."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="travel_times")
    place_a = models.CharField(_("from"), max_length=80)
    place_b = models.CharField(_("to"), max_length=80)
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("travel time")
        verbose_name_plural = _("travel times")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "place_a", "place_b"], name="one_travel_time_between_two_places"
            ),
            models.CheckConstraint(
                name="travel_takes_some_time_and_less_than_a_day",
                condition=Q(minutes__gt=0, minutes__lte=LONGEST_WAY),
            ),
            models.CheckConstraint(
                name="travel_leads_from_one_place_to_another", condition=~Q(place_a=F("place_b"))
            ),
        ]

    def __str__(self) -> str:
        return f"Travel time {self.pk}"


class Rulings(models.QuerySet["Ruling"]):
    def standing(self) -> "Rulings":
        """Not lifted; the end of a case ends what was ruled in it."""
        return self.filter(lifted_on=None, case__closed_on=None)


class Ruling(CaseRecord):
    """What people have decided about a young person and a mentor before a pair is proposed (S2.17).

    A locked pair is kept, a forbidden one is not suggested, and an override lets a doubt pass; never one
    of safety, of a veto or of a mentor's places.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="rulings")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="rulings")
    kind = models.CharField(_("decision"), max_length=20, choices=RulingKind)
    reason = SealedTextField(_("why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("since"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Ruling"]] = Rulings.as_manager()

    class Meta:
        verbose_name = _("decision on a pair")
        verbose_name_plural = _("decisions on pairs")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decision_on_a_pair_is_a_known_one", condition=Q(kind__in=RulingKind.values)
            ),
            models.UniqueConstraint(
                fields=["case", "mentor"],
                condition=Q(lifted_on=None),
                name="one_standing_decision_on_two_people",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_on=None, kind=RulingKind.LOCK),
                name="one_locked_mentor_a_case",
            ),
            models.CheckConstraint(
                name="lifted_decision_says_by_whom",
                condition=Q(lifted_on=None, lifted_by=None)
                | Q(lifted_on__gte=F("on"), lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on a pair {self.pk}"


class Exclusions(models.QuerySet["Exclusion"]):
    def standing(self) -> "Exclusions":
        return self.filter(lifted_on=None)


class Exclusion(CaseRecord):
    """That these two are never paired: they know each other, or safety forbids it.

    Why stands here in words that the case manager and the project manager read, and nobody else.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="exclusions")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="exclusions")
    kind = models.CharField(_("kind"), max_length=20, choices=ExclusionKind)
    reason = SealedTextField(_("why"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_on = models.DateField(_("since"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Exclusion"]] = Exclusions.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="exclusion_is_of_a_known_kind", condition=Q(kind__in=ExclusionKind.values)
            ),
            models.UniqueConstraint(
                fields=["case", "mentor"], condition=Q(lifted_on=None), name="one_standing_exclusion_of_two"
            ),
            models.CheckConstraint(
                name="lifted_exclusion_says_by_whom",
                condition=Q(lifted_on=None, lifted_by=None)
                | Q(lifted_on__gte=F("set_on"), lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Exclusion {self.pk}"


class CheckIn(CaseRecord):
    """How one side of a pair finds going together, in four sentences, each of which may be left out.

    The case manager alone reads it. An answer that asks for a talk names a day until which to have it,
    and nobody else learns of that. Nothing is summed up.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="check_ins")
    match = models.ForeignKey(Match, models.PROTECT, related_name="check_ins")
    role = models.CharField(_("side"), max_length=20, choices=[(role.value, role.name) for role in SIDES])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"))
    at_ease = models.CharField(_("I feel at ease when we meet."), max_length=20, choices=Amount, blank=True)
    what_matters = models.CharField(
        _("We work on what matters to me."), max_length=20, choices=Amount, blank=True
    )
    listened_to = models.CharField(_("I am listened to."), max_length=20, choices=Amount, blank=True)
    go_on = models.CharField(_("I would like to go on."), max_length=20, choices=Amount, blank=True)
    talk_by = models.DateField(_("to be talked about by"), null=True, blank=True)
    talked_on = models.DateField(_("talked about on"), null=True, blank=True)

    class Meta:
        verbose_name = _("check-in of a pair")
        verbose_name_plural = _("check-ins of pairs")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="check_in_is_of_one_of_the_two", condition=Q(role__in=[role.value for role in SIDES])
            ),
            models.CheckConstraint(
                name="check_in_is_answered_in_known_words",
                condition=Q(**{f"{name}__in": ["", *Amount.values] for name in SENTENCES}),
            ),
            models.CheckConstraint(
                name="talk_follows_a_check_in_that_asked_for_it",
                condition=Q(talked_on=None) | Q(talk_by__isnull=False, talked_on__gte=F("answered_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["case", "talk_by"],
                condition=Q(talk_by__isnull=False, talked_on=None),
                name="talks_after_check_ins",
            )
        ]

    def __str__(self) -> str:
        return f"Check-in of a pair {self.pk}"

    @property
    def asks_for_a_talk(self) -> bool:
        return any(getattr(self, name) in ASKS_FOR_A_TALK for name in SENTENCES)
