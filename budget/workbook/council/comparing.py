"""A workbook that came back beside what was exported: every cell that differs, and what it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.workbook.council.content import Content, SheetContent, same, shown
from budget.workbook.council.evaluation import Evaluation
from budget.workbook.council.formulas import Unreadable
from budget.workbook.council.found import FoundBook, FoundSheet
from budget.workbook.council.inputs import InputCell


class ChangeKind(StrEnum):
    """`RESULT`: the formula is the exported one, and the value beside it is not what it comes to.

    `BACKGROUND`: the cell shows what is stored beside the plan, which has changed since; it may be genuine.
    """

    INPUT = "input"
    FORMULA = "formula"
    RESULT = "result"
    CONSTANT = "constant"
    TEXT = "text"
    ADDED = "added"
    HIDDEN = "hidden"
    SHEET_ADDED = "sheet_added"
    SHEET_REMOVED = "sheet_removed"
    EXTERNAL = "external"
    BACKGROUND = "background"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ChangeKind.INPUT: "masukan diubah",
    ChangeKind.FORMULA: "rumus diubah atau ditimpa",
    ChangeKind.RESULT: "nilai bukan hasil rumusnya",
    ChangeKind.CONSTANT: "angka diubah",
    ChangeKind.TEXT: "teks diubah",
    ChangeKind.ADDED: "isi ditambahkan",
    ChangeKind.HIDDEN: "disembunyikan",
    ChangeKind.SHEET_ADDED: "lembar ditambahkan",
    ChangeKind.SHEET_REMOVED: "lembar dihapus",
    ChangeKind.EXTERNAL: "menarik dari berkas lain",
    ChangeKind.BACKGROUND: "data pendukung kini lain",
}


@dataclass(frozen=True, slots=True)
class Change:
    """`where` is ``Sheet!A1`` or a sheet; `what` says in words what stands there; values are as shown."""

    where: str
    kind: ChangeKind
    what: str
    exported: str
    present: str


@dataclass(frozen=True, slots=True)
class ChangedInput:
    """What stands where an assumption was exported, then and now; a value of None where it was emptied."""

    input: InputCell
    exported: Content
    present: Content


@dataclass(frozen=True, slots=True)
class Comparison:
    """`uncalculated` formulas have no value beside them: a program saved them that does not calculate.

    `unchecked` formulas are exported ones whose value cannot be worked out here once inputs are changed.
    `wanted` is the workbook with the changed inputs, for what its cells should come to.
    """

    changes: tuple[Change, ...]
    inputs: tuple[ChangedInput, ...]
    uncalculated: int
    unchecked: int
    wanted: Evaluation


def compare(
    exported: Sequence[tuple[str, SheetContent]], inputs: Sequence[InputCell], found: FoundBook
) -> Comparison:
    """Formulas of the exported workbook are trusted, nothing of the found one is."""
    sheets = {sheet.title: sheet for sheet in found.sheets}
    changed = tuple(_changed_inputs(exported, inputs, sheets))
    values = {(c.input.sheet, c.input.address): c.present for c in changed}
    evaluation = Evaluation(exported, values)
    by_cell = _CellByCell(evaluation, values)
    changes = (
        *map(_of_input, changed),
        *by_cell.changes(exported, sheets),
        *_of_book(exported, found),
    )
    return Comparison(changes, changed, by_cell.uncalculated, by_cell.unchecked, evaluation)


class _CellByCell:
    """Finds the cells that differ, but for changed inputs, and counts the formulas that say nothing."""

    def __init__(self, evaluation: Evaluation, inputs: Collection[tuple[str, str]]) -> None:
        self.uncalculated = 0
        self.unchecked = 0
        self._evaluation = evaluation
        self._inputs = inputs

    def changes(
        self, exported: Sequence[tuple[str, SheetContent]], sheets: Mapping[str, FoundSheet]
    ) -> Iterator[Change]:
        for title, cells in exported:
            if title in sheets:
                yield from self._of_sheet(title, cells, sheets[title].cells)
            else:
                yield Change(title, ChangeKind.SHEET_REMOVED, "lembar", "ada", "tidak ada")

    def _of_sheet(self, title: str, cells: SheetContent, present: SheetContent) -> Iterator[Change]:
        spared = {address for sheet, address in self._inputs if sheet == title}
        for address, was in cells.items():
            now = present.get(address, Content(None, None))
            if address not in spared and (told := self._of_cell(title, address, was, now)):
                yield _change(title, address, cells, *told, now)
        for address, now in present.items():
            if address not in cells and address not in spared:
                yield _change(title, address, cells, ChangeKind.ADDED, "", now)

    def _of_cell(self, title: str, address: str, was: Content, now: Content) -> tuple[ChangeKind, str] | None:
        """What became of a cell, and what should stand there."""
        if was.formula is not None and now.formula == was.formula:
            return self._of_result(title, address, was, now)
        if was.formula is not None or now.formula is not None:
            return ChangeKind.FORMULA, _formula(was)
        if same(was.value, now.value):
            return None
        kind = ChangeKind.TEXT if isinstance(was.value, str) else ChangeKind.CONSTANT
        return kind, shown(was.value)

    def _of_result(
        self, title: str, address: str, was: Content, now: Content
    ) -> tuple[ChangeKind, str] | None:
        """The formula is the exported one; its value must be as exported, or follow from changed inputs."""
        if now.value is None:
            self.uncalculated += 1
            return None
        try:
            value = self._evaluation.value(title, address) if self._inputs else was.value
        except Unreadable:
            self.unchecked += 1
            return None
        return None if same(value, now.value) else (ChangeKind.RESULT, shown(value))


def _changed_inputs(
    exported: Sequence[tuple[str, SheetContent]],
    inputs: Sequence[InputCell],
    sheets: Mapping[str, FoundSheet],
) -> Iterator[ChangedInput]:
    written = dict(exported)
    for each in inputs:
        if each.sheet not in sheets:
            continue
        was = written[each.sheet][each.address]
        now = sheets[each.sheet].cells.get(each.address, Content(None, None))
        is_same = now.formula == was.formula if was.formula is not None else now.formula is None
        if not (is_same and (was.formula is not None or same(was.value, now.value))):
            yield ChangedInput(each, was, now)


def _of_input(changed: ChangedInput) -> Change:
    each, value = changed.input, changed.input.value
    return Change(each.where, ChangeKind.INPUT, each.key.label, str(value), _formula(changed.present))


def _change(
    title: str, address: str, cells: SheetContent, kind: ChangeKind, exported: str, now: Content
) -> Change:
    return Change(f"{title}!{address}", kind, _label(cells, address), exported, _formula(now))


def _formula(found: Content) -> str:
    """A formula as it is typed in, with the value beside it; a constant as it is shown."""
    if found.formula is None:
        return shown(found.value)
    value = shown(found.value)
    return f"={found.formula} ({value})" if value else f"={found.formula}"


def _label(cells: SheetContent, address: str) -> str:
    """What the first column says in that row."""
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    first = cells.get(f"A{row}")
    return first.value if first is not None and isinstance(first.value, str) else ""


def _of_book(exported: Sequence[tuple[str, SheetContent]], found: FoundBook) -> Iterator[Change]:
    known = {title for title, _ in exported}
    for sheet in found.sheets:
        if sheet.title not in known:
            yield Change(sheet.title, ChangeKind.SHEET_ADDED, "lembar", "tidak ada", "ada")
        if sheet.is_hidden:
            yield Change(sheet.title, ChangeKind.HIDDEN, "lembar", "tampak", "tersembunyi")
        for place in sheet.hidden:
            what = "baris" if place.isdecimal() else "kolom"
            yield Change(f"{sheet.title}!{place}", ChangeKind.HIDDEN, what, "tampak", "tersembunyi")
    for part in found.external:
        yield Change(part, ChangeKind.EXTERNAL, "tautan ke berkas lain", "tidak ada", "ada")
