"""Charts of horizontal bars with their exact figures beside them, in panels of one scale.

What a part of a bar means is told by its block, colour only repeats it: see `Part`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from tui.keymap import keyed
from tui.widgets.bars import bar, cells_of

_GAP = 3
_MARK = " !"
_LEAST_BAR = 16
_MOST_LABEL = 24
_LINE = "│"


class Part(StrEnum):
    """The parts of a bar; the value is the style's name."""

    PLAIN = "plain"
    SHORT = "short"
    BAND = "band"
    BLANK = "blank"


_BLOCKS = {Part.PLAIN: "█", Part.SHORT: "░", Part.BAND: "▒", Part.BLANK: " "}


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: parts that follow each other up to their ends, and a stroke at `mark`.

    Ends rise and are in the unit of the chart's scale. `figures` stand beside the bar, one for each heading.
    """

    label: str
    parts: tuple[tuple[int, Part], ...]
    figures: tuple[str, ...]
    mark: int | None = None
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines under a title; `warned` stands behind what is `said` of them."""

    title: str
    bars: tuple[Bar, ...]
    said: str = ""
    warned: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`headings` name the figures; `legend` says what the blocks mean; `empty` stands where no bar is.

    `scale` is what spans the whole of a bar; None for the longest one.
    """

    title: str
    panels: tuple[Panel, ...]
    headings: tuple[str, ...]
    legend: str
    empty: str = ""
    scale: int | None = None

    @property
    def most(self) -> int:
        """What spans the whole of a bar."""
        if self.scale is not None:
            return self.scale
        bars = [bar for panel in self.panels for bar in panel.bars]
        ends = [end for bar in bars for end, _ in bar.parts] + [bar.mark or 0 for bar in bars]
        return max(ends, default=0)


class BarChart(Widget):
    """Panels stand side by side as far as the width allows."""

    COMPONENT_CLASSES = {
        "chart--title", "chart--plain", "chart--short", "chart--band", "chart--blank", "chart--mark",
        "chart--number", "chart--label",
    }  # fmt: skip

    def __init__(self, chart: Chart | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chart = chart
        # What was drawn last, and at which width: a layout asks several times.
        self._drawn: tuple[int, list[Text]] | None = None

    def show(self, chart: Chart) -> None:
        if chart != self._chart:
            self._chart, self._drawn = chart, None
            self.refresh(layout=True)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    def notify_style_update(self) -> None:
        self._drawn = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual names them
        return max(1, len(self._lines(width)))

    def render(self) -> Text:
        return Text("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Text]:
        if self._chart is None:
            return []
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = width, drawn(self._chart, width, self._style)
        return self._drawn[1]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"chart--{part}", partial=True)


Styled = Callable[[str], Style]


def without_style(_: str) -> Style:
    """For where a chart stands in running text."""
    return Style.null()


def drawn(chart: Chart, width: int, style: Styled = without_style) -> list[Text]:
    """The lines of a chart, none longer than `width`."""
    title = Text(no_wrap=True)
    title.append(chart.title, style("title"))
    bars = [bar for panel in chart.panels for bar in panel.bars]
    if not bars or not chart.most:
        return [*([title] if chart.title else []), Text(keyed(chart.empty), style("label"))]
    title.append("  " if chart.title and chart.legend else "")
    title.append(chart.legend, style("label"))
    title.truncate(width, overflow="ellipsis")
    return [*([title] if title.plain else []), *_Drawing(chart, width, style).lines()]


class _Drawing:
    """A chart at a width: how wide its columns are, and its lines."""

    def __init__(self, chart: Chart, width: int, style: Styled) -> None:
        self._chart, self._style = chart, style
        bars = [bar for panel in chart.panels for bar in panel.bars]
        self._label = min(_MOST_LABEL, max(cell_len(bar.label) for bar in bars))
        self._figures = [
            max([cell_len(heading), *(cell_len(bar.figures[at]) for bar in bars)])
            for at, heading in enumerate(chart.headings)
        ]
        beside = self._label + sum(each + 1 for each in self._figures) + 1 + len(_MARK)
        self._across = max(1, min(len(chart.panels), (width + _GAP) // (beside + _LEAST_BAR + _GAP)))
        self._panel = (width - (self._across - 1) * _GAP) // self._across
        self._bar = max(0, self._panel - beside)
        self._most = chart.most

    def lines(self) -> list[Text]:
        panels = [self._panel_lines(panel) for panel in self._chart.panels]
        found: list[Text] = []
        for start in range(0, len(panels), self._across):
            found += self._side_by_side(panels[start : start + self._across])
        return found

    def _side_by_side(self, panels: Sequence[list[Text]]) -> list[Text]:
        lines = []
        for at in range(max(map(len, panels))):
            line = Text(no_wrap=True)
            for panel in panels:
                part = panel[at] if at < len(panel) else Text()
                line.append_text(part)
                line.append(" " * (self._panel + _GAP - cell_len(part.plain)))
            line.rstrip()
            lines.append(line)
        return lines

    def _panel_lines(self, panel: Panel) -> list[Text]:
        return [self._title(panel), *map(self._line, panel.bars)]

    def _title(self, panel: Panel) -> Text:
        """The names of the figures stand over them as far as the title leaves room."""
        line = Text(no_wrap=True)
        line.append(panel.title, self._style("title"))
        line.append(f"  {panel.said}" if panel.said else "", self._style("label"))
        line.append(f" · {panel.warned}" if panel.warned else "", self._style("short"))
        headings = "".join(
            f" {heading:>{width}}" for heading, width in zip(self._chart.headings, self._figures, strict=True)
        )
        left = self._panel - len(_MARK) - cell_len(headings)
        if cell_len(line.plain) < left and len(self._figures) > 1:
            line.append(" " * (left - cell_len(line.plain)))
            line.append(headings, self._style("label"))
        line.truncate(self._panel, overflow="ellipsis")
        return line

    def _line(self, found: Bar) -> Text:
        line = Text(no_wrap=True)
        line.append(set_cell_size(found.label, self._label) + " ", self._style("label"))
        line.append_text(self._bar_of(found))
        for figure, width in zip(found.figures, self._figures, strict=True):
            line.append(f" {figure:>{width}}", self._style("number"))
        if found.is_short:
            line.append(_MARK, self._style("short"))
        return line

    def _bar_of(self, found: Bar) -> Text:
        text, start, before = Text(no_wrap=True), 0, 0
        for end, part in found.parts:
            cells = cells_of(end, self._most, self._bar)
            if end > before and cells == start:
                # A part too small for a cell is seen all the same.
                cells = min(self._bar, start + 1)
            is_alone = part is Part.PLAIN and len(found.parts) == 1
            blocks = bar(end, self._most, self._bar) if is_alone else _BLOCKS[part] * (cells - start)
            text.append(blocks, self._style(part))
            start, before = cells, end
        text.append(" " * (self._bar - cell_len(text.plain)))
        if found.mark is None or not self._bar:
            return text
        # Over the last cell up to it, so that a bar that goes beyond is seen behind it, however little.
        at = max(0, cells_of(found.mark, self._most, self._bar) - 1)
        return Text.assemble(text[:at], (_LINE, self._style("mark")), text[at + 1 :], no_wrap=True)
