"""The same person under another NIK or spelling, and strangers who are not."""

from datetime import date, timedelta
from random import Random

import pytest
from likeness_oracle import all_twins

from budget.roster.crowd import People
from budget.roster.likeness import Likeness, Person, likely_twins, likely_twins_among, likely_twins_of
from budget.roster.member import Sex
from budget.roster.spelling import sounds_of, spelled

ASEP = Person(1, 3204901203800012, "Asep Sunandar", date(1980, 3, 12), "Cileunyi", "Cibiru Wetan", Sex.MALE)
# Another NIK in more than the serial number.
TWIN = ASEP._replace(key=2, nik=3204911203800457)


def compared(one: Person, other: Person) -> Likeness | None:
    found = likely_twins([one, other])
    assert len(found) <= 1
    return found[0] if found else None


def test_the_same_name_date_and_village_is_the_likeliest_pair() -> None:
    assert compared(ASEP, TWIN) == (1, 2, 95, ("nama sama", "tanggal lahir sama", "desa sama"))


@pytest.mark.parametrize(
    ("changes", "score", "reasons"),
    [
        ({"village": "Cinunuk"}, 88, ("nama sama", "tanggal lahir sama", "kecamatan sama")),
        ({"village": "", "kecamatan": ""}, 80, ("nama sama", "tanggal lahir sama")),
        ({"name": "H. ASEP SUNANDAR, S.Pd."}, 95, ("nama sama", "tanggal lahir sama", "desa sama")),
        ({"name": "Sunandar Asep"}, 93, ("nama mirip (99)", "tanggal lahir sama", "desa sama")),
        ({"name": "Asep Sunander"}, 84, ("nama mirip (92)", "tanggal lahir sama", "desa sama")),
        ({"birth_date": date(1980, 12, 3)}, 89, ("nama sama", "hari dan bulan tertukar", "desa sama")),
        ({"birth_date": date(1980, 3, 13)}, 81, ("nama sama", "hari lahir beda", "desa sama")),
        ({"birth_date": date(1980, 8, 12)}, 81, ("nama sama", "bulan lahir beda", "desa sama")),
        ({"birth_date": date(1992, 3, 12)}, 75, ("nama sama", "tahun lahir beda", "desa sama")),
        ({"nik": 3204901203800013}, 95,
         ("nama sama", "tanggal lahir sama", "desa sama", "NIK beda satu angka")),
        ({"nik": 3204921203800012}, 100,
         ("nama sama", "tanggal lahir sama", "desa sama", "NIK beda satu angka")),
        ({"nik": 3240901203800012}, 100,
         ("nama sama", "tanggal lahir sama", "desa sama", "angka NIK tertukar")),
    ],
)  # fmt: skip
def test_each_difference_costs_score_and_is_named(
    changes: dict[str, object], score: int, reasons: tuple[str, ...]
) -> None:
    assert compared(ASEP, TWIN._replace(**changes)) == (1, 2, score, reasons)  # type: ignore[arg-type]


def test_equal_day_and_month_are_not_swapped_where_the_year_differs() -> None:
    one = ASEP._replace(birth_date=date(1980, 5, 5))
    other = TWIN._replace(birth_date=date(1992, 5, 5))
    assert compared(one, other) == (1, 2, 75, ("nama sama", "tahun lahir beda", "desa sama"))


@pytest.mark.parametrize(
    "changes",
    [
        {"nik": ASEP.nik},
        {"sex": Sex.FEMALE},
        {"name": "Dedi Kurnia"},
        {"birth_date": date(1980, 4, 13)},
        {"birth_date": date(1980, 12, 3), "village": "Cinunuk"},
        {"name": "Asep Sunander", "kecamatan": "Soreang"},
    ],
)
def test_strangers_are_no_pair(changes: dict[str, object]) -> None:
    assert compared(ASEP, TWIN._replace(**changes)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. H. Moh. Nurjaman, M.Si", "Muhammad Nurjaman"),
        ("M. Nurjaman", "Mochamad Nurjaman"),
        ("Hj. Siti Aminah S.Pd.I", "SITI AMINAH"),
        ("Ma'mun", "Mamun"),
        ("(Alm) Ujang  Solihin", "Ujang Solihin"),
    ],
)
def test_titles_and_abbreviations_make_no_other_name(one: str, other: str) -> None:
    assert spelled(one).text == spelled(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nurjaman", "Nurzaman"),
        ("Soleh Hidayatulloh", "Solehh Hidayatuloh"),
        ("Djoko Soekarna", "Joko Sukarna"),
        ("Yusuf", "Yusup"),
        ("Siti Rohmah", "Romah Siti"),
    ],
)
def test_names_that_sound_alike_meet_in_one_block(one: str, other: str) -> None:
    assert spelled(one).key == spelled(other).key


def test_many_names_sound_as_each_of_them_does() -> None:
    names = ["Asep Sunandar", "asep  sunandar", "H. Asep", "Haji Asep", "Haji", "M. Ali", "M Ali", "Ali M",
             "M", "Abd Rahman", "ST Aminah", "Ma'mun", "Siti Aminah S.Pd.I", "Djoko, S.E.", ", S.Pd", "", " ",
             "...",
             "José Pérez", "Asep\u00a0Sunandar", "Ａｓｅｐ", "Kurnia\u212a"]  # fmt: skip
    assert list(sounds_of(names)) == [spelled(name).sound for name in names]


@pytest.mark.parametrize("name", ["H.", "Haji", ", S.Pd", "M.", "...", "S.E."])
def test_a_name_of_titles_alone_is_kept_as_far_as_it_is_one(name: str) -> None:
    assert spelled(name) == spelled(name)
    assert likely_twins([ASEP._replace(name=name), TWIN._replace(name=name)]) is not None


def test_pairs_are_in_order_of_score_each_once_and_bounded() -> None:
    people = [ASEP, TWIN, ASEP._replace(key=3, nik=3204931203800777, name="Asep Sunander")]
    found = likely_twins(people)
    assert [(pair.first, pair.second, pair.score) for pair in found] == [(1, 2, 95), (1, 3, 84), (2, 3, 84)]
    assert likely_twins(people, most=1) == found[:1]


def test_new_people_are_compared_with_stored_ones_and_each_other_only() -> None:
    stored = [ASEP, TWIN]
    assert likely_twins_of([], stored) == []
    new = [ASEP._replace(key=3, nik=3204931203800777)]
    assert [(pair.first, pair.second) for pair in likely_twins_of(new, stored)] == [(1, 3), (2, 3)]
    assert [(pair.first, pair.second) for pair in likely_twins_of(stored, [])] == [(1, 2)]


def crowd(count: int, seed: int, names: int = 2_000) -> list[Person]:
    """Strangers: names, birth dates and villages by lot."""
    random = Random(seed)
    syllables = [first + second for first in "bcdghjklmnprstw" for second in "aiueo"]
    pool = ["".join(random.choices(syllables, k=3)) + " " + "".join(random.choices(syllables, k=4))
            for _ in range(names)]  # fmt: skip
    days = [date(1961, 1, 1) + timedelta(days) for days in range(17_000)]
    return [
        Person(key, 3204900000000000 + key * 37, random.choice(pool), random.choice(days),
               f"Kecamatan {village % 31}", f"Desa {village}", random.choice((Sex.MALE, Sex.FEMALE)))
        for key, village in enumerate(random.choices(range(280), k=count))
    ]  # fmt: skip


def test_a_crowd_of_strangers_gives_few_pairs_however_common_their_names() -> None:
    assert len(likely_twins(crowd(20_000, 1))) <= 10
    assert len(likely_twins(crowd(20_000, 2, names=50))) <= 20


def test_a_twin_is_found_in_a_crowd() -> None:
    people = crowd(5_000, 3)
    twin = people[0]._replace(key=10**6, nik=3204990000000001, name="Hj. " + people[0].name.upper())
    best = likely_twins([*people, twin])[0]
    assert (best.first, best.second) == (0, 10**6)


def test_people_who_are_all_alike_are_found_but_compared_with_few_neighbours() -> None:
    alike = [ASEP._replace(key=key, nik=3204900101800000 + key) for key in range(2_000)]
    assert len(likely_twins(alike)) == 5_000
    assert len(likely_twins(alike, most=10**6)) < 10 * len(alike)
    spread = [who._replace(birth_date=date(1980, 1, 1 + who.key % 28)) for who in alike]
    assert len(likely_twins(spread, most=10**6)) < 10 * len(alike)


def mixed(seed: int, count: int) -> list[Person]:
    """Few names, dates and places, so that much agrees and much does so nearly."""
    random = Random(seed)
    names = ["Asep Sunandar", "Asep Sunander", "Sunandar Asep", "H. Asep Sunandar", "Asep Sunandarr",
             "Ali", "Siti Rohmah", "Siti Romah", "Sitti Rohmah, S.Pd", "Ahmad Yusuf", "Ahmad Yusup",
             "M. Yani"]  # fmt: skip
    days = [date(1980, 3, 12), date(1980, 12, 3), date(1980, 3, 13), date(1981, 3, 12), date(1980, 5, 5),
            date(1992, 5, 5), date(1980, 8, 12)]  # fmt: skip
    return [
        Person(key, 3204900000000000 + random.choice((1, 2, 10, 1000, 10**9)) * random.randrange(9),
               random.choice(names) if random.random() < 0.4 else f"Nama {key}", random.choice(days),
               random.choice(("", "Cileunyi", "Soreang")), random.choice(("", "Cinunuk", "Sadu")),
               random.choice((Sex.MALE, Sex.FEMALE)))
        for key in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_blocks_miss_no_pair_that_comparing_everybody_finds(seed: int) -> None:
    people = mixed(seed, 20 + seed * 20)
    assert likely_twins(people, most=10**6) == all_twins(people, [])
    new, existing = people[: 3 + seed], people[3 + seed :]
    assert likely_twins_of(new, existing, most=10**6) == all_twins(new, existing)


def test_columns_give_what_people_give() -> None:
    people = mixed(30, 200)
    keys, niks, names, births, kecamatans, villages, sexes = zip(*people, strict=True)
    columns = People(keys, niks, names, [born.toordinal() for born in births], kecamatans, villages, sexes)
    assert likely_twins_among(columns, 50) == likely_twins_of(people[:50], people[50:])
    assert likely_twins_among(columns, 0) == []
