"""Access: one table of permissions, in pure Python."""

from lidzas.access.policy import POLICY, Permission, Reach, Role, is_allowed, roles_reaching

__all__ = ["POLICY", "Permission", "Reach", "Role", "is_allowed", "roles_reaching"]
