"""What the screens remember from one sitting to the next: the lines typed and the theme, no personal data.

A state folder that cannot be read or written is no reason to stop: then nothing is remembered.
"""

import re
from contextlib import suppress
from pathlib import Path

from budget.services.recent import state_folder

MOST_LINES = 200
# An amount with its points is none of them: `1.500.000`.
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])")
# What a NIK, a card or a telephone number may look like: no amount of a regency has fifteen digits.
_PERSONAL = re.compile(r"\d(?:[ .\-]?\d){14}|(?<!\d)(?:\+?62[ .\-]?|0)8\d(?:[ .\-]?\d){6}")
_OWN = 0o600


def lines() -> list[str]:
    """What was carried out from the command line, the newest last."""
    return _read("perintah").splitlines()


def remember_line(text: str) -> None:
    """Keep a line that was understood; one that may hold a number of a person is not kept."""
    line = " ".join(text.split())
    if line and not _PERSONAL.search(_GROUPED.sub("", line)):
        kept = [each for each in lines() if each != line]
        _write("perintah", "\n".join([*kept, line][-MOST_LINES:]))


def theme() -> str:
    """The name of the theme that was chosen last; empty when none was."""
    return _read("tema").strip()


def remember_theme(name: str) -> None:
    _write("tema", name)


def _read(name: str) -> str:
    try:
        return (state_folder() / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(name: str, text: str) -> None:
    """Whole or not at all, and for the user alone."""
    with suppress(OSError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{name}.baru"
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=_OWN)
        fresh.write_text(text + "\n", encoding="utf-8")
        Path(fresh).replace(folder / name)
