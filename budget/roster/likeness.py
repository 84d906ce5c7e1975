"""The same person under another NIK or another spelling: pairs for an officer to decide about."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from budget.roster.crowd import (
    Crowd,
    Flags,
    Integers,
    Pairs,
    People,
    Slip,
    crowd_of,
    dates,
    different,
    pairs,
)
from budget.roster.member import Sex
from budget.roster.sounds import LEAST_LIKENESS, Sounds
from budget.roster.spelling import text_of

MOST_PAIRS = 5_000

# A pair below `_LEAST_SCORE` is chance more often than not.
_LEAST_SCORE = 75
_SAME_NAME = 40
# How many birth dates are equally likely.
_DATES = 17_000
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


class _Agreement(NamedTuple):
    """A way in which two people agree: what it adds to the score, and its words."""

    score: int
    words: str = ""


_PLACES = (_Agreement(0), _Agreement(8, "kecamatan sama"), _Agreement(15, "desa sama"))
_NIKS = (
    _Agreement(0),
    # Serial numbers count up from 0001: a difference in their last digit alone proves nothing.
    _Agreement(0, "NIK beda satu angka"),
    _Agreement(10, "NIK beda satu angka"),
    _Agreement(10, "angka NIK tertukar"),
)
# By `Slip`; then day, month and year once more, with more than one digit different.
_BIRTHS = (
    _Agreement(40, "tanggal lahir sama"),
    _Agreement(34, "hari dan bulan tertukar"),
    _Agreement(26, "hari lahir beda"),
    _Agreement(26, "bulan lahir beda"),
    _Agreement(26, "tahun lahir beda"),
    _Agreement(20, "hari lahir beda"),
    _Agreement(20, "bulan lahir beda"),
    _Agreement(20, "tahun lahir beda"),
)
# How many of `_DATES` birth dates agree with a given one in each of these ways.
_DATES_AGREEING = np.array((1, 1, 25, 25, 25, 90, 90, 90))
_DIGITS = 10 ** np.arange(15, -1, -1, dtype=np.int64)


class _Context(NamedTuple):
    """How many people there are: in all, and by the numbers of names, kecamatan and places; and the sounds.

    Bearers of a name are counted by their birth dates: rows that were copied are no bearers of their own.
    """

    size: int
    bearers: Integers
    of_kecamatan: Integers
    of_place: Integers
    sounds: Sounds


class _Found(NamedTuple):
    """Pairs as columns: score, smaller and greater key, likeness of names in per cent, and agreements."""

    score: Integers
    first: Integers
    second: Integers
    name: Integers
    birth: Integers
    place: Integers
    nik: Integers


def likely_twins(people: Iterable[Person], most: int = MOST_PAIRS) -> list[Likeness]:
    """The likeliest pairs, best first, each once and no more than `most`."""
    return likely_twins_of(people, (), most)


def likely_twins_of(
    new: Iterable[Person], existing: Iterable[Person], most: int = MOST_PAIRS
) -> list[Likeness]:
    """The likeliest pairs of which at least one is new."""
    people = list(new)
    number = len(people)
    people.extend(existing)
    return likely_twins_among(_columns(people), number, most)


def likely_twins_among(people: People, new: int, most: int = MOST_PAIRS) -> list[Likeness]:
    """The likeliest pairs of which at least one is among the first `new` people."""
    crowd = crowd_of(people, new)
    context = _context(crowd)
    best = _Found(*np.empty((len(_Found._fields), 0), np.int64))
    for some in pairs(crowd):
        found = _found(crowd, context, some)
        if len(found.score):
            best = _best(best, found, most)
    return [_likeness(*row) for row in zip(*(column.tolist() for column in best), strict=True)]


def _columns(people: Sequence[Person]) -> People:
    columns: list[list[Any]] = [[] for _ in Person._fields]
    # Few enough at a time that the garbage collector does not walk over all people again and again.
    for start in range(0, len(people), 512):
        for column, part in zip(columns, zip(*people[start : start + 512], strict=True), strict=True):
            column.extend(part)
    keys, niks, names, births, kecamatans, villages, sexes = columns
    days = np.fromiter(map(date.toordinal, births), np.int64, len(births))
    return People(keys, niks, names, days, kecamatans, villages, sexes)


def _context(crowd: Crowd) -> _Context:
    latest = int(crowd.born.max(initial=0)) + 1
    return _Context(
        len(crowd.id),
        np.bincount(different(crowd.key * latest + crowd.born) // latest),
        np.bincount(crowd.kecamatan),
        np.bincount(crowd.place),
        Sounds(crowd.sounds),
    )


def _best(some: _Found, more: _Found, most: int) -> _Found:
    together = np.hstack((some, more))
    score, first, second, *_ = together
    return _Found(*together[:, np.lexsort((second, first, -score))[:most]])


def _found(crowd: Crowd, context: _Context, some: Pairs) -> _Found:
    """The pairs for which enough speaks that they are one person."""
    birth = _births(crowd.born[some.one], crowd.born[some.other], some.slip)
    place = _places(crowd, some.one, some.other)
    worth = _worth_comparing(crowd, context, some, birth, place)
    one, other, birth, place = some.one[worth], some.other[worth], birth[worth], place[worth]
    name = _names(crowd, context.sounds, one, other)
    alike = name >= LEAST_LIKENESS
    one, other, birth, place, name = one[alike], other[alike], birth[alike], place[alike], name[alike]
    nik = _niks(crowd.nik[one], crowd.nik[other])
    score = _SAME_NAME * (name - 70) // 30 + _scores(_BIRTHS, birth) + _scores(_PLACES, place)
    score = np.minimum(score + _scores(_NIKS, nik), 100)
    first, second = crowd.id[one], crowd.id[other]
    found = (score, np.minimum(first, second), np.maximum(first, second), name, birth, place, nik)
    return _Found(*np.stack(found)[:, score >= _LEAST_SCORE])


def _likeness(score: int, first: int, second: int, name: int, birth: int, place: int, nik: int) -> Likeness:
    reasons = (
        "nama sama" if name == 100 else f"nama mirip ({name})",
        _BIRTHS[birth].words,
        _PLACES[place].words,
        _NIKS[nik].words,
    )
    return Likeness(first, second, score, tuple(filter(None, reasons)))


def _births(one: Integers, other: Integers, slip: Slip) -> Integers:
    """Agreements of birth days with a known slip between them."""
    if slip in (Slip.NOTHING, Slip.ORDER):
        return np.full(len(one), slip, np.int64)
    part = (Slip.YEAR, Slip.MONTH, Slip.DAY).index(slip)
    left, right = dates(one)[part], dates(other)[part]
    digits = (_digits(left) != _digits(right)).sum(axis=1)
    return np.where(digits > 1, slip + 3, int(slip))


def _places(crowd: Crowd, one: Integers, other: Integers) -> Integers:
    """Agreements of places: one kecamatan is one only where either it is named or both villages are."""
    villages = crowd.known_village[one] & crowd.known_village[other]
    here = (crowd.kecamatan[one] == crowd.kecamatan[other]) & (crowd.known_kecamatan[one] | villages)
    at_home = villages & (crowd.place[one] == crowd.place[other])
    return np.where(at_home, 2, here.astype(np.int64))


def _worth_comparing(crowd: Crowd, context: _Context, some: Pairs, birth: Integers, place: Integers) -> Flags:
    """Where two NIK, and names that must be the same when places are not, leave more than chance."""
    one, other = some.one, some.other
    key, other_key = crowd.key[one], crowd.key[other]
    of_kecamatan = context.of_kecamatan[crowd.kecamatan[one]]
    of_place = context.of_place[crowd.place[one]]
    neighbours = np.where(place == 2, of_place, np.where(place == 1, of_kecamatan, context.size))
    # The namesakes besides these two, of whom so many are expected in that place with such a date.
    namesakes = np.maximum(context.bearers[key], context.bearers[other_key]) - 2
    strangers = namesakes * neighbours * _DATES_AGREEING[birth]
    worth: Flags = strangers <= context.size * _DATES // _CHANCE
    worth &= (crowd.nik[one] != crowd.nik[other]) & ((place > 0) | (key == other_key))
    return worth


def _names(crowd: Crowd, sounds: Sounds, one: Integers, other: Integers) -> Integers:
    """Likeness in per cent, zero below `LEAST_LIKENESS`; 100 is for the same text alone."""
    likeness = np.minimum(sounds.likeness(crowd.sound[one], crowd.sound[other]), 99)
    left, right = crowd.name[one], crowd.name[other]
    likeness[left == right] = 100
    for place in np.flatnonzero(likeness == 99).tolist():
        if text_of(crowd.names[left[place]]) == text_of(crowd.names[right[place]]):
            likeness[place] = 100
    return likeness


def _niks(one: Integers, other: Integers) -> Integers:
    """Agreements of NIK: all digits but one, or all with two neighbours the other way round."""
    left, right = _digits(one), _digits(other)
    differing = left != right
    number, first = differing.sum(axis=1), differing.argmax(axis=1)
    pair, i, j = np.arange(len(one)), first, np.minimum(first + 1, len(_DIGITS) - 1)
    swapped = (left[pair, i] == right[pair, j]) & (left[pair, j] == right[pair, i])
    single = np.where(first == len(_DIGITS) - 1, 1, 2)
    return np.where(number == 1, single, np.where((number == 2) & swapped, 3, 0))


def _digits(numbers: Integers) -> Integers:
    return numbers[:, None] // _DIGITS % 10


def _scores(agreements: tuple[_Agreement, ...], which: Integers) -> Integers:
    return np.array([agreement.score for agreement in agreements], np.int64)[which]
