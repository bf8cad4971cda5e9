"""The young person and the mentor of a case as each shows themself to the other (S1.03, S1.42)."""

from lidzas.access import Role
from lidzas.cases.models import Case, TeamMember
from lidzas.people.facts import Shown, shared_parts, shown
from lidzas.people.models import AboutMe
from lidzas.people.queries.beside import Beside, beside
from lidzas.people.queries.cards import words_of
from lidzas.people.queries.tellers import vocabulary_of


def mentor_on(case: Case) -> TeamMember | None:
    """Who accompanies the young person today."""
    members = TeamMember.objects.active().filter(case=case, role=Role.MENTOR)
    return members.select_related("person").first()


def side_by_side_on(case: Case, mentor: TeamMember) -> Beside:
    """The two as they show themselves: the young person what they chose, the mentor what they have not hidden."""
    found = {
        row.person_id: row for row in AboutMe.objects.filter(person__in=[case.mentee_id, mentor.person_id])
    }
    return beside(
        what_is_shown(found.get(case.mentee_id), unsaid=False),
        what_is_shown(found.get(mentor.person_id), unsaid=True),
        names=(case.mentee.name, mentor.person.name),
        words=words_of(vocabulary_of(case.programme)),
    )


def what_is_shown(about: AboutMe | None, *, unsaid: bool) -> Shown:
    return shown(about, shared_parts(about, unsaid=unsaid))
