"""Suggested matches of a young person with a mentor, and the matches that came of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.cases.models import Case, CaseRecord
from lidzas.matching.choices import Answer, EndReason, ProposalState
from lidzas.people.models import Mentor
from lidzas.records.fields import SealedTextField

IS_SIGNED = Q(signed_by_case_manager__isnull=False) & (
    Q(needs_coordinator=False) | Q(signed_by_coordinator__isnull=False)
)
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
