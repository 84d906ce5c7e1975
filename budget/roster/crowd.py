"""Many people as columns of integers, and the pairs of them that are worth comparing.

Nobody compares a million people with each other. Pairs come from blocks: people of one birth date and
kecamatan; people of one birth date with the same name anywhere; and people of one village with the same
name whose birth dates differ by one slip; always of one sex. Blocks share no pair. In a block of more than
`_ALL_PAIRS` people (everybody born on 1 January, say) only neighbours in the order of names are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import compress, count, repeat
from operator import eq
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budget.roster.member import Sex
from budget.roster.spelling import key_of, sounds_of

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ALL_PAIRS = 200
_NEIGHBOURS = 10
# Pairs come in portions, so that what is computed of them stays small beside the people.
_AT_ONCE = 65_536
_ORDINAL_OF_1970 = 719_163


class People(NamedTuple):
    """What people are recognised by, a column each, all as long. `keys` are the caller's own.

    Birth days are ordinals (`date.toordinal`). Columns of integers may be arrays.
    """

    keys: Sequence[int] | Integers
    niks: Sequence[int] | Integers
    names: Sequence[str]
    birth_days: Sequence[int] | Integers
    kecamatans: Sequence[str]
    villages: Sequence[str]
    sexes: Sequence[Sex]


class Crowd(NamedTuple):
    """People as integers: a column each, where a text is its number among the different ones.

    `name`, `sound` and `key` number the spellings of a name, from the narrowest to the widest; `place` is a
    kecamatan with a village. `names` and `sounds` are the texts by their numbers, `villages` those of the
    places; a known kecamatan or village is one that the list names.
    """

    id: Integers
    nik: Integers
    new: Flags
    woman: Integers
    born: Integers
    kecamatan: Integers
    place: Integers
    known_kecamatan: Flags
    known_village: Flags
    name: Integers
    sound: Integers
    key: Integers
    names: Sequence[str]
    sounds: Sequence[str]
    villages: Sequence[str]


class Slip(IntEnum):
    """What differs between two birth dates."""

    NOTHING = 0
    ORDER = 1
    DAY = 2
    MONTH = 3
    YEAR = 4


class Pairs(NamedTuple):
    """Pairs by the places of both people in the crowd, all with the same slip in their dates."""

    one: Integers
    other: Integers
    slip: Slip


class Dates(NamedTuple):
    year: Integers
    month: Integers
    day: Integers


def crowd_of(people: People, new: int) -> Crowd:
    """The first `new` people, and those of the others who share a birth date or a village with them."""
    born = _integers(people.birth_days)
    kecamatans, kecamatan = _numbered(people.kecamatans)
    villages, village = _numbered(people.villages)
    place = kecamatan * len(villages) + village
    kept = _among(born, born[:new]) | _among(place, place[:new])
    names, name = _numbered(compress(people.names, kept.tolist()))
    sounds, sound_of_name = _numbered(sounds_of(names))
    _, key_of_sound = _numbered(map(key_of, sounds))
    places = different(place[kept])
    sound = sound_of_name[name]
    return Crowd(
        id=_integers(people.keys)[kept],
        nik=_integers(people.niks)[kept],
        new=np.flatnonzero(kept) < new,
        woman=np.fromiter(map(eq, people.sexes, repeat(Sex.FEMALE)), np.int64)[kept],
        born=born[kept],
        kecamatan=kecamatan[kept],
        place=np.searchsorted(places, place[kept]),
        known_kecamatan=_named(kecamatans)[kecamatan[kept]],
        known_village=_named(villages)[village[kept]],
        name=name,
        sound=sound,
        key=key_of_sound[sound],
        names=names,
        sounds=sounds,
        villages=[villages[place] for place in (places % max(len(villages), 1)).tolist()],
    )


def pairs(crowd: Crowd) -> Iterator[Pairs]:
    """Pairs of which one is new, each once, in portions."""
    birth = crowd.born * 2 + crowd.woman
    for one, other in _within(crowd, birth * _above(crowd.kecamatan) + crowd.kecamatan):
        yield Pairs(one, other, Slip.NOTHING)
    for one, other in _within(crowd, birth * _above(crowd.key) + crowd.key):
        elsewhere = crowd.kecamatan[one] != crowd.kecamatan[other]
        yield Pairs(one[elsewhere], other[elsewhere], Slip.NOTHING)
    yield from _with_a_slip(crowd)


def dates(born: Integers) -> Dates:
    """The parts of birth days given as ordinals."""
    days = (born - _ORDINAL_OF_1970).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year, month = np.divmod(months.astype(np.int64), 12)
    return Dates(year + 1970, month + 1, (days - months.astype("datetime64[D]")).astype(np.int64) + 1)


def different(column: Integers) -> Integers:
    """The different numbers in order. Sorting takes a tenth of the time that `np.unique` needs to hash."""
    ordered = np.sort(column)
    return ordered[np.append(ordered[1:] != ordered[:-1], True)] if len(ordered) else ordered


def _with_a_slip(crowd: Crowd) -> Iterator[Pairs]:
    """Of namesakes in one village: dates that have two parts of three in common, or the order of day and
    month the other way round."""
    placed = np.flatnonzero(crowd.known_village)
    key = (crowd.key * _above(crowd.place) + crowd.place) * 2 + crowd.woman
    order, sizes = _blocks(key[placed])
    shared = np.repeat(sizes > 1, sizes)
    members = placed[order[shared]]
    block = np.repeat(np.arange(len(sizes)), sizes)[shared]
    year, month, day = dates(crowd.born[members])
    low, high = np.minimum(month, day), np.maximum(month, day)
    for slip, first, second, third in (
        (Slip.DAY, year, month, 0),
        (Slip.MONTH, year, 0, day),
        (Slip.YEAR, 0, month, day),
        (Slip.ORDER, year, low, high),
    ):
        alike = ((block * 10_000 + first) * 32 + second) * 32 + third
        for one, other in _within(crowd, alike, members):
            differing = crowd.born[one] != crowd.born[other]
            yield Pairs(one[differing], other[differing], slip)


def _within(
    crowd: Crowd, keys: Integers, members: Integers | None = None
) -> Iterator[tuple[Integers, Integers]]:
    """Pairs with the same key: one for each person of the crowd, or for each of those members of it."""
    order, sizes = _blocks(keys)
    if not len(order):
        return
    members = order if members is None else members[order]
    wanted = np.logical_or.reduceat(crowd.new[members], np.cumsum(sizes) - sizes) & (sizes > 1)
    members, sizes = members[np.repeat(wanted, sizes)], sizes[wanted]
    ends = np.repeat(np.cumsum(sizes), sizes)
    where = np.arange(len(members))
    large = np.flatnonzero(np.repeat(sizes > _ALL_PAIRS, sizes))
    members[large] = _by_name(crowd, members[large], ends[large])
    ends[large] = np.minimum(ends[large], where[large] + _NEIGHBOURS + 1)
    for distance in count(1):
        where = where[where + distance < ends[where]]
        if not len(where):
            return
        for start in range(0, len(where), _AT_ONCE):
            portion = where[start : start + _AT_ONCE]
            one, other = members[portion], members[portion + distance]
            asked = crowd.new[one] | crowd.new[other]
            yield one[asked], other[asked]


def _blocks(keys: Integers) -> tuple[Integers, Integers]:
    """An order that brings the same keys together, and how many there are of each in that order."""
    order = np.argsort(keys)
    ordered = keys[order]
    ends = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, len(keys))
    return order, np.diff(ends, prepend=0) if len(keys) else ends[:0]


def _by_name(crowd: Crowd, members: Integers, block: Integers) -> Integers:
    """The members of each block in the order of their names."""
    sound = _rank(crowd.sounds, crowd.sound[members])
    village = _rank(crowd.villages, crowd.place[members])
    return members[np.lexsort((crowd.id[members], crowd.nik[members], village, sound, block))]


def _rank(texts: Sequence[str], numbers: Integers) -> Integers:
    """The place of each text, given by its number, in the order of the alphabet."""
    used = different(numbers)
    written = [texts[number] for number in used.tolist()]
    ranks = {text: rank for rank, text in enumerate(sorted(set(written)))}
    return _integers([ranks[text] for text in written])[np.searchsorted(used, numbers)]


def _among(column: Integers, wanted: Integers) -> Flags:
    if len(wanted) == len(column):
        return np.ones(len(column), np.bool_)
    return np.isin(column, different(wanted))


def _numbered(texts: Iterable[str]) -> tuple[list[str], Integers]:
    """The different texts, and for each text its number among them."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    column = np.fromiter(map(numbers.__getitem__, texts), np.int64)
    return list(numbers), column


def _named(texts: Sequence[str]) -> Flags:
    return np.fromiter(map(bool, texts), np.bool_, len(texts))


def _integers(column: Sequence[int] | Integers) -> Integers:
    return np.asarray(column, np.int64)


def _above(column: Integers) -> int:
    return int(column.max(initial=0)) + 1
