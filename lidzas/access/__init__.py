"""Access: one table of permissions, in pure Python."""

from lidzas.access.policy import (
    ONES_OWN_VOICE,
    POLICY,
    Permission,
    Reach,
    Role,
    is_allowed,
    roles_reaching,
)

__all__ = ["ONES_OWN_VOICE", "POLICY", "Permission", "Reach", "Role", "is_allowed", "roles_reaching"]
