"""Likely twins by comparing everybody with everybody, one rule after the other; for lists of hundreds."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from budget.roster import spelling
from budget.roster.likeness import Likeness, Person

spelled = cache(spelling.spelled)


def all_twins(new: Sequence[Person], existing: Sequence[Person]) -> list[Likeness]:
    dates, places = {who.birth_date for who in new}, {(who.kecamatan, who.village) for who in new}
    near = [who for who in existing if who.birth_date in dates or (who.kecamatan, who.village) in places]
    everybody = [*new, *near]
    found = [
        likeness
        for (place, one), (_, other) in combinations(enumerate(everybody), 2)
        if place < len(new) and (likeness := _likeness(one, other, everybody))
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _likeness(one: Person, other: Person, everybody: Sequence[Person]) -> Likeness | None:
    key, other_key = spelled(one.name).key, spelled(other.name).key
    here = one.kecamatan == other.kecamatan and bool(one.kecamatan or (one.village and other.village))
    at_home = here and one.village == other.village != ""
    birth = _birth(one.birth_date, other.birth_date)
    name = _name(one.name, other.name)
    if one.nik == other.nik or one.sex != other.sex or birth is None or name < 85:
        return None
    # Two of three: the same date, the same place (a village where the date differs), the same name.
    agreeing = (one.birth_date == other.birth_date, at_home or (here and one.birth_date == other.birth_date),
                key == other_key)  # fmt: skip
    if sum(agreeing) < 2:
        return None
    nik_score, nik_words = _nik(f"{one.nik:016d}", f"{other.nik:016d}")
    place_score, place_words = (15, "desa sama") if at_home else (8, "kecamatan sama") if here else (0, "")
    score = 40 * (name - 70) // 30 + birth[0] + place_score + nik_score
    if score < 75 or _strangers(one, other, here, at_home, birth[2], everybody):
        return None
    words = ("nama sama" if name == 100 else f"nama mirip ({name})", birth[1], place_words, nik_words)
    first, second = sorted((one.key, other.key))
    return Likeness(first, second, min(score, 100), tuple(word for word in words if word))


def _strangers(
    one: Person, other: Person, here: bool, at_home: bool, dates: int, everybody: Sequence[Person]
) -> bool:
    """Whether more than one person in 2.000 would have a stranger who agrees as well."""
    bearers = max(
        len({who.birth_date for who in everybody if spelled(who.name).key == spelled(each.name).key})
        for each in (one, other)
    )
    neighbours = sum(
        (not here or who.kecamatan == one.kecamatan) and (not at_home or who.village == one.village)
        for who in everybody
    )
    return (bearers - 2) * neighbours * dates * 2_000 > len(everybody) * 17_000


def _name(one: str, other: str) -> int:
    if spelled(one).text == spelled(other).text:
        return 100
    return min(int(ratio(spelled(one).sound, spelled(other).sound)), 99)


def _birth(one: date, other: date) -> tuple[int, str, int] | None:
    """Score, words and how many dates of 17.000 agree so; None where too much differs."""
    if one == other:
        return 40, "tanggal lahir sama", 1
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return 34, "hari dan bulan tertukar", 1
    parts = [(one.day, other.day, "hari"), (one.month, other.month, "bulan"), (one.year, other.year, "tahun")]
    differing = [part for part in parts if part[0] != part[1]]
    if len(differing) > 1:
        return None
    left, right, part = differing[0]
    digits = sum(a != b for a, b in zip(f"{left:04d}", f"{right:04d}", strict=True))
    return (26, f"{part} lahir beda", 25) if digits == 1 else (20, f"{part} lahir beda", 90)


def _nik(one: str, other: str) -> tuple[int, str]:
    places = [place for place in range(16) if one[place] != other[place]]
    if len(places) == 1:
        return (0 if places == [15] else 10), "NIK beda satu angka"
    if len(places) == 2 and places[1] == places[0] + 1 and sorted(one) == sorted(other):
        return 10, "angka NIK tertukar"
    return 0, ""
