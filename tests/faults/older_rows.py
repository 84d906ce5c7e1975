"""What a regency had stored with the schema 0002: head counts, people, and a journal of notes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from older_files import older_file

PEOPLE, NOTES, MONTHS = 400, 20, 12
ROWS = f"""
PRAGMA journal_mode = WAL;
INSERT INTO region (code, name, first_month, last_month, timing, least_age, below_age)
    VALUES ('32.04', 'Bandung', '2022-01', '2022-12', 'same-month', 17, 65);
INSERT INTO member_group
    (id, region_code, position, name, skpd, segment, priority, legal_basis, validation_loss_ppm, source)
    VALUES (1, '32.04', 1, 'Linmas', 'Satpol', 'bpu', 1, '', 0, 'plan'),
           (2, '32.04', 2, 'Ketua RW', 'Dinas', 'bpu', 2, '', 0, 'roster');
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MONTHS})
INSERT INTO head_count (region_code, position, group_id, month, kind, heads, kecamatan)
    SELECT '32.04', n, 1, printf('2022-%02d', n), 'absolute', 100 * n, '' FROM n;
INSERT INTO roster_batch (id, region_code, kind, source, first_member, last_member, active)
    VALUES (1, '32.04', 'import', 'daftar.csv', 1, {PEOPLE}, 1);
INSERT INTO roster_batch_group VALUES (1, 2, {2022 * 12});
INSERT INTO stratum (id, region_code, group_id, kecamatan, village)
    VALUES (1, '32.04', 2, 'Cileunyi', 'Cinunuk');
INSERT INTO stratum_count VALUES (1, {2022 * 12}, {PEOPLE}, 0);
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {PEOPLE})
INSERT INTO member (id, region_code, batch_id, stratum_id, nik, name, birth_date, sex, first_month, marks,
    birth_place, mother, phone, address, kpj, current)
    SELECT n, '32.04', 1, 1, 3204901205800000 + n, 'Warga ' || n, '1980-05-12', 'L', {2022 * 12}, 0,
        'Bandung', 'Ibu', '', '', '', 1 FROM n;
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {NOTES})
INSERT INTO journal (id, region_code, at, who, action, effect_rupiah, kind)
    SELECT n, '32.04', '2022-01-03T00:00:00+00:00', 'sari', 'Catatan ' || n, 0, 'note' FROM n;
"""


def file_of_2022(folder: Path) -> Path:
    return older_file(folder / "lama.pagu", "0002", ROWS)


def schema_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as open_file:
        ((revision,),) = open_file.execute("SELECT version_num FROM alembic_version").fetchall()
    return str(revision)
