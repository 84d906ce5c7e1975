"""A window with one chart, scrolled by the arrow keys."""

from collections.abc import Iterable
from dataclasses import replace

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget

from tui.screens.reading import Reading
from tui.widgets.bar_chart import BarChart, Chart


class ChartWindow(Reading):
    """The window bears the title of the chart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart.title, Text())
        self._chart = replace(chart, title="")

    def body(self) -> Iterable[Widget]:
        scroll = VerticalScroll(BarChart(self._chart), classes="dialog-body")
        scroll.can_focus = True
        yield scroll
