"""Three palettes: dark by default, light for bright offices, and one of high contrast.

Words on whatever they stand on have a contrast of 4,5 : 1 at least, in the third of 7 : 1 (WCAG 2.2, criteria
1.4.3 and 1.4.6); a test computes it for every pair.
"""

from textual.theme import Theme


def _muted(colour: str) -> dict[str, str]:
    """The colour of what is said beside, also for what Textual itself writes so, as in an empty input."""
    return {"muted": colour, "text-muted": colour, "text-disabled": colour}


DARK = Theme(
    name="pagu-gelap",
    dark=True,
    primary="#7dbdae",
    secondary="#9db4d6",
    accent="#7dbdae",
    warning="#e3b566",
    error="#ee9486",
    success="#93c486",
    foreground="#d9dee4",
    background="#12161b",
    surface="#171c22",
    panel="#212831",
    variables={**_muted("#9ba5b1"), "cursor": "#213b3c", "cursor-blurred": "#242d35"},
)
LIGHT = Theme(
    name="pagu-terang",
    dark=False,
    primary="#17695d",
    secondary="#3a5c8f",
    accent="#17695d",
    warning="#7d5100",
    error="#a32b1c",
    success="#2a6626",
    foreground="#22282e",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e8e5db",
    variables={**_muted("#565c62"), "cursor": "#cfe6e1", "cursor-blurred": "#e3e6e2"},
)
CONTRAST = Theme(
    name="pagu-kontras",
    dark=True,
    primary="#5ff0d8",
    secondary="#a9ccff",
    accent="#5ff0d8",
    warning="#ffd24d",
    error="#ffb3a8",
    success="#8ef07a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    variables={**_muted("#dcdcdc"), "cursor": "#00333b", "cursor-blurred": "#2a2a2a"},
)
THEMES = (DARK, LIGHT, CONTRAST)
TITLES = {DARK.name: "Gelap", LIGHT.name: "Terang", CONTRAST.name: "Kontras tinggi"}


def next_theme(name: str) -> str:
    """The name of the theme after this one; the first after the last, or after one that is unknown."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
