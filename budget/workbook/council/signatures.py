"""The signature block: PPKD on the left, the head of the SKPD on the right; dots where nobody is entered."""

from collections.abc import Sequence

from budget.plan import Plan
from budget.plan.forms import Official, OfficialRole
from budget.workbook.council import styles
from budget.workbook.council.sheet import Sheet

_DOTS = "…" * 18
_COLUMNS = ((1, 3), (6, 8))
_SPACE = 3
_CENTRED = styles.Look(align="center", wrap=True, boxed=False)
_NAME = styles.Look(align="center", wrap=True, boxed=False, bold=True, underlined=True)


def write_signatures(sheet: Sheet, plan: Plan, day: str) -> None:
    """Place and day, who signs as what, room for a signature, name, rank and NIP."""
    sheet.row += 1
    signers = (_treasurer(plan), _head(plan))
    sheet.across(sheet.row, _COLUMNS[1], f"{_DOTS}, {day}", _CENTRED)
    sheet.row += 1
    _pair(sheet, [title for title, _ in signers], _CENTRED)
    sheet.row += _SPACE
    _pair(sheet, [official.name if official else _DOTS for _, official in signers], _NAME)
    _pair(sheet, [official.rank if official else "" for _, official in signers], _CENTRED)
    _pair(
        sheet,
        [f"NIP {official.nip if official and official.nip else _DOTS}" for _, official in signers],
        _CENTRED,
    )


def _pair(sheet: Sheet, words: Sequence[str], look: styles.Look) -> None:
    for columns, text in zip(_COLUMNS, words, strict=True):
        sheet.across(sheet.row, columns, text, look)
    sheet.row += 1


def _treasurer(plan: Plan) -> tuple[str, Official | None]:
    found = next((each for each in plan.officials if each.role is OfficialRole.TREASURER), None)
    return (found.position if found and found.position else "PPKD"), found


def _head(plan: Plan) -> tuple[str, Official | None]:
    """The head of the one SKPD that has any group; of several nobody signs for all."""
    heads = [each for each in plan.officials if each.role is OfficialRole.HEAD]
    names = {group.skpd.casefold() for group in plan.groups if group.skpd}
    fitting = [each for each in heads if not each.skpd or (names == {each.skpd.casefold()})]
    found = fitting[0] if fitting else heads[0] if len(heads) == 1 else None
    skpd = found.skpd if found else next(iter(group.skpd for group in plan.groups), "")
    title = f"Kepala {skpd}" if skpd and (found or len(names) == 1) else "Kepala SKPD"
    return (found.position if found and found.position else title), found
