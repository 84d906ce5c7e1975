"""Two calm palettes: dark by default, light for bright offices."""

from textual.theme import Theme

DARK = Theme(
    name="pagu-gelap",
    dark=True,
    primary="#7dbdae",
    secondary="#8fa9cf",
    accent="#7dbdae",
    warning="#e3b566",
    error="#e58474",
    success="#93c486",
    foreground="#d9dee4",
    background="#12161b",
    surface="#171c22",
    panel="#212831",
    variables={"muted": "#8b95a1", "cursor": "#2c4a4a", "cursor-blurred": "#242d35"},
)
LIGHT = Theme(
    name="pagu-terang",
    dark=False,
    primary="#17695d",
    secondary="#3a5c8f",
    accent="#17695d",
    warning="#8a5a00",
    error="#ab2f1f",
    success="#2f6f2a",
    foreground="#22282e",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e8e5db",
    variables={"muted": "#666c72", "cursor": "#c5dfd9", "cursor-blurred": "#e3e6e2"},
)
THEMES = (DARK, LIGHT)
