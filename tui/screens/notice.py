"""What went wrong, or what to be careful about: sentences, never a traceback."""

from collections.abc import Iterable
from typing import Self

from rich.text import Text

from budget.errors import Problem
from tui.screens.reading import Reading
from tui.text import plain, problem_line, problems_of

MOST_SHOWN = 200


class Notice(Reading):
    @classmethod
    def of(cls, reason: BaseException) -> Self:
        return cls("Tidak dapat dilanjutkan", problems_text(problems_of(reason)))

    @classmethod
    def listing(cls, title: str, problems: Iterable[Problem]) -> Self:
        return cls(title, problems_text(tuple(problems)))


def problems_text(problems: tuple[Problem, ...], most: int = MOST_SHOWN) -> Text:
    """One paragraph for each problem; says how many are left out."""
    if len(problems) == 1 and not problems[0].where:
        return Text(plain(problems[0].message))
    paragraphs = [Text(problem_line(problem)) for problem in problems[:most]]
    if len(problems) > most:
        paragraphs.append(Text(f"{most} dari {len(problems)} temuan ditampilkan."))
    return Text("\n\n").join(paragraphs)
