"""Who is covered by two regencies of a million covers each, beside the bare join; see ADR 0033."""

from statistics import median
from time import perf_counter

import pytest
from places import scratch
from province import BANDUNG, GARUT, NAMES, TASIK, ask, at, of_governor, three_regencies

from budget.services.province import publish, twice

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

# Copies of the first person under NIK that nobody has: no kecamatan has the digits 99.
MORE = """
    SET search_path TO {schema};
    SET session_replication_role = replica;
    INSERT INTO member (id, region_code, batch_id, stratum_id, nik, name, birth_date, sex, first_month,
        marks, birth_place, mother, phone, address, kpj, current)
    SELECT 1000 + g, region_code, batch_id, stratum_id, {nik} + g, name, birth_date, sex, first_month,
        0, '', '', '', '', '', 1
    FROM generate_series(1, 1000000) g, (SELECT * FROM member ORDER BY id LIMIT 1) AS m
"""
BARE = """
    SELECT COUNT(*) FROM pagu_32_04.published_cover a
    JOIN pagu_32_05.published_cover b USING (hash_high, hash_low)
"""


def test_two_million_covers_are_compared_in_five_times_the_bare_join() -> None:
    """The last 10.000 of Bandung are the first of Garut."""
    database, key = three_regencies(scratch())
    for code, nik in ((BANDUNG, 3204_99_000000_0000), (GARUT, 3204_99_000099_0000)):
        ask(database, MORE.format(schema=f"pagu_{code.replace('.', '_')}", nik=nik))
        start = perf_counter()
        publish(at(database, code), key)
        print(f"{NAMES[code]} published in {perf_counter() - start:.1f} s")  # noqa: T201
    ratios = []
    for _ in range(3):
        start = perf_counter()
        ask(database, BARE)
        bare = perf_counter() - start
        start = perf_counter()
        found = twice(of_governor(database))
        ratios.append((perf_counter() - start) / bare)
        print(f"bare join {bare:.2f} s, compared in {ratios[-1]:.1f} times that")  # noqa: T201
    assert [(each.one, each.other, each.people) for each in found.shared] == [
        (BANDUNG, GARUT, 10_001),
        (BANDUNG, TASIK, 1),
        (GARUT, TASIK, 1),
    ]
    assert median(ratios) <= 5
