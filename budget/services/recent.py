"""Which workspaces were open last: `pagu` alone opens the newest, and its first page lists the others."""

import os
import re
from contextlib import suppress
from pathlib import Path

_MOST = 9


def remember(target: str) -> None:
    """Note the workspace as the newest; a state folder that cannot be written is no reason to stop."""
    newest = target if "://" in target else str(Path(target).resolve())
    with suppress(OSError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        # Addresses may hold a password.
        file.touch(mode=0o600)
        others = [each for each in _noted() if each != newest]
        file.write_text("\n".join([newest, *others[: _MOST - 1]]), encoding="utf-8")


def last() -> str | None:
    """The workspace that was open last, if it is still there."""
    newest = _noted()[:1]
    return newest[0] if newest and _is_there(newest[0]) else None


def recent() -> tuple[str, ...]:
    """The workspaces that were open and are still there, the newest first."""
    return tuple(filter(_is_there, _noted()))


def shown_target(target: str) -> str:
    """A target as a screen may show it: an address without its password."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", target)


def _noted() -> list[str]:
    try:
        return [line for line in _file().read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        return []


def _is_there(target: str) -> bool:
    return "://" in target or Path(target).is_file()


def state_folder() -> Path:
    """Where the program keeps what belongs to this user and to no workspace; it may not be there yet."""
    if folder := os.environ.get("PAGU_STATE_DIR"):
        return Path(folder)
    from platformdirs import user_state_path

    return user_state_path("pagu", appauthor=False)


def _file() -> Path:
    return state_folder() / "terakhir"
