"""What the people of the roster can be narrowed to: a group, a place, something worth a look."""

from collections.abc import Iterable
from dataclasses import replace

from budget.plan import Plan
from budget.roster.search import PeopleFilter
from budget.services.people import Place, ageing_filter
from tui.people import EVERYBODY, MARKS
from tui.widgets.cells import Row, Tone, amount, words


def choices(wanted: PeopleFilter, places: Iterable[Place], plan: Plan) -> list[Row]:
    """What people can be narrowed to, beside what was typed; the key of a row is the whole filter."""
    rows = [_choice("", "semua orang", EVERYBODY, None)]
    by_group, by_kecamatan, by_village = dict[str, int](), dict[str, int](), dict[str, int]()
    for place in places:
        by_group[place.group] = by_group.get(place.group, 0) + place.people
        by_kecamatan[place.kecamatan] = by_kecamatan.get(place.kecamatan, 0) + place.people
        if place.kecamatan == wanted.kecamatan:
            by_village[place.village] = by_village.get(place.village, 0) + place.people
    rows += [_choice("kelompok", n, replace(wanted, group=n), c) for n, c in by_group.items()]
    rows += [
        _choice("kecamatan", n, replace(wanted, kecamatan=n, village=None), by_kecamatan[n])
        for n in sorted(by_kecamatan)
    ]
    rows += [_choice("desa", n, replace(wanted, village=n), by_village[n]) for n in sorted(by_village)]
    rows += [_choice("temuan", said, replace(wanted, mark=int(mark)), None) for mark, said in MARKS.items()]
    rows.append(_choice("temuan", "mirip orang lain", replace(wanted, likely_twin=True), None))
    below, born = plan.eligibility.below_age, ageing_filter(plan)
    due = replace(wanted, born_after=born.born_after, born_until=born.born_until)
    rows.append(_choice("temuan", f"mencapai {below} tahun", due, None))
    return rows


def _choice(kind: str, said: str, wanted: PeopleFilter, count: int | None) -> Row:
    number = words("") if count is None else amount(count, Tone.MUTED)
    return Row(wanted, (words(kind, Tone.MUTED), words(said or "(kosong)"), number))
