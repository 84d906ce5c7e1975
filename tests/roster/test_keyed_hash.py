"""NIK are compared by a keyed hash, whose key stays in a file of its own."""

import os
from pathlib import Path

import pytest

from budget.errors import FileError
from budget.roster.keyed_hash import keyed_hash
from budget.services.nik_key import make_key, read_key

KEY = bytes(range(32))
NIK = 3204905708010001


def test_the_same_nik_has_the_same_hash_under_one_key_and_another_under_another() -> None:
    assert keyed_hash(NIK, KEY) == (-5815468326791797153, -2509540503114950364)
    assert keyed_hash(NIK, KEY) == keyed_hash(NIK, KEY)
    assert keyed_hash(NIK, KEY) != keyed_hash(NIK + 1, KEY)
    assert keyed_hash(NIK, KEY) != keyed_hash(NIK, bytes(32))


def test_both_halves_fit_a_column_of_64_bits() -> None:
    assert all(-(2**63) <= half < 2**63 for nik in range(NIK, NIK + 100) for half in keyed_hash(nik, KEY))


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "provinsi.kunci"
    make_key(path)
    assert len(read_key(path)) == 32
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileError, match="sudah ada"):
        make_key(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files from others in another way")
def test_a_key_that_others_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "provinsi.kunci"
    make_key(path)
    path.chmod(0o644)
    with pytest.raises(FileError, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("text", ["", "bukan kunci", "ab" * 31, "zz" * 32])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "provinsi.kunci"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(FileError, match="bukan kunci"):
        read_key(path)
