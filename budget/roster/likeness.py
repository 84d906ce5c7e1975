"""The same person under another NIK or another spelling: pairs for an officer to decide about.

Nobody compares a million people with each other. Pairs come from blocks: people of one birth date and
kecamatan; people of one birth date with the same name anywhere; and people of one village with the same
name whose birth dates differ by one slip. Blocks share no pair. In a block of more than `_ALL_PAIRS` people
(everybody born on 1 January, say) only neighbours in the order of names are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from itertools import combinations, islice
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from budget.roster.member import Sex
from budget.roster.spelling import Spelling, spelled

MOST_PAIRS = 5_000
_ALL_PAIRS = 200
_NEIGHBOURS = 10

# What each agreement adds to the score; a pair below `_LEAST_SCORE` is chance more often than not.
_LEAST_SCORE = 75
_LEAST_LIKENESS = 85
_SAME_NAME, _SAME_DATE, _SWAPPED, _ONE_DIGIT, _ONE_PART = 40, 40, 34, 26, 20
_SAME_VILLAGE, _SAME_KECAMATAN, _NIK_SLIP = 15, 8, 10
_SERIAL_END = 15
# How many of `_DATES` equally likely birth dates agree with a given one as far as each score says.
_DATES = 17_000
_DATES_AGREEING = {_SAME_DATE: 1, _SWAPPED: 1, _ONE_DIGIT: 25, _ONE_PART: 90}
# A pair is left out where more than one person in so many has a stranger who agrees as well by chance.
_CHANCE = 2_000


class Person(NamedTuple):
    """What a person is recognised by; `key` is the caller's own."""

    key: int
    nik: int
    name: str
    birth_date: date
    kecamatan: str
    village: str
    sex: Sex


class Likeness(NamedTuple):
    """Two people by their keys, `score` from 75 to 100, and what speaks for it, in words."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


class _Known(NamedTuple):
    """A person with the spelling that names are compared by; `new` ones are those asked about."""

    person: Person
    spelling: Spelling
    new: bool


class _Crowd(NamedTuple):
    """How many people there are: in all, by name, by kecamatan, by village.

    Bearers of a name are counted by their birth dates: rows that were copied are no bearers of their own.
    """

    size: int
    bearers: Counter[str]
    of_kecamatan: Counter[str]
    of_village: Counter[tuple[str, str]]


def likely_twins(people: Iterable[Person], most: int = MOST_PAIRS) -> list[Likeness]:
    """The likeliest pairs, best first, each once and no more than `most`."""
    return _best([_Known(person, spelled(person.name), True) for person in people], most)


def likely_twins_of(
    new: Iterable[Person], existing: Iterable[Person], most: int = MOST_PAIRS
) -> list[Likeness]:
    """The likeliest pairs of which at least one is new."""
    known = [_Known(person, spelled(person.name), True) for person in new]
    dates = {each.person.birth_date for each in known}
    villages = {(each.person.kecamatan, each.person.village) for each in known}
    known.extend(
        _Known(person, spelled(person.name), False)
        for person in existing
        if person.birth_date in dates or (person.kecamatan, person.village) in villages
    )
    return _best(known, most)


def _best(known: Sequence[_Known], most: int) -> list[Likeness]:
    crowd = _Crowd(
        len(known),
        Counter(key for key, _ in {(who.spelling.key, who.person.birth_date) for who in known}),
        Counter(who.person.kecamatan for who in known),
        Counter((who.person.kecamatan, who.person.village) for who in known),
    )
    found = (likeness for one, other in _pairs(known) if (likeness := _likeness(one, other, crowd)))
    return nsmallest(most, found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    for block in _blocks(known, lambda who: (who.person.birth_date, who.person.sex, who.person.kecamatan)):
        yield from _within(block)
    for block in _blocks(known, lambda who: (who.person.birth_date, who.person.sex, who.spelling.key)):
        yield from (pair for pair in _within(block) if pair[0].person.kecamatan != pair[1].person.kecamatan)
    placed = [who for who in known if who.person.village]
    for block in _blocks(
        placed, lambda who: (who.spelling.key, who.person.village, who.person.kecamatan, who.person.sex)
    ):
        yield from _with_a_slip_of_date(block)


def _blocks(known: Iterable[_Known], key: Callable[[_Known], Hashable]) -> Iterator[list[_Known]]:
    """Those with the same key, where they are two or more and one of them is new."""
    blocks: defaultdict[Hashable, list[_Known]] = defaultdict(list)
    for who in known:
        blocks[key(who)].append(who)
    return (block for block in blocks.values() if len(block) > 1 and any(who.new for who in block))


def _within(block: list[_Known]) -> Iterator[tuple[_Known, _Known]]:
    if len(block) <= _ALL_PAIRS:
        yield from combinations(block, 2)
        return
    block.sort(key=lambda who: (who.spelling.sound, who.person.village, who.person.nik, who.person.key))
    for place, who in enumerate(block):
        for other in islice(block, place + 1, place + 1 + _NEIGHBOURS):
            yield who, other


def _with_a_slip_of_date(namesakes: list[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Pairs whose dates have two parts of three in common, or day and month the other way round."""
    parts: defaultdict[Hashable, list[_Known]] = defaultdict(list)
    for who in namesakes:
        day = who.person.birth_date
        low, high = sorted((day.day, day.month))
        for key in (("d", day.year, day.month), ("m", day.year, day.day), ("y", day.month, day.day),
                    ("swap", day.year, low, high)):  # fmt: skip
            parts[key].append(who)
    for block in parts.values():
        if len(block) > 1:
            yield from (
                pair for pair in _within(block) if pair[0].person.birth_date != pair[1].person.birth_date
            )


def _likeness(one: _Known, other: _Known, crowd: _Crowd) -> Likeness | None:
    """None where too little speaks for one person."""
    (first, spelling, new), (second, other_spelling, other_new) = one, other
    if first.nik == second.nik or not (new or other_new):
        return None
    name = _name_likeness(spelling, other_spelling)
    here = first.kecamatan == second.kecamatan and first.kecamatan + first.village != ""
    if name < _LEAST_LIKENESS or not (here or spelling.key == other_spelling.key):
        return None
    at_home = here and first.village == second.village != ""
    date_score, date_reason = _date_likeness(first.birth_date, second.birth_date)
    nik_score, nik_reason = _nik_likeness(first.nik, second.nik)
    score = _SAME_NAME * (name - 70) // 30 + date_score + nik_score
    score += _SAME_VILLAGE if at_home else _SAME_KECAMATAN if here else 0
    if at_home:
        neighbours = crowd.of_village[first.kecamatan, first.village]
    else:
        neighbours = crowd.of_kecamatan[first.kecamatan] if here else crowd.size
    # The namesakes besides these two, of whom so many are expected in that place with such a date.
    namesakes = max(crowd.bearers[spelling.key], crowd.bearers[other_spelling.key]) - 2
    strangers = namesakes * neighbours * _DATES_AGREEING[date_score]
    if score < _LEAST_SCORE or strangers * _CHANCE > crowd.size * _DATES:
        return None
    reasons = (
        "nama sama" if name == 100 else f"nama mirip ({name})",
        date_reason,
        "desa sama" if at_home else "kecamatan sama" if here else "",
        nik_reason,
    )
    keys = sorted((first.key, second.key))
    return Likeness(keys[0], keys[1], min(score, 100), tuple(filter(None, reasons)))


def _name_likeness(one: Spelling, other: Spelling) -> int:
    if one.text == other.text:
        return 100
    return min(int(ratio(one.sound, other.sound, score_cutoff=_LEAST_LIKENESS)), 99)


def _date_likeness(one: date, other: date) -> tuple[int, str]:
    """Of dates that are the same, or have one part or the order of day and month different."""
    if one == other:
        return _SAME_DATE, "tanggal lahir sama"
    if (one.day, one.month) == (other.month, other.day):
        return _SWAPPED, "hari dan bulan tertukar"
    part, left, right = next(
        (name, getattr(one, field), getattr(other, field))
        for name, field in (("hari", "day"), ("bulan", "month"), ("tahun", "year"))
        if getattr(one, field) != getattr(other, field)
    )
    differing = sum(a != b for a, b in zip(f"{left:04d}", f"{right:04d}", strict=True))
    return (_ONE_DIGIT if differing == 1 else _ONE_PART), f"{part} lahir beda"


def _nik_likeness(one: int, other: int) -> tuple[int, str]:
    """Serial numbers count up from 0001: a difference in their last digit alone proves nothing."""
    left, right = f"{one:016d}", f"{other:016d}"
    places = [place for place in range(len(left)) if left[place] != right[place]]
    if len(places) == 1:
        return (0 if places[0] == _SERIAL_END else _NIK_SLIP), "NIK beda satu angka"
    if len(places) == 2 and places[1] == places[0] + 1:
        i, j = places
        if left[i] == right[j] and left[j] == right[i]:
            return _NIK_SLIP, "angka NIK tertukar"
    return 0, ""
