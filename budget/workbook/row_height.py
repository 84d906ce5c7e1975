"""How high a row must be for its wrapped texts: not every spreadsheet program finds out by itself."""

from collections.abc import Iterable

_LINE_POINTS = 13.5
# Excel's limit, in points.
_HIGHEST = 409.0


def row_height(texts: Iterable[tuple[str, float]]) -> float | None:
    """Points for texts in columns of these widths in characters; None where one line is enough.

    An estimate: words are taken to break anywhere, and all letters to be as wide as a digit.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE_POINTS, _HIGHEST) if lines > 1 else None


def _lines(text: str, width: float) -> int:
    columns = max(1, int(width))
    return sum(max(1, -(-len(line) // columns)) for line in text.split("\n"))
