"""Who may do what in a workspace on a server."""

from typing import TYPE_CHECKING

from budget.role import Role
from budget.services.workspace import Workspace

if TYPE_CHECKING:
    from budget.store.rights import Granted as Granted


def give(workspace: Workspace, user: str, role: Role) -> None:
    """Let a user of the server work in this region; whoever made the region may give.

    NotFound where the server knows no such user, NotAllowed for others, FileError for a workspace in a file.
    """
    from budget.store.rights import give as grant

    grant(workspace.target, user, role)


def take(workspace: Workspace, user: str, role: Role) -> None:
    """NotFound where the user does not have the role."""
    from budget.store.rights import take as revoke

    revoke(workspace.target, user, role)


def granted(workspace: Workspace) -> "list[Granted]":
    """Everybody with every role in this region."""
    from budget.store.rights import granted as found

    return found(workspace.target)
