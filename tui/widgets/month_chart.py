"""Cost by month as bars, a panel for each fiscal year, the exact figures beside them.

Full blocks are paid by the fiscal year's money, light ones are not: where they begin, the money ended.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from budget.money import format_number
from budget.period import SHORT_MONTH_NAMES
from tui.figures import ChartMonth, ChartYear
from tui.text import share_text

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEAST_PANEL = 37
_GAP = 3
_MARK = " !"


class MonthChart(Widget):
    """Panels stand side by side as far as the width allows; the largest month spans a bar."""

    COMPONENT_CLASSES = {
        "chart--title", "chart--paid", "chart--short", "chart--number", "chart--label",
    }  # fmt: skip

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._years: tuple[ChartYear, ...] = ()

    def show(self, years: Sequence[ChartYear]) -> None:
        self._years = tuple(years)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual names them
        return max(1, len(self._lines(width)))

    def render(self) -> Text:
        return Text("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Text]:
        if not any(year.cost for year in self._years):
            return [Text("Belum ada biaya. Tekan 2, isi kelompok, tarif, dan jumlah orangnya.", no_wrap=True)]
        across = max(1, min(len(self._years), (width + _GAP) // (_LEAST_PANEL + _GAP)))
        panel = (width - (across - 1) * _GAP) // across
        lines: list[Text] = []
        for start in range(0, len(self._years), across):
            lines += self._side_by_side(
                [self._panel(y, panel) for y in self._years[start : start + across]], panel
            )
        return lines

    def _side_by_side(self, panels: list[list[Text]], width: int) -> list[Text]:
        height = max(len(panel) for panel in panels)
        lines = []
        for i in range(height):
            line = Text(no_wrap=True)
            for panel in panels:
                part = panel[i] if i < len(panel) else Text()
                line.append_text(part)
                line.append(" " * (width - cell_len(part.plain) + _GAP))
            line.rstrip()
            lines.append(line)
        return lines

    def _panel(self, year: ChartYear, width: int) -> list[Text]:
        months = [m for y in self._years for m in y.months]
        largest = max(m.cost for m in months)
        digits = max(len(format_number(m.cost)) for m in months)
        return [
            self._title(year),
            *(
                self._bar(m, largest, digits, width - digits - len("Jan ") - 1 - len(_MARK))
                for m in year.months
            ),
        ]

    def _title(self, year: ChartYear) -> Text:
        share = share_text(year.cost, year.allotted)
        used = f"{share} pagu" if year.allotted else "tanpa pagu"
        line = Text(no_wrap=True)
        line.append(f"TA {year.year}", self._style("title"))
        line.append(f"  {used}", self._style("label"))
        if any(month.short for month in year.months):
            line.append(" · ░! melampaui", self._style("short"))
        return line

    def _bar(self, month: ChartMonth, largest: int, digits: int, width: int) -> Text:
        paid, whole = (n * width * 8 // max(1, largest) for n in (month.paid, month.cost))
        line = Text(no_wrap=True)
        line.append(f"{SHORT_MONTH_NAMES[month.month.number - 1]} ", self._style("label"))
        if month.short:
            line.append("█" * (paid // 8), self._style("paid"))
            line.append("░" * (whole // 8 - paid // 8), self._style("short"))
            drawn = whole // 8
        else:
            rest = _EIGHTHS[paid % 8].strip()
            line.append("█" * (paid // 8) + rest, self._style("paid"))
            drawn = paid // 8 + len(rest)
        line.append(" " * (width - drawn + 1))
        line.append(format_number(month.cost).rjust(digits), self._style("number"))
        if month.short:
            line.append(_MARK, self._style("short"))
        return line

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"chart--{part}", partial=True)
