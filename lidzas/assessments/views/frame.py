"""What every page of this app shows around its own content."""

from typing import Any

from django.urls import reverse

from lidzas.access import Permission
from lidzas.assessments.choices import Voice
from lidzas.cases.locks import CaseRequest
from lidzas.cases.models import Case
from lidzas.method import ActsAs
from lidzas.programmes.queries import method_of


def voice_of(request: CaseRequest) -> Voice:
    return Voice.MENTEE if request.standing.is_mentee else Voice.CASE_MANAGER


def framed(request: CaseRequest, case: Case, **more: Any) -> dict[str, Any]:
    """What every page of this app shows around its own content."""
    method, standing = method_of(case.method_id), request.standing

    def may(permission: Permission) -> bool:
        return not case.is_closed and standing.allows(permission)

    return {
        "case": case,
        "standing": standing,
        "frame": "ui/mentee.html" if standing.is_mentee else "ui/page.html",
        "names": {voice.value: method.role_acting_as(ActsAs(voice.value)).name for voice in Voice},
        "may_answer": may(Permission.ASSESSMENT_ANSWER),
        "may_close": may(Permission.ASSESSMENT_CLOSE),
        "may_decide": may(Permission.READINESS_DECIDE),
        "may_say": may(Permission.READINESS_SAY),
        "may_tick": may(Permission.PREPARATION_TICK),
        "open_again": {"is_done": "0"},
        "form_name": method.form.name,
        "has_ways": bool(method.form.ways),
        **more,
    }


def overview_url(case: Case) -> str:
    return reverse("assessments:show", kwargs={"case_id": case.pk})


def readiness_url(case: Case) -> str:
    return reverse("assessments:readiness", kwargs={"case_id": case.pk})
