"""A window with one chart, scrolled by the arrow keys."""

from collections.abc import Iterable

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget

from tui.screens.reading import Reading
from tui.widgets.bar_chart import BarChart, Chart


class ChartWindow(Reading):
    """The chart's own title stands in it, beside what its blocks mean."""

    def __init__(self, chart: Chart, title: str = "Grafik") -> None:
        super().__init__(title, Text())
        self._chart = chart

    def body(self) -> Iterable[Widget]:
        scroll = VerticalScroll(BarChart(self._chart), classes="dialog-body")
        scroll.can_focus = True
        yield scroll
