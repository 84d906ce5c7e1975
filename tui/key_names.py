"""Keys as Textual names them, and as users know them."""

from string import punctuation

from textual.keys import _character_to_key

# How Textual names the signs that can be typed.
PUNCTUATION = {_character_to_key(sign): sign for sign in punctuation}
_NAMES = PUNCTUATION | {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Spasi",
    "delete": "Delete",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """A key as users know it: ``ctrl+p`` is ``^p`` in the footer and ``f1`` is ``F1``."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return "^" + _NAMES.get(key.removeprefix("ctrl+"), key.removeprefix("ctrl+"))
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
