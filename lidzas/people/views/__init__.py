"""Inviting, coming in by an invitation, and how a person is named and spoken to."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.people import actions
from lidzas.people.actions import (
    ComesInElsewhere,
    InvitationOver,
    accept,
    change_profile,
    come_in,
    invitation_of,
    invite,
    refuse_others_account,
)
from lidzas.people.forms import (
    InviteForm,
    InviteMentorForm,
    InviteStaffForm,
    ProfileForm,
    WelcomeForm,
)
from lidzas.people.links import links_of, said_of
from lidzas.people.models import Invitation
from lidzas.people.queries import (
    likely_people,
    permission_to_invite,
    staff_roles_in,
    waiting_invitation,
)
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in
from lidzas.ui.public import open_to_all

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.STAFF_INVITE)
def invite_staff(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    roles = staff_roles_in(method_of(programme.method_id), get_language() or "")
    form = InviteStaffForm(request.POST or None, roles=roles)
    return send(request, programme, form, template="people/invite_staff.html")


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_INVITE)
def invite_mentor(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    form = InviteMentorForm(
        request.POST or None, look=lambda name, email: likely_people(programme, name=name, email=email)
    )
    return send(request, programme, form, template="people/invite_mentor.html", role=Role.MENTOR)


def send(
    request: ProgrammeRequest,
    programme: Programme,
    form: InviteForm,
    *,
    template: str,
    role: Role | None = None,
) -> HttpResponse:
    deed = partial(invite, programme, by=request.user, at=timezone.now(), link_for=links_of(request))
    if role is not None:
        deed = partial(deed, role)
    return fill_in(
        request,
        form,
        template=template,
        context={"programme": programme},
        deed=deed,
        said=said_of,
        then=reverse("journey:people", kwargs={"programme_code": programme.code}),
    )


@require_POST
@opens_programme(Permission.PEOPLE_VIEW)
def invite_again(request: ProgrammeRequest, programme: Programme, invitation_id: UUID) -> HttpResponse:
    """A fresh link for somebody who has not answered."""
    waiting = invitation_to_answer_for(request, programme, invitation_id)
    again = actions.invite_again(waiting, by=request.user, at=timezone.now(), link_for=links_of(request))
    messages.success(request, said_of(again))
    return redirect("journey:people", programme_code=programme.code)


@require_POST
@opens_programme(Permission.PEOPLE_VIEW)
def take_back(request: ProgrammeRequest, programme: Programme, invitation_id: UUID) -> HttpResponse:
    """End an invitation that nobody has accepted."""
    waiting = invitation_to_answer_for(request, programme, invitation_id)
    return answer_deed(
        request,
        deed=partial(actions.take_back, waiting, by=request.user, at=timezone.now()),
        said=_("The invitation is taken back."),
        then=reverse("journey:people", kwargs={"programme_code": programme.code}),
    )


def invitation_to_answer_for(
    request: ProgrammeRequest, programme: Programme, invitation_id: UUID
) -> Invitation:
    """An invitation that waits; who may invite a role answers for its invitations."""
    waiting = waiting_invitation(programme, invitation_id)
    if not is_allowed(permission_to_invite(waiting.role), in_programme=request.roles):
        raise PermissionDenied
    return waiting


@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The first page of an invited person."""
    try:
        return answer_invitation(request, invitation_of(token, at=timezone.now()))
    except InvitationOver as over:
        return render(request, "people/invitation_over.html", {"why": str(over)}, status=410)


def answer_invitation(request: HttpRequest, invited: Invitation) -> HttpResponse:
    if invited.person.is_active:
        return welcome_back(request, invited)
    with override(invited.person.language):
        return welcome(request, invited)


def welcome_back(request: HttpRequest, invited: Invitation) -> HttpResponse:
    """Somebody with an account says yes, signed in as themselves: a link alone speaks for nobody."""
    is_theirs = request.user == invited.person
    if request.method == "POST" and is_theirs:
        accept(invited, at=timezone.now())
        return redirect("journey:home")
    context = {"invitation": invited, "is_theirs": is_theirs}
    return render(request, "people/invitation_known.html", context)


def welcome(request: HttpRequest, invited: Invitation) -> HttpResponse:
    try:
        refuse_others_account(invited)
    except ComesInElsewhere as elsewhere:
        return render(request, "people/invitation_elsewhere.html", {"why": str(elsewhere)}, status=403)
    form = WelcomeForm(request.POST or None, instance=invited.person)
    response = fill_in(
        request,
        form,
        template="people/invitation.html",
        context={"invitation": invited},
        deed=partial(come_in, invited, at=timezone.now()),
        said=_("Welcome!"),
        then=reverse("journey:home"),
    )
    if response.status_code == 302:
        invited.person.refresh_from_db()
        login(request, invited.person, backend=BACKEND)
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    return fill_in(
        request,
        form,
        template="people/profile.html",
        context={},
        deed=partial(change_profile, request.user),
        said=_("Saved."),
        then=reverse("people:profile"),
    )
