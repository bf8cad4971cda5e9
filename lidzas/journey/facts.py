"""What a gate of the method needs to know of a case, asked of every app that knows."""

from lidzas.agreements.queries import points_left
from lidzas.cases.facts import last_done
from lidzas.cases.models import Case
from lidzas.meetings.queries import counts as meeting_counts
from lidzas.method import Count, Facts, Path
from lidzas.plans.queries import counts as plan_counts
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.queries import open_things


def facts_of(case: Case) -> Facts:
    """How the case stands now, in the terms of the method's gates."""
    goals, steps, _done = plan_counts(case)
    most_left = max((len(keys) for keys in points_left(case).values()), default=0)
    explained = len(method_of(case.method_id).points) - most_left
    counts = {**meeting_counts(case), Count.GOALS: goals, Count.STEPS: steps, Count.EXPLANATIONS: explained}
    return Facts(done=last_done(case), counts=counts, open_things=open_things(case), path=Path(case.path))
