"""The support plan: how a young person imagines life, the goals in their words, and the small steps."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lidzas.cases.models import Case, CaseRecord
from lidzas.directory.models import Listing
from lidzas.plans.choices import AHEAD, GoalStatus, Horizon, StepArea, StepKind, StepStatus, WhoseIdea
from lidzas.records.fields import SealedTextField


class SupportPlan(CaseRecord):
    """What a young person wants to work towards, one plan a case (S2.05).

    Drafted, then agreed once by the young person. Agreed, it stays alive: goals and steps are still
    added and changed.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")

    case = models.OneToOneField(Case, models.PROTECT, related_name="support_plan")
    vision = SealedTextField(_("how I imagine it"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(_("day of the next review"), null=True, blank=True)
    evaluated_on = models.DateField(_("evaluated on"), null=True, blank=True)

    class Meta:
        verbose_name = _("support plan")
        verbose_name_plural = _("support plans")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreed_plan_says_when_and_by_whom",
                condition=Q(status="draft", agreed_on=None, agreed_by=None)
                | Q(status="agreed", agreed_on__isnull=False, agreed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Support plan {self.pk}"

    @property
    def is_agreed(self) -> bool:
        return self.status == self.Status.AGREED


class Goals(models.QuerySet["Goal"]):
    def in_order(self) -> "Goals":
        """The most important one first, then as they were written."""
        return self.order_by("-is_top", "position")

    def open(self) -> "Goals":
        return self.filter(status=GoalStatus.OPEN)

    def accepted(self) -> "Goals":
        return self.filter(accepted=True)


class Goal(CaseRecord):
    """Something the young person wants, in their own words (S2.01).

    A goal that was somebody else's idea belongs to the plan only when the young person has said yes
    to it (S2.23).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="goals")
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="goals")
    words = SealedTextField(_("goal"))
    hindrance = SealedTextField(_("what makes it hard"), blank=True)
    horizon = models.CharField(_("how far away"), max_length=10, choices=Horizon)
    whose_idea = models.CharField(_("whose idea it was"), max_length=20, choices=WhoseIdea)
    accepted = models.BooleanField(_("the young person says yes to it"))
    is_top = models.BooleanField(_("most important now"), default=False)
    top_since = models.DateField(_("most important since"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=GoalStatus, default=GoalStatus.OPEN)
    evidence = SealedTextField(_("how one can tell"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    place = models.ForeignKey(
        Listing, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place that helps")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["Goal"]] = Goals.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(is_top=True), name="one_goal_of_a_plan_is_most_important_now"
            ),
            models.CheckConstraint(
                name="most_important_goal_is_open_and_says_since_when",
                condition=Q(is_top=False, top_since=None)
                | Q(is_top=True, top_since__isnull=False, status="open", accepted=True),
            ),
            models.CheckConstraint(name="goal_has_a_known_status", condition=Q(status__in=GoalStatus.values)),
            models.CheckConstraint(
                name="closed_goal_says_when_and_how_one_can_tell",
                condition=Q(status="open", closed_on=None)
                | (~Q(status="open") & Q(closed_on__isnull=False) & ~Q(evidence="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="goals_of_a_plan")]

    def __str__(self) -> str:
        return f"Goal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == GoalStatus.OPEN

    @property
    def waits_for_a_yes(self) -> bool:
        return self.is_open and not self.accepted

    @property
    def own_steps(self) -> Sequence["Step"]:
        """The steps that belong to the plan; proposals do not yet."""
        return [step for step in self.steps.all() if not step.is_proposal]

    @property
    def steps_ahead(self) -> Sequence["Step"]:
        return [step for step in self.own_steps if step.is_ahead]

    @property
    def steps_behind(self) -> Sequence["Step"]:
        return [step for step in self.own_steps if not step.is_ahead]

    @property
    def done_count(self) -> int:
        return sum(step.is_done for step in self.own_steps)

    @property
    def proposals(self) -> Sequence["Step"]:
        return [step for step in self.steps.all() if step.is_proposal and step.is_ahead]


class Steps(models.QuerySet["Step"]):
    def of_the_plan(self) -> "Steps":
        return self.filter(is_proposal=False)


class Step(CaseRecord):
    """A small step towards a goal: what, when, with whom (S2.03).

    What a mentor writes is a proposal until the young person or the case manager says yes (S2.37).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps")
    what = SealedTextField(_("what"))
    when_text = SealedTextField(_("when"), blank=True)
    with_whom = SealedTextField(_("with whom"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind, default=StepKind.ME)
    area = models.CharField(_("where in life"), max_length=10, choices=StepArea, default=StepArea.EVERYDAY)
    status = models.CharField(_("status"), max_length=12, choices=StepStatus, default=StepStatus.NOT_STARTED)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    tried_in_real_life = models.BooleanField(_("tried in real life"), default=False)
    is_proposal = models.BooleanField(_("only proposed"), default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("position"))

    objects: ClassVar[models.Manager["Step"]] = Steps.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints: ClassVar = [
            models.CheckConstraint(name="step_has_a_known_status", condition=Q(status__in=StepStatus.values)),
            models.CheckConstraint(
                name="done_step_says_when",
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on=None)),
            ),
            models.CheckConstraint(
                name="proposed_step_says_by_whom",
                condition=Q(is_proposal=False) | Q(proposed_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["goal", "position"], name="steps_of_a_goal")]

    def __str__(self) -> str:
        return f"Step {self.pk}"

    @property
    def is_ahead(self) -> bool:
        return self.status in AHEAD

    @property
    def is_done(self) -> bool:
        return self.status == StepStatus.DONE


class PlanQuestion(CaseRecord):
    """That a mentor or the case manager asks the team for help with a plan (S2.15).

    Whoever helps reads these words and what is still missing, never the plan itself.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_questions")
    about = SealedTextField(_("what help is needed with"))
    copied = SealedTextField(_("words of the plan that are shown"), blank=True)
    asked_on = models.DateField(_("asked on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_on = models.DateField(_("helped on"), null=True, blank=True)

    class Meta:
        verbose_name = _("question about a plan")
        verbose_name_plural = _("questions about plans")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_question_is_settled_after_it_was_asked",
                condition=Q(settled_on=None) | Q(settled_on__gte=models.F("asked_on")),
            )
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

    @property
    def is_settled(self) -> bool:
        return self.settled_on is not None


class PlanAdvice(CaseRecord):
    """What somebody of the team says to a question about a plan. Never edited."""

    question = models.ForeignKey(PlanQuestion, models.PROTECT, related_name="advice")
    words = SealedTextField(_("advice"))
    said_on = models.DateField(_("said on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("advice on a plan")
        verbose_name_plural = _("advice on plans")

    def __str__(self) -> str:
        return f"Advice {self.pk}"
