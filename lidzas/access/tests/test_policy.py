"""The table of permissions, read as sentences."""

import pytest

from lidzas.access import POLICY, Permission, Reach, Role, is_allowed, roles_reaching


def test_every_permission_stands_in_the_table():
    assert set(POLICY) == set(Permission)


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name)
@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_only_as_far_as_the_table_says(permission, role):
    granted = POLICY[permission].get(role)
    assert is_allowed(permission, on_case=[role]) is (granted is Reach.OWN_CASE)
    assert is_allowed(permission, in_programme=[role]) is (granted is Reach.PROGRAMME)


def test_the_mentor_never_reads_assessment_readiness_or_contacts():
    for permission in (Permission.ASSESSMENT_VIEW, Permission.READINESS_VIEW, Permission.CONTACT_VIEW):
        assert not is_allowed(permission, on_case=[Role.MENTOR], in_programme=[Role.MENTOR])


def test_roles_of_a_reach_are_found():
    assert roles_reaching(Permission.MATCH_VIEW, Reach.PROGRAMME) == (
        Role.TRAINING_COORDINATOR,
        Role.PROJECT_MANAGER,
    )
    assert roles_reaching(Permission.MATCH_VIEW, Reach.OWN_CASE) == (Role.CASE_MANAGER,)
