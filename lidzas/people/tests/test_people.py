"""Inviting, coming in, and one's own words."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.models import Entry
from lidzas.notices.actions import send_waiting
from lidzas.people.actions import (
    ComesInElsewhere,
    InvitationOver,
    NobodyReal,
    accept,
    close_account,
    come_in,
    invitation_of,
    invite,
    join_as_mentor,
    take_back,
)
from lidzas.people.models import Invitation, Mentor
from lidzas.programmes.models import StaffRole
from tests.builders import DAY, MOMENT, a_person, a_programme

LINK = re.compile(r"http://testserver(/invitation/[\w:=.-]+/)")


@pytest.fixture
def invite_staff(programme):
    return reverse("people:invite_staff", kwargs={"programme_code": programme.code})


def fields(**changed):
    return {
        "name": "Jānis Liepa",
        "email": "janis@example.org",
        "language": "lv",
        "role": "case_manager",
        **changed,
    }


def invited_link(page):
    return LINK.search(page.content.decode().replace("&amp;", "&")).group(1)


WELCOME = {"name": "J", "language": "en", "address_form": "neutral", "password": ""}


def make(programme, by, *, email="janis@example.org", role=Role.MENTEE, name="Jānis Liepa"):
    return invite(
        programme, role, email=email, name=name, language="en", by=by, at=MOMENT,
        link_for=lambda token: f"/invitation/{token}/",
    )  # fmt: skip


def test_a_colleague_is_invited_and_comes_in(signed_in, client, programme, project_manager, invite_staff):
    page = signed_in(project_manager).post(invite_staff, fields(), follow=True)
    link = invited_link(page)
    client.logout()
    assert client.get(link).status_code == 200
    answers = {
        "name": "Jānis",
        "language": "en",
        "address_form": "neutral",
        "password": "three words in a row",
    }
    assert client.post(link, answers).url == reverse("journey:home")
    person = User.objects.get(email="janis@example.org")
    assert (person.is_active, person.name, person.language) == (True, "Jānis", "en")
    assert person.check_password("three words in a row")
    assert client.get(reverse("journey:home")).context["hat"].role == Role.CASE_MANAGER


def test_with_a_mail_server_the_link_goes_by_mail_alone(signed_in, project_manager, invite_staff, settings):
    settings.HAS_MAIL = True
    page = signed_in(project_manager).post(invite_staff, fields(), follow=True)
    assert not LINK.search(page.content.decode())
    send_waiting(now=timezone.now())
    [letter] = mail.outbox
    assert LINK.search(letter.body)
    assert "janis@example.org" in letter.to
    assert "mentor" not in (letter.subject + letter.body).lower()


def test_a_password_may_be_left_out(client, programme, project_manager):
    link = make(programme, project_manager).link
    client.post(link, {"name": "J", "language": "en", "address_form": "neutral", "password": ""})
    person = User.objects.get(email="janis@example.org")
    assert person.is_active
    assert not person.has_usable_password()


def test_a_weak_password_is_refused_beside_the_field(client, programme, project_manager):
    link = make(programme, project_manager).link
    page = client.post(link, {"name": "J", "language": "en", "address_form": "neutral", "password": "1234"})
    assert page.status_code == 422
    assert page.context["form"].errors["password"]
    assert not User.objects.get(email="janis@example.org").is_active


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CASE_MANAGER, {"project_manager"}),
        (Role.MENTOR, {"project_manager", "coordinator"}),
    ],
)
def test_who_may_invite_a_role_may_send_a_new_link(
    signed_in, client, programme, project_manager, coordinator, case_manager, role, may
):
    people = {"project_manager": project_manager, "coordinator": coordinator, "case_manager": case_manager}
    first = make(programme, project_manager, role=role)
    address = {"programme_code": programme.code, "invitation_id": first.invitation.pk}
    for who, person in people.items():
        browser = signed_in(person)
        people_page = browser.get(reverse("journey:people", kwargs={"programme_code": programme.code}))
        newest = Invitation.objects.latest("made_at", "pk")
        again = reverse("people:invite_again", kwargs=address | {"invitation_id": newest.pk})
        assert (again in people_page.content.decode()) is (who in may)
        answer = browser.post(again, {"form_key": who}, follow=True)
        assert answer.status_code == (200 if who in may else 403)
    client.logout()
    assert client.get(first.link).status_code == 410
    assert Invitation.objects.filter(programme=programme, role=role).count() == 1 + len(may)
    assert Invitation.objects.waiting(programme).count() == 1


def test_nobody_is_invited_again_who_has_come_in(signed_in, programme, project_manager, client):
    invited = make(programme, project_manager, role=Role.CASE_MANAGER)
    accept(invited.invitation, at=MOMENT)
    address = {"programme_code": programme.code, "invitation_id": invited.invitation.pk}
    again = signed_in(project_manager).post(reverse("people:invite_again", kwargs=address))
    assert again.status_code == 404


def test_a_link_works_once(client, programme, project_manager):
    link = make(programme, project_manager).link
    client.post(link, {"name": "J", "language": "en", "address_form": "neutral", "password": ""})
    assert client.get(link).status_code == 410


def test_of_two_who_accept_at_once_only_one_comes_in(programme, project_manager):
    invitation = make(programme, project_manager).invitation
    accept(invitation, at=MOMENT)
    with pytest.raises(InvitationOver):
        accept(invitation, at=MOMENT)
    assert str(invitation) == f"Invitation {invitation.pk}"
    invitation.refresh_from_db()
    assert invitation.is_accepted


def test_a_link_ends_after_two_weeks(client, programme, project_manager):
    link = make(programme, project_manager).link
    with time_machine.travel(MOMENT + timedelta(days=15)):
        assert client.get(link).status_code == 410


def test_a_new_invitation_ends_the_earlier_one(client, programme, project_manager):
    first, second = (make(programme, project_manager).link for _ in range(2))
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b:c", "WyJhIl0:1tXxXx:abc"])
def test_a_made_up_link_is_answered_kindly(client, db, token):
    assert client.get(f"/invitation/{token}/").status_code == 410


def test_a_link_whose_secret_word_is_another_does_not_open(programme, project_manager):
    invited = make(programme, project_manager)
    Invitation.objects.update(nonce_digest="0" * 64)
    with pytest.raises(InvitationOver):
        invitation_of(invited.link.split("/")[2], at=MOMENT)


def test_an_invitation_never_gives_away_an_account_in_use(client, programme, project_manager):
    person = a_person("Marta Egle")
    person.set_password("three words in a row")
    person.save()
    invited = make(programme, project_manager, email=person.email, role=Role.CASE_MANAGER)
    page = client.get(invited.link)
    assert f"{reverse('account_login')}?next={invited.link}" in page.content.decode()
    assert "form" not in page.context or page.context["form"] is None
    client.post(invited.link, {"name": "Thief", "password": "another password here"})
    person.refresh_from_db()
    assert (person.name, person.check_password("three words in a row")) == ("Marta Egle", True)
    assert client.get(reverse("journey:home")).status_code == 302
    assert Invitation.objects.waiting(programme).get() == invited.invitation


def test_who_has_an_account_says_yes_signed_in(signed_in, programme, project_manager, stranger):
    person = a_person("Marta Egle")
    invited = make(programme, project_manager, email=person.email, role=Role.CASE_MANAGER)
    other = signed_in(stranger)
    assert "sign out first" in other.get(invited.link).content.decode()
    other.post(invited.link)
    assert not StaffRole.objects.filter(person__in=[person, stranger]).exists()
    browser = signed_in(person)
    assert "your place begins" in browser.get(invited.link).content.decode()
    assert browser.post(invited.link, {"form_key": "a" * 32}).url == reverse("journey:home")
    assert StaffRole.objects.get(person=person).role == Role.CASE_MANAGER


def test_a_yes_clicked_twice_at_once_is_answered_kindly(signed_in, programme, project_manager):
    person = a_person("Marta Egle")
    invited = make(programme, project_manager, email=person.email, role=Role.CASE_MANAGER)

    def the_other_click_was_faster(execute, sql, params, many, context):
        if sql.startswith('UPDATE "people_invitation"') and first:
            Invitation.objects.filter(pk=first.pop()).update(accepted_at=MOMENT)
        return execute(sql, params, many, context)

    first = [invited.invitation.pk]
    with connection.execute_wrapper(the_other_click_was_faster):
        answer = signed_in(person).post(invited.link)
    assert answer.status_code == 410
    assert not StaffRole.objects.filter(person=person).exists()


def test_inviting_does_not_tell_who_has_an_account(signed_in, programme, project_manager, invite_staff):
    known = a_person("Marta Egle")
    browser = signed_in(project_manager)
    for email in (known.email, "nobody@example.org"):
        page = browser.post(invite_staff, fields(email=email, name="As Typed"), follow=True).content.decode()
        assert "As Typed" in page
        assert email in page
        assert "Marta Egle" not in page
    assert not StaffRole.objects.filter(programme=programme, role=Role.CASE_MANAGER).exists()


@pytest.fixture
def elsewhere():
    """A second programme of the same installation, and its project manager."""
    manager = a_person("Rasa Vējš")
    return a_programme("Elsewhere", by=manager), manager


def test_a_link_that_was_handed_over_opens_nothing_that_waits_from_elsewhere(
    client, programme, case_manager, elsewhere
):
    theirs = make(programme, case_manager)
    other = make(*elsewhere, role=Role.MENTOR)
    for link in (theirs.link, other.link):
        page = client.get(link)
        assert page.status_code == 403
        assert "Somebody else has invited you too" in page.content.decode()
        assert client.post(link, WELCOME).status_code == 403
    with pytest.raises(ComesInElsewhere):
        come_in(other.invitation, name="T", language="en", address_form="neutral", password="", at=MOMENT)
    assert not User.objects.get(email="janis@example.org").has_come_in
    take_back(other.invitation, by=elsewhere[1], at=MOMENT)
    assert client.post(theirs.link, WELCOME).status_code == 302


def test_a_young_persons_invitation_guards_the_account_even_when_it_was_replaced(
    client, programme, case_manager, elsewhere
):
    for _time in range(2):
        make(programme, case_manager)
    Invitation.objects.waiting(programme).update(ended_at=MOMENT)
    assert client.get(make(*elsewhere, role=Role.MENTOR).link).status_code == 403


def test_a_link_that_went_by_mail_opens_the_account(client, programme, case_manager, elsewhere, settings):
    make(programme, case_manager)
    settings.HAS_MAIL = True
    other = make(*elsewhere, role=Role.MENTOR)
    assert client.post(other.link, WELCOME).status_code == 302
    assert Mentor.objects.get(programme=elsewhere[0]).person.name == "J"


def test_no_link_opens_an_account_that_was_closed(client, programme, project_manager):
    person = a_person("Marta Egle")
    a_person("Keeper", is_administrator=True)
    close_account(person, by=None)
    invited = make(programme, project_manager, email=person.email, role=Role.CASE_MANAGER)
    page = client.post(invited.link, WELCOME)
    assert page.status_code == 403
    assert "This account is closed" in page.content.decode()
    person.refresh_from_db()
    assert not person.is_active


def test_an_invitation_can_be_taken_back(signed_in, client, programme, project_manager, invite_staff):
    browser = signed_in(project_manager)
    link = invited_link(browser.post(invite_staff, fields(), follow=True))
    waiting = Invitation.objects.waiting(programme).get()
    address = {"programme_code": programme.code, "invitation_id": waiting.pk}
    take = reverse("people:take_back", kwargs=address)
    people = reverse("journey:people", kwargs={"programme_code": programme.code})
    assert take in browser.get(people).content.decode()
    page = browser.post(take, {"form_key": "b" * 32}, follow=True).content.decode()
    assert "is taken back" in page
    assert "janis@example.org" not in page
    assert browser.post(take, {"form_key": "c" * 32}).status_code == 404
    with pytest.raises(InvitationOver):
        take_back(waiting, by=project_manager, at=MOMENT)
    client.logout()
    assert client.get(link).status_code == 410
    assert Entry.objects.latest("pk").deed == "person.invite_end"


def test_an_invented_round_invites_only_invented_people(project_manager):
    invented = a_programme("Invented", by=project_manager, is_practice=True)
    with pytest.raises(NobodyReal, match="nobody's"):
        make(invented, project_manager, role=Role.MENTOR)
    assert make(invented, project_manager, role=Role.MENTOR, email="Anna@example.INVALID").link


def test_mentors_are_invited_by_the_coordinator(signed_in, programme, coordinator):
    address = reverse("people:invite_mentor", kwargs={"programme_code": programme.code})
    browser = signed_in(coordinator)
    link = invited_link(browser.post(address, fields(), follow=True))
    assert not Mentor.objects.exists()
    assert (
        "janis@example.org" in browser.get(reverse("journey:people", args=[programme.code])).content.decode()
    )
    browser.logout()
    browser.post(link, WELCOME)
    mentor = Mentor.objects.get(person__email="janis@example.org")
    assert (mentor.programme, mentor.capacity) == (programme, 2)
    assert str(mentor) == f"Mentor {mentor.pk}"
    assert join_as_mentor(programme, mentor.person, by=coordinator, on=DAY) == mentor


def test_a_doubled_click_invites_once(signed_in, project_manager, invite_staff):
    browser = signed_in(project_manager)
    first, second = (browser.post(invite_staff, fields(form_key="k1")) for _ in range(2))
    assert first.url == second.url
    assert Invitation.objects.count() == 1


def test_the_same_form_with_other_words_is_another_deed(signed_in, project_manager, invite_staff):
    browser = signed_in(project_manager)
    browser.post(invite_staff, fields(form_key="k1"))
    browser.post(invite_staff, fields(form_key="k1", email="other@example.org"))
    assert Invitation.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(signed_in, project_manager, invite_staff):
    browser = signed_in(project_manager)
    assert browser.post(invite_staff, fields(form_key="k1", name="")).status_code == 422
    assert browser.post(invite_staff, fields(form_key="k1")).status_code == 302


def test_i_change_my_name_and_language(signed_in, mentor):
    page = signed_in(mentor).post(
        reverse("people:profile"), {"name": "Māris O.", "language": "lv", "address_form": "masculine"}
    )
    assert page.status_code == 302
    mentor.refresh_from_db()
    assert (mentor.name, mentor.language, mentor.search_name[:7]) == ("Māris O.", "lv", "maris o")
