"""A nation counted from what its regions wrote is what their database says, to the rupiah and the person."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest
from nationwide import codes, write_nation
from places import scratch
from province import BANDUNG, GARUT, TASIK, at, of_governor, regency, three_regencies
from roster_people import member
from stored import at_noon

from budget.errors import BadEntry, FileError
from budget.partition import folder as partition_folder
from budget.partition.columns import SLICES, read_covers
from budget.partition.folder import COVERS, FILES, PLAN, STAYS, partition_paths, read_partition
from budget.period import Month
from budget.plan import HeadSource
from budget.roster.keyed_hash import keyed_hash
from budget.services import editing, history, national
from budget.services.cluster import Cluster
from budget.services.national import Nation, count_region, nation
from budget.services.nik_key import make_key, read_key
from budget.services.province import LeftOut, province, twice
from budget.services.strata_input import write_strata_input
from budget.services.workspace import create_with, read_plan

WHY = "Hitungan nasional 2022"


@pytest.fixture(scope="module")
def made() -> tuple[str, Path, Path]:
    """The regions' database, the key, and the folder that all three have written; Garut follows its list."""
    database, key = three_regencies(scratch())
    garut = at(database, GARUT)
    (group,) = read_plan(garut).groups
    editing.put(garut, group, replace(group, source=HeadSource.ROSTER))
    root = scratch() / "nasional"
    for code in (BANDUNG, GARUT, TASIK):
        write_strata_input(at(database, code), root, key, WHY)
    return database, key, root


@pytest.fixture(scope="module")
def counted(made: tuple[str, Path, Path]) -> Nation:
    return nation(made[2], Cluster(2))


@pytest.fixture
def root(made: tuple[str, Path, Path], tmp_path: Path) -> Path:
    """A copy of the folder, to be damaged."""
    return Path(shutil.copytree(made[2], tmp_path / "nasional"))


def test_a_cluster_gives_what_the_database_gives(made: tuple[str, Path, Path], counted: Nation) -> None:
    assert counted.province == province(of_governor(made[0]))
    found = twice(of_governor(made[0]))
    assert (counted.twice.compared, counted.twice.shared) == (found.compared, found.shared)


def test_people_of_the_list_are_counted_one_by_one(counted: Nation) -> None:
    """Garut: Warga 1 for 3 months, Warga 2 for 15, Warga 4 for 17: 35 × 8.100 = Rp283.500."""
    assert [(each.code, each.person_months, each.cost) for each in counted.province.regencies] == [
        (BANDUNG, 1_700, 13_770_000),
        (GARUT, 35, 283_500),
        (TASIK, 5_100, 41_310_000),
    ]
    assert [(each.one, each.other, each.people, each.person_months) for each in counted.twice.shared] == [
        (BANDUNG, GARUT, 1, 3),
        (BANDUNG, TASIK, 1, 17),
        (GARUT, TASIK, 1, 1),
    ]
    assert (counted.twice.covers, counted.oldest) == (10, "2026-11-02T12:00:00+00:00")


def test_months_limit_cost_and_duplicates(made: tuple[str, Path, Path]) -> None:
    first, last = Month(2022, 5), Month(2022, 12)
    found = nation(made[2], Cluster(1), first, last)
    assert found.province == province(of_governor(made[0]), first, last)
    assert found.twice.shared == twice(of_governor(made[0]), first, last).shared


def test_no_file_has_a_nik_or_a_name_and_no_row_both_hash_and_stratum(
    made: tuple[str, Path, Path],
) -> None:
    folder = partition_paths(made[2])[0]
    assert {path.name.partition("-")[0] for path in folder.iterdir()} == {
        "covers",
        "isi.json",
        "plan",
        "stays",
    }
    stays, covers = (pq.read_schema(read_partition(folder).path(name)).names for name in (STAYS, COVERS))
    assert stays == ["stratum", "first_month", "end_month"]
    assert covers == ["hash_high", "hash_low", "first_month", "end_month"]
    niks = [str(member(number).nik).encode() for number in range(1, 6)]
    for path in folder.iterdir():
        content = path.read_bytes()
        assert not [nik for nik in (*niks, b"Warga") if nik in content]
        assert path.stat().st_mode & 0o077 == 0


def test_a_hash_stands_in_the_slice_of_its_first_four_bits(made: tuple[str, Path, Path]) -> None:
    path = read_partition(partition_paths(made[2])[0]).path(COVERS)
    hashes = {keyed_hash(member(number).nik, read_key(made[1])) for number in (1, 2, 3)}
    found = set()
    for part in range(SLICES):
        high, low, *_ = read_covers(path, [part])
        assert all(each >> 60 == part - 8 for each in high.tolist())
        found |= set(zip(high.tolist(), low.tolist(), strict=True))
    assert found == hashes


def test_what_was_written_and_why_stands_in_the_journal(made: tuple[str, Path, Path]) -> None:
    assert history.history(at(made[0], BANDUNG), limit=1)[0].action == (
        f"Tulis strata-input dengan 4 sidik. Alasan: {WHY}"
    )


def test_a_file_writes_it_as_a_server_does_and_not_without_a_reason(tmp_path: Path) -> None:
    key, office = tmp_path / "kunci", at_noon(tmp_path / "daerah.pagu")
    make_key(key)
    create_with(office, regency(BANDUNG))
    with pytest.raises(BadEntry, match="alasannya"):
        write_strata_input(office, tmp_path / "nasional", key, " ")
    assert not (tmp_path / "nasional").exists()
    found = write_strata_input(office, tmp_path / "nasional", key, WHY)
    assert (found.folder.name, found.covers) == ("region=32.04", 0)
    counted = nation(tmp_path / "nasional", Cluster(1))
    assert (counted.province.cost, counted.twice.shared) == (13_770_000, ())


def test_one_written_again_takes_the_place_of_the_older(made: tuple[str, Path, Path], root: Path) -> None:
    before = read_partition(partition_paths(root)[0]).digests
    found = write_strata_input(at(made[0], BANDUNG), root, made[1], WHY)
    assert read_partition(found.folder).digests == before
    assert len(list(found.folder.iterdir())) == 4


def test_whoever_is_stopped_while_writing_leaves_the_older(
    made: tuple[str, Path, Path], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(path: Path) -> None:
        raise KeyboardInterrupt

    before = read_partition(root / "region=32.04")
    make_key(tmp_path / "lain")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(partition_folder, "replacing", stopped)
        write_strata_input(at(made[0], BANDUNG), root, tmp_path / "lain", WHY)
    assert read_partition(before.folder) == before
    assert not isinstance(count_region(before.folder, None, None), LeftOut)
    write_strata_input(at(made[0], BANDUNG), root, made[1], WHY)
    assert len(list(before.folder.iterdir())) == 4


def test_one_that_cannot_be_written_leaves_the_older(made: tuple[str, Path, Path], root: Path) -> None:
    before = read_partition(partition_paths(root)[0])
    (root / "region=32.04/.baru").write_text("di jalan")
    with pytest.raises(FileError, match="Tidak dapat menulis"):
        write_strata_input(at(made[0], BANDUNG), root, made[1], WHY)
    assert read_partition(before.folder) == before
    before.expect_intact()


def left_out(root: Path) -> str:
    found = count_region(root / "region=32.04", None, None)
    assert isinstance(found, LeftOut)
    assert found.code == BANDUNG
    return found.reason


def stored(root: Path, code: str, name: str) -> Path:
    return read_partition(root / f"region={code}").path(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_what_was_written_is_left_out(root: Path, name: str) -> None:
    path = stored(root, BANDUNG, name)
    shutil.copy(stored(root, GARUT, name), path)
    assert left_out(root) == f"{name} tidak cocok dengan isi.json: rusak atau tertukar. Tulis lagi."
    path.unlink()
    assert left_out(root) == f"{path.name} tidak dapat dibaca: folder atau berkas tidak ada."


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"kind": 1}', "[" * 10_000, '{"kind": "pagu-strata-input-1"}']
)
def test_a_list_of_contents_that_says_nothing_is_left_out(root: Path, content: str) -> None:
    (root / "region=32.04/isi.json").write_text(content)
    assert "Tulis lagi" in left_out(root) or "lebih baru" in left_out(root)


def test_a_folder_under_another_name_is_left_out(root: Path) -> None:
    shutil.rmtree(root / "region=32.04")
    shutil.copytree(root / "region=32.05", root / "region=32.04")
    assert left_out(root) == "Foldernya region=32.04, tetapi isinya daerah 32.05. Samakan."


def test_people_who_do_not_give_the_regions_own_result_are_left_out(root: Path) -> None:
    """With digests that fit, as somebody may forge them."""
    path = stored(root, GARUT, STAYS)
    forge(path, STAYS, lambda: pq.write_table(pq.read_table(path).slice(0, 2), path))
    found = count_region(path.parent, None, None)
    assert found == LeftOut(GARUT, "Biayanya berbeda dengan hitungan daerah itu sendiri. Tulis lagi.")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"kind": "pagu-version-1"}', '{"kind": "pagu-version-1", "plan": 1}', "[" * 10_000],
)
def test_a_plan_that_is_none_is_left_out(root: Path, content: str) -> None:
    path = stored(root, BANDUNG, PLAN)
    forge(path, PLAN, lambda: path.write_text(content))
    assert left_out(root) == "Isinya rusak. Tulis lagi dengan: pagu export strata-input."


def test_covers_out_of_their_slices_are_left_out(root: Path) -> None:
    path = stored(root, BANDUNG, COVERS)
    forge(path, COVERS, lambda: pq.write_table(pq.read_table(path), path))
    assert left_out(root) == "covers.parquet tidak terbagi menurut sidiknya. Tulis lagi."


def forge(path: Path, name: str, change: Callable[[], object]) -> None:
    """Change the file, and let `isi.json` say what it is now."""
    change()
    contents = path.with_name("isi.json")
    content = json.loads(contents.read_text())
    content["sha256"][name] = digest = sha256(path.read_bytes()).hexdigest()
    contents.write_text(json.dumps(content))
    path.rename(path.with_name(f"{name.partition('.')[0]}-{digest[:12]}{path.suffix}"))


def test_who_is_left_out_is_in_no_sum_and_not_compared(root: Path) -> None:
    stored(root, TASIK, PLAN).write_text("{}")
    found = nation(root, Cluster(1))
    assert (found.province.cost, [each.code for each in found.province.left_out]) == (14_053_500, [TASIK])
    assert found.twice.compared == (BANDUNG, GARUT)
    assert [(each.code, each.counted) for each in found.twice.reservations] == [(TASIK, False)]


def test_another_key_is_not_compared(made: tuple[str, Path, Path], root: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "lain")
    write_strata_input(at(made[0], TASIK), root, tmp_path / "lain", WHY)
    found = nation(root, Cluster(1))
    assert found.twice.compared == (BANDUNG, GARUT)
    assert len(found.province.regencies) == 3


def test_a_folder_without_regions_and_an_open_scheduler_are_refused(
    made: tuple[str, Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(FileError, match="tidak memuat folder daerah"):
        nation(tmp_path, Cluster(1))
    with pytest.raises(FileError, match="tanpa sertifikat"):
        nation(made[2], Cluster(address="tcp://127.0.0.1:8786"))


def test_a_killed_worker_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two is killed while 20 regions are counted, another while 16 slices are compared."""
    monkeypatch.setattr(national, "_AT_ONCE", 1)
    write_nation(tmp_path / "nasional", regions=20, people=500)
    killed = []

    def kill(done: int, total: int, what: str) -> None:
        if done == 3:
            victim = min(workers(), key=lambda process: process.pid)
            victim.kill()
            killed.append(what)

    quiet = nation(tmp_path / "nasional", Cluster(1))
    assert nation(tmp_path / "nasional", Cluster(2), progress=kill) == quiet
    assert killed == ["Menghitung daerah", "Mencari yang ganda"]
    assert (len(quiet.province.regencies), quiet.province.left_out) == (20, ())
    assert {(each.one, each.other) for each in quiet.twice.shared} == set(pairwise(codes(20)))
    assert quiet.twice.covers == 10_000


def workers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
