"""What stood before a perubahan, account by account beside what is planned now."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.form_lines import AccountLines, FormLines
from budget.workbook.forms.detail import Block, Rest, block, paired


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stood before a perubahan: a frozen version with its items, or the lines of a stage alone."""

    name: str
    lines: FormLines
    has_items: bool


def beside(before: Earlier, was: Sequence[AccountLines], now: Sequence[AccountLines]) -> list[Block]:
    """The accounts of `before` at a place and those of now; lines without items stand each on a row."""
    if before.has_items:
        return paired(was, now)
    blocks = {(not b.account, b.account, not b.is_paid): b for b in map(block, now)}
    for found in was:
        key = not found.account, found.account, not found.lines
        rests = tuple(
            Rest(f"Pagu {before.name} {line.funding}".strip(), line.amount, 0, line.volume)
            for line in found.lines
        )
        there = blocks.get(key)
        blocks[key] = Block(found.account, True, there.pairs if there else (), rests)
    return [blocks[key] for key in sorted(blocks)]
