"""The rincian of RKA and DPA: accounts of every level, [#] groups, [-] notes, and items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from budget.contribution import Programme
from budget.engine.form_lines import AccountLines, Item
from budget.plan.allocation import Volume
from budget.workbook.forms.item_texts import (
    UNIT,
    coefficient,
    item_coefficient,
    item_name,
    note,
    specification,
)
from budget.workbook.forms.layouts import BEFORE
from budget.workbook.forms.tree import UNPAID, AccountNames, TreeRow, nothing, rows_with_sums
from budget.workbook.forms.values import Difference, FormRow, Formula

_WITHOUT_CODE = "Pagu tanpa kode rekening"
# Below all levels of an account.
_GROUP, _NOTE, _ITEM = 10, 11, 12


@dataclass(frozen=True, slots=True)
class Pair:
    """An item as it was and as it is; one of them may be lacking."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        found = self.after or self.before
        assert found is not None, "a pair has one side at least"
        return found


@dataclass(frozen=True, slots=True)
class Rest:
    """An amount of an account that no item explains, before and after; `volume` is that of before."""

    name: str
    before: int
    after: int
    volume: Volume | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """All of one account: `is_paid` where a line pays it."""

    account: str
    is_paid: bool
    pairs: tuple[Pair, ...]
    rests: tuple[Rest, ...] = ()


def block(found: AccountLines, rests: Iterable[Rest] = ()) -> Block:
    """An account as it is, with nothing before."""
    pairs = tuple(Pair(None, item) for item in found.items)
    return Block(found.account, bool(found.lines), pairs, tuple(rests))


def paired(before: Sequence[AccountLines], after: Sequence[AccountLines]) -> list[Block]:
    """The accounts of both sides in the order of their codes, item beside item."""
    sides: dict[tuple[bool, str, bool], tuple[list[Item], list[Item]]] = {}
    for number, accounts in enumerate((before, after)):
        for found in accounts:
            key = not found.account, found.account, not found.lines
            sides.setdefault(key, ([], []))[number].extend(found.items)
    return [
        Block(account, not is_unpaid, tuple(_pairs(*sides[without_code, account, is_unpaid])))
        for without_code, account, is_unpaid in sorted(sides)
    ]


_Kind = tuple[str, str, Programme]


def _kind(item: Item) -> _Kind:
    return item.group.name.casefold(), item.funding.casefold(), item.programme


def _pairs(before: Iterable[Item], after: Iterable[Item]) -> Iterator[Pair]:
    """Items of one group, source and programme side by side: those that are the same, then in their order."""
    kinds: dict[_Kind, tuple[list[Item], list[Item]]] = {}
    for number, items in ((1, after), (0, before)):
        for item in items:
            kinds.setdefault(_kind(item), ([], []))[number].append(item)
    for old, new in kinds.values():
        same = {_terms_of(item): item for item in old}
        kept = [(same.pop(_terms_of(item), None), item) for item in new]
        left = [item for item in old if _terms_of(item) in same]
        pairs = iter(left)
        for was, item in kept:
            yield Pair(was if was is not None else next(pairs, None), item)
        yield from (Pair(item, None) for item in pairs)


def _terms_of(item: Item) -> tuple[object, ...]:
    return item.months, item.price, item.heads


def single_rows(blocks: Sequence[Block], names: AccountNames) -> list[FormRow]:
    """The rows of a form with one calculation."""
    return rows_with_sums(list(_tree(blocks, names, is_double=False)), ("jumlah",), "baris_jumlah", nothing)


def double_rows(blocks: Sequence[Block], names: AccountNames) -> list[FormRow]:
    """The rows of a form with the calculation before and after, and what it changed."""
    sums = "jumlah" + BEFORE, "jumlah"
    return rows_with_sums(list(_tree(blocks, names, is_double=True)), sums, "baris_jumlah", _change)


def _change(amounts: Mapping[str, int]) -> Mapping[str, Formula]:
    before, after = "jumlah" + BEFORE, "jumlah"
    return {"selisih": Difference(amounts[after] - amounts[before], after, before)}


def _tree(blocks: Iterable[Block], names: AccountNames, *, is_double: bool) -> Iterator[TreeRow]:
    above = ""
    for found in blocks:
        for depth, code, name in names.headings(found.account, above):
            yield TreeRow("baris_akun", depth, {"kode": code, "uraian": name})
        if not found.account:
            title = _WITHOUT_CODE if found.is_paid else UNPAID
            yield TreeRow("baris_akun", 1, {"kode": "", "uraian": title})
        above = found.account
        yield from _groups(found.pairs, is_double=is_double)
        for rest in found.rests:
            yield _rest(rest, is_double=is_double)


def _groups(pairs: Sequence[Pair], *, is_double: bool) -> Iterator[TreeRow]:
    """[#] a group with its source, [-] what it rests on, and the items."""
    order = {key: at for at, key in enumerate(dict.fromkeys(_kind(pair.item)[:2] for pair in pairs))}
    pairs = sorted(pairs, key=lambda pair: order[_kind(pair.item)[:2]])
    for _, same in groupby(pairs, key=lambda pair: _kind(pair.item)[:2]):
        own = list(same)
        first = own[0].item
        texts = {"kelompok": first.group.name, "sumber_dana": first.funding or "-"}
        yield TreeRow("baris_kelompok", _GROUP, texts)
        for _, of_programme in groupby(own, key=lambda pair: pair.item.programme):
            rows = list(of_programme)
            yield TreeRow("baris_catatan", _NOTE, {"catatan": note(rows[0].item)})
            yield from (_item(pair, is_double=is_double) for pair in rows)


def _item(pair: Pair, *, is_double: bool) -> TreeRow:
    texts = {
        "uraian": item_name(pair.item),
        "spesifikasi": specification(pair.item.terms, pair.item.programme),
    }
    figures: dict[str, int] = {}
    for end, item in (("", pair.after), *(((BEFORE, pair.before),) if is_double else ())):
        figures["jumlah" + end] = item.amount if item else 0
        if item is not None:
            texts |= {"koefisien" + end: item_coefficient(item), "satuan" + end: UNIT}
            figures |= {"harga" + end: item.price, "ppn" + end: 0}
    return TreeRow("baris_item", _ITEM, texts, figures)


def _rest(rest: Rest, *, is_double: bool) -> TreeRow:
    texts = {"uraian": rest.name}
    figures = {"jumlah": rest.after}
    if is_double:
        figures["jumlah" + BEFORE] = rest.before
    if is_double and rest.volume is not None and rest.volume.rupiah == rest.before:
        texts |= {
            "koefisien" + BEFORE: coefficient(rest.volume.people, rest.volume.months),
            "satuan" + BEFORE: UNIT,
        }
        figures |= {"harga" + BEFORE: rest.volume.price, "ppn" + BEFORE: 0}
    return TreeRow("baris_sisa", _GROUP, texts, figures)
