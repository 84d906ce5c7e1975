"""Which workspace was open last, so that `pagu` alone opens it again."""

import os
from contextlib import suppress
from pathlib import Path


def remember(target: str) -> None:
    """Note the workspace; a state folder that cannot be written is no reason to stop."""
    with suppress(OSError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(target if "://" in target else str(Path(target).resolve()), encoding="utf-8")


def last() -> str | None:
    """The workspace that was open last, if it is still there."""
    try:
        target = _file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return target if "://" in target or Path(target).is_file() else None


def state_folder() -> Path:
    """Where the program keeps what it remembers between sittings; it need not exist yet."""
    if folder := os.environ.get("PAGU_STATE_DIR"):
        return Path(folder)
    from platformdirs import user_state_path

    return user_state_path("pagu", appauthor=False)


def _file() -> Path:
    return state_folder() / "terakhir"
