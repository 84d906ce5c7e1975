"""Lines about people: how many, from when to when, who pays for them, how many BPJS turns away."""

from budget.errors import BadEntry
from budget.money import PPM
from budget.plan.adjustments import (
    Adjustment,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    LossAdjustment,
)
from budget.plan.choices import HeadCountKind
from budget.plan.records import Plan
from budget.plan.what_if_names import group_named, group_or_all, kecamatan_named
from budget.plan.what_if_values import (
    heads_of,
    is_unit,
    months_of,
    no_end,
    no_reference,
    no_tail,
    percent_of,
    sides,
)
from budget.plan.what_if_words import Tail, Word, Words, cut, said

ENTERING = ("masuk", "dilindungi")
_AT = ("di", "kecamatan")


def change_of_heads(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``+2000 guru ngaji di Soreang``; with an end, the change is taken back in the month after it."""
    no_reference(tail, "Jumlah orang")
    sign, rest = _signed(words)
    long = 2 if is_unit(rest[1:]) else 1
    people, rest = rest[:long], rest[long:]
    change = sign * heads_of(people, f"Sesudah “{words[0].text[:1] if sign_of(words[0]) else words[0].text}”")
    if rest and rest[0].is_any(("orang",)):
        rest = rest[1:]
    group, kecamatan = _group_at(rest, plan)
    months = months_of(tail, plan)
    found = HeadAdjustment(group, months.first, change, HeadCountKind.CHANGE, kecamatan)
    if months.last is None:
        return (found,)
    back = HeadAdjustment(group, months.last.plus(1), -change, HeadCountKind.CHANGE, kecamatan)
    return found, back


def sign_of(word: Word) -> str:
    return word.text[:1] if word.text[:1] in ("+", "-") else ""


def _signed(words: Words) -> tuple[int, Words]:
    first = words[0]
    if not sign_of(first):
        return (-1 if first.is_any(("kurangi",)) else 1), words[1:]
    rest = words[1:] if len(first.text) == 1 else (Word(first.text[1:]), *words[1:])
    return (-1 if sign_of(first) == "-" else 1), rest


def _group_at(words: Words, plan: Plan) -> tuple[str, str]:
    name, place = cut(words, _AT)
    if not name:
        raise BadEntry("Sesudah jumlah orang diharapkan nama kelompok, misalnya +2000 guru ngaji.")
    if place and place[0].is_any(_AT):
        place = place[1:]
    return group_named(name, plan), "" if place is None else kecamatan_named(place, plan)


def heads(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``guru ngaji = 17.000 mulai 2026-01``."""
    no_end(tail, "Jumlah orang")
    name, number = sides(words, "jumlah orang")
    group, kecamatan = _group_at(name, plan)
    people = heads_of(number, "Sesudah “=”")
    month = tail.first or plan.span.first
    return (HeadAdjustment(group, month, people, HeadCountKind.ABSOLUTE, kecamatan),)


def months_of_cover(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``guru ngaji mulai 2026-04 sampai 2026-09``; without an end it is when the group enters."""
    no_reference(tail, "Masa lindung")
    name, after = cut(words, ENTERING)
    if after:
        raise BadEntry(
            f"Sesudah “{words[len(name)].text}” diharapkan mulai dan bulannya; tertulis “{said(after)}”."
        )
    group = group_or_all(name, plan)
    if tail.first is None and tail.last is None:
        raise BadEntry("Diharapkan mulai dan bulannya, misalnya mulai 2026-04 sampai 2026-09.")
    months = months_of(tail, plan)
    covers = after is not None and words[len(name)].is_any(("dilindungi",))
    if months.last is None and not covers:
        return (EntryAdjustment(group, months.first),)
    return (CoverAdjustment(group, months),)


def loss(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``susut 6%``, ``gugur guru ngaji = 6%``."""
    no_tail(tail, "Susut")
    rest = tuple(word for word in words[1:] if not word.is_any(("=", "validasi")))
    if rest and not rest[-1].quoted and rest[-1].text == "%":
        rest = (*rest[:-2], Word(f"{said(rest[-2:-1])}%"))
    name, percent = rest[:-1], rest[-1:]
    ppm = percent_of(percent, f"Sesudah “{words[0].text}”")
    if ppm >= PPM:
        raise BadEntry("Susut harus di bawah 100%.")
    return (LossAdjustment(group_or_all(name, plan) if name else None, ppm),)


def hand_over(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``alihkan guru ngaji ke Bankeu Provinsi mulai 2026-07``."""
    no_end(tail, "Pengalihan sumber dana")
    name, funding = cut(words[1:], ("ke", "kepada"))
    if not funding:
        raise BadEntry("Diharapkan ke lalu sumber dana: alihkan guru ngaji ke Bankeu Provinsi mulai 2026-07.")
    group = group_named(name, plan)
    return (FundingAdjustment(group, tail.first or plan.span.first, said(funding)),)
