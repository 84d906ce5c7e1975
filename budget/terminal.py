"""Text of others as a terminal shows it: nothing in it moves the cursor or turns the words around it."""

import re

# Control and direction characters.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """One line that a terminal shows as it stands."""
    return UNSAFE.sub("·", text)


def plain_lines(text: str) -> str:
    """Lines that a terminal shows as they stand."""
    return "\n".join(map(plain, text.split("\n")))
