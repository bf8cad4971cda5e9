"""Which proposal or match stands, who has a free place, and what waits for a mentor's answer."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.matching.choices import Answer
from lidzas.matching.models import IS_SIGNED, Match, MatchProposal, MatchProposals
from lidzas.method import ActsAs, Text
from lidzas.people.models import AboutMe, Mentor
from lidzas.people.queries.cards import PersonCard, mentor_card, young_person_card
from lidzas.people.queries.tellers import vocabulary_of
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of

WITH_PEOPLE = ("case", "mentor__person__about_me", "signed_by_case_manager", "signed_by_coordinator")


@dataclass(frozen=True, slots=True)
class FreeMentor:
    """A mentor who can take one more young person, with what they say about themself."""

    mentor: Mentor
    free_places: int
    about: AboutMe | None


def about_of(person: User) -> AboutMe | None:
    """A person's own words about themself, or None while they have written none."""
    return getattr(person, "about_me", None)


def card_of_mentor(proposal: MatchProposal) -> PersonCard:
    """The proposed mentor as the young person reads them."""
    mentor, programme = proposal.mentor, proposal.case.programme
    return mentor_card(
        mentor.person,
        about_of(mentor.person),
        vocabulary=vocabulary_of(programme),
        place=mentor.municipality,
    )


def card_before_the_yes(case: Case) -> PersonCard:
    """The young person as a mentor reads them before there is a pair: the first name, and what is shared."""
    about, vocabulary = about_of(case.mentee), vocabulary_of(case.programme)
    return young_person_card(first_name_of(case.mentee), about, vocabulary=vocabulary)


def first_name_of(person: User) -> str:
    """All that a mentor learns of a name before there is a match."""
    return person.name.partition(" ")[0]


def live_proposal(case: Case) -> MatchProposal | None:
    return case.match_proposals.filter(settled_on=None).select_related(*WITH_PEOPLE).first()


def asked_proposal(case: Case) -> MatchProposal | None:
    """The proposal the young person was last asked about; one not yet signed does not exist for them."""
    asked = case.match_proposals.filter(IS_SIGNED).select_related(*WITH_PEOPLE)
    return asked.order_by("-made_at", "-pk").first()


def proposal_on(case: Case, proposal_id: UUID) -> MatchProposal:
    return get_object_or_404(MatchProposal.objects.filter(case=case).select_related("case"), pk=proposal_id)


def settled_proposals(case: Case) -> list[MatchProposal]:
    """Earlier proposals, newest first. They say how each went, never who declined."""
    settled = case.match_proposals.filter(settled_on__isnull=False, match=None).select_related(
        "mentor__person"
    )
    return list(settled.order_by("-settled_on", "-pk"))


def active_match(case: Case) -> Match | None:
    return Match.objects.active().filter(case=case).select_related("mentor__person", "case").first()


def ended_matches(case: Case) -> list[Match]:
    ended = case.matches.filter(ended_on__isnull=False).select_related("mentor__person")
    return list(ended.order_by("-ended_on", "-pk"))


def mentor_of(programme: Programme, mentor_id: UUID) -> Mentor:
    mentors = Mentor.objects.filter(programme=programme, left_on=None).select_related("person")
    return get_object_or_404(mentors, pk=mentor_id)


def mentor_asked_for(programme: Programme, word: str) -> Mentor | None:
    """The mentor whose id stands in an address; what is none counts as not given."""
    try:
        asked = UUID(word)
    except ValueError:
        return None
    return Mentor.objects.filter(programme=programme, left_on=None, pk=asked).first()


def matches_of(mentor: Mentor) -> list[Match]:
    """The pairs in which a mentor is today."""
    return list(Match.objects.active().filter(mentor=mentor).select_related("case__mentee").order_by("pk"))


def places_taken(mentor: Mentor) -> int:
    """Young people the mentor accompanies or is being asked about."""
    matches = Match.objects.active().filter(mentor=mentor).count()
    return matches + MatchProposal.objects.live().filter(mentor=mentor).count()


def free_mentors(programme: Programme) -> list[FreeMentor]:
    """Who has a free place, by name."""
    accompanied = Q(matches__isnull=False, matches__ended_on=None, matches__case__closed_on=None)
    asked = Q(proposals__isnull=False, proposals__settled_on=None, proposals__case__closed_on=None)
    mentors = (
        programme.mentors.filter(left_on=None)
        .select_related("person__about_me")
        .annotate(
            accompanied=Count("matches", filter=accompanied, distinct=True),
            asked=Count("proposals", filter=asked, distinct=True),
        )
        .order_by("person__search_name", "pk")
    )
    free = ((mentor, mentor.capacity - mentor.accompanied - mentor.asked) for mentor in mentors)
    return [FreeMentor(mentor, places, about_of(mentor.person)) for mentor, places in free if places > 0]


def asking(person: User) -> MatchProposals:
    """Proposals that wait for this mentor's answer; the young person has said yes to each."""
    waiting = MatchProposal.objects.live().filter(
        mentor__person=person, mentor__left_on=None, mentee_answer=Answer.YES
    )
    return waiting.select_related("case__mentee__about_me", "case__programme", "mentor__person")


def proposals_for_mentor(person: User) -> list[MatchProposal]:
    return list(asking(person).order_by("mentee_answered_on", "pk"))


def own_proposal(person: User, proposal_id: UUID) -> MatchProposal:
    """A proposal the mentor was or is asked about; before the young person's yes it does not exist for them."""
    asked = MatchProposal.objects.filter(mentor__person=person, mentee_answer=Answer.YES)
    return get_object_or_404(asked.select_related("case__mentee__about_me", "mentor__person"), pk=proposal_id)


def signing_role(proposal: MatchProposal, standing: Standing) -> Role | None:
    """In which role a person has yet to sign, if in any."""
    held = (
        (Role.CASE_MANAGER, standing.on_case),
        (Role.TRAINING_COORDINATOR, standing.in_programme),
    )
    roles = (role for role, roles in held if role in roles)
    return next((role for role in roles if proposal.awaits_signature_of(role)), None)


def signatures_of(proposal: MatchProposal) -> tuple[tuple[Text, User | None], ...]:
    """Whose signatures the method asks for, by role name, and who has given them."""
    method = method_of(proposal.case.method_id)
    signed = [(method.role_acting_as(ActsAs.CASE_MANAGER).name, proposal.signed_by_case_manager)]
    if proposal.needs_coordinator:
        coordinator = method.role_acting_as(ActsAs.TRAINING_COORDINATOR)
        signed.append((coordinator.name, proposal.signed_by_coordinator))
    return tuple(signed)
