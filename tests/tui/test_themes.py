"""The three palettes: every word can be read, the choice is remembered, and colour is never the only sign."""

import pytest
from rich.style import Style
from textual.color import Color
from textual.constants import DIM_FACTOR

from tui.screens.dialog import Dialog
from tui.theme import CONTRAST, DARK, LIGHT, THEMES
from tui.widgets.figure_table import FigureTable

WORDS = ("foreground", "muted", "primary", "secondary", "warning", "error", "success")
GROUNDS = ("background", "surface", "panel", "cursor", "cursor-blurred")
# WCAG 2.2: criterion 1.4.3 asks 4,5 : 1 of text, criterion 1.4.6 asks 7 : 1.
LEAST = {DARK.name: 4.5, LIGHT.name: 4.5, CONTRAST.name: 7.0}


def luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Color, other: Color) -> float:
    """(L1 + 0,05) / (L2 + 0,05), the lighter above: 21 for black on white, 1 for a colour on itself."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_that_of_wcag():
    """Black on white is 21; #767676 on white is the grey that just reaches 4,54."""
    white = Color.parse("#ffffff")
    assert ratio(Color.parse("#000000"), white) == pytest.approx(21)
    assert ratio(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.005)


def colour(theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or getattr(theme, name))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_words_can_be_read_on_every_ground(theme):
    found = {
        (word, ground): ratio(colour(theme, word), colour(theme, ground))
        for word in WORDS
        for ground in GROUNDS
    }
    found |= {("background", "primary"): ratio(colour(theme, "background"), colour(theme, "primary"))}
    assert {pair: value for pair, value in found.items() if value < LEAST[theme.name]} == {}


def _read(style: Style) -> float:
    """The contrast of what is drawn so, as the terminal will show it."""
    assert style.color and style.bgcolor and style.color.triplet and style.bgcolor.triplet
    word, ground = Color(*style.color.triplet), Color(*style.bgcolor.triplet)
    if style.dim:
        word = ground.blend(word, DIM_FACTOR)
    return ratio(word, ground)


def too_faint(desk) -> set[str]:
    """Words on the screen, or in the window that lies over it, whose contrast is below that of the theme."""
    app, screen = desk.app, desk.app.screen
    region = screen.query_one(".dialog").region if isinstance(screen, Dialog) else screen.region
    strips = screen._compositor.render_strips(app.size)
    found = set()
    for y in range(region.y, region.bottom):
        for text, style, _ in strips[y].crop(region.x, region.right):
            if any(sign.isalnum() for sign in text) and style and style.color and style.bgcolor:
                least = LEAST[app.theme]
                if _read(style) < least - 0.005:
                    found.add(f"{app.theme}: {text.strip()} {_read(style):.2f}")
    return found


async def test_what_is_drawn_can_be_read_in_each_theme_and_the_last_one_is_remembered(open_desk):
    walk = (
        ("1",), ("3",), ("u",), ("escape", "ctrl+p"), ("escape", "2", "n", "ctrl+s"), ("escape", "d"),
        ("escape",),
    )  # fmt: skip
    faint = set()
    async with open_desk(size=(120, 36)) as desk:
        for theme in (DARK, LIGHT, CONTRAST):
            assert desk.app.theme == theme.name
            for keys in walk:
                await desk.press(*keys)
                faint |= too_faint(desk)
            await desk.press("ctrl+t")
        assert "Tema: Gelap." in desk.said
        await desk.press("ctrl+t", "ctrl+t")
    assert faint == set()
    async with open_desk() as desk:
        assert desk.app.theme == CONTRAST.name


async def test_without_colour_everything_is_told_by_signs_and_shades(open_desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_desk(size=(120, 36)) as desk:
        assert desk.app.no_color
        await desk.press("u")
        await desk.enter("potong pagu 10%")
        assert "kehilangan perlindungan" in desk.drawn()
        await desk.enter("potong gaji")
        assert "✗ " in desk.drawn()
        await desk.press("escape", "y", "3", "down", "right")
        table = desk.table
        line = table.render_line(2)
        cursor = next(segment for segment in line if "48.600.000" in segment.text).style
        assert cursor.bold
        assert cursor.bgcolor != line._segments[-1].style.bgcolor
        drawn = desk.app.screen._compositor.render_strips(desk.app.size)
        shades = {
            tuple(style.color.triplet)
            for strip in drawn
            for _, style, _ in strip.apply_filter(desk.app._filters[-1], Color(0, 0, 0))
            if style and style.color and style.color.triplet
        }
        assert all(red == green == blue for red, green, blue in shades)
        assert isinstance(table, FigureTable)
