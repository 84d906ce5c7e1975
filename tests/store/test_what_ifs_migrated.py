"""Scenarios of a file from before they stood on one another, and what the database refuses of new ones."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from older_files import older_file
from places import REFUSED, door

from budget.period import Month, Validity
from budget.plan import EntryAdjustment, HeadAdjustment, Plan, Scenario, WageAdjustment
from budget.plan.editing import with_record
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
OLD = """
INSERT INTO region VALUES ('32.04', 'Kabupaten Bandung', '2022-01', '2023-05', 'following-month', 17, 65);
INSERT INTO member_group (id, region_code, position, name, skpd, segment, priority, legal_basis,
    validation_loss_ppm, source) VALUES (7, '32.04', 1, 'Linmas', '', 'pu', 1, '', 0, 'plan');
INSERT INTO scenario (id, region_code, position, name, note) VALUES (3, '32.04', 1, 'Lama', 'catatan');
INSERT INTO adjustment (id, region_code, position, scenario_id, kind, group_id, first_month, heads,
    count_kind, kecamatan) VALUES (9, '32.04', 1, 3, 'heads', 7, '2022-07', -500, 'change', 'Soreang');
"""


def test_scenarios_of_an_older_file_are_the_same_after_its_migration(tmp_path: Path) -> None:
    file = older_file(tmp_path / "lama.pagu", "0002", OLD)
    with open_workspace(str(file), "sari", NOON) as work:
        old = Scenario(
            "Lama", (HeadAdjustment("Linmas", Month(2022, 7), -500, kecamatan="Soreang"),), "catatan"
        )
        assert work.plan().scenarios == (old,)
        newer = Scenario("Baru", (EntryAdjustment("Linmas", Month(2022, 2)),), base="Lama")
        work.save(with_record(work.plan(), None, newer), "Tambah skenario", 0)
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan().scenarios == (old, newer)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE adjustment SET kind = 'lain'",
        "UPDATE adjustment SET wage_sen = 0 WHERE kind = 'wage'",
        "UPDATE adjustment SET wage_sen = NULL WHERE kind = 'wage'",
        "UPDATE adjustment SET last_month = '2020-01'",
        "UPDATE adjustment SET risk_class = 6",
        "UPDATE adjustment SET kind = 'funding'",
        "UPDATE adjustment SET kind = 'money'",
        "UPDATE scenario SET base = NULL",
    ],
)
def test_the_database_itself_refuses_what_no_scenario_may_hold(
    file: Path, bandung: Plan, statement: str
) -> None:
    wage = WageAdjustment("Linmas", Validity(Month(2023, 1)), 160_000_000)
    with open_workspace(str(file), "sari", NOON) as work:
        work.save(with_record(bandung, None, Scenario("Upah", (wage,))), "Tambah skenario", 0)
        work.commit()
    with pytest.raises(REFUSED), door(file) as connection:
        connection.execute(statement)
