"""Columns are known by the titles that offices write; what is not certain is asked."""

import pytest

from budget.roster.columns import Unclear, layout_key, recognise
from budget.roster.member import RosterField as F
from budget.roster.titles import HINTS, IGNORED, TITLES

NONE: frozenset[F] = frozenset()


@pytest.mark.parametrize(
    ("titles", "field"),
    [
        ("NIK|No. KTP|No KTP/NIK|Nomor Induk Kependudukan|N I K|NIK (16 digit)|nik*", F.NIK),
        ("Nama|Nama Lengkap|Nama Peserta|NAMA  LENGKAP|Nama\nLengkap", F.NAME),
        ("Tempat Lahir|Tmpt. Lahir|Kelahiran Tempat|Kelahiran Tempat Lahir", F.BIRTH_PLACE),
        ("Tgl Lahir|Tgl. Lahir|Tanggal Lahir|TGL. LAHIR|Tanggal Lahir (dd-mm-yyyy)", F.BIRTH_DATE),
        ("TTL|Tempat/Tgl Lahir|Tempat Tanggal Lahir|Tempat, Tanggal Lahir", F.BIRTH),
        ("L/P|JK|Jenis Kelamin|Sex|Jenis Kelamin (L/P)", F.SEX),
        ("Nama Ibu|Nama Ibu Kandung|Nama Ibu (Kandung)", F.MOTHER),
        ("No HP|No. HP|Telepon|No. Telp", F.PHONE),
        ("Alamat|Alamat Lengkap", F.ADDRESS),
        ("Kelompok|Kategori|Jenis Pekerja", F.GROUP),
        ("Kecamatan|Kec.|Alamat Kecamatan", F.KECAMATAN),
        ("Desa/Kel.|Desa/Kelurahan|Kelurahan|Desa|Alamat Desa", F.VILLAGE),
        ("TMT|Mulai|Mulai Bulan|Bulan Mulai|Masa Kepesertaan Mulai|Periode Awal", F.FIRST),
        ("Selesai|s.d.|s/d|Sampai|Akhir|S.D|Masa Kepesertaan Selesai", F.LAST),
        ("Upah|Gaji|Penghasilan|Honor|Upah (Rp)|Penghasilan per Bulan", F.WAGE),
        ("No KPJ|KPJ|No. Peserta", F.KPJ),
        ("Sesuai KTP|sesuai ktp", F.CONFIRMED),
    ],
)
def test_usual_titles_are_recognised(titles: str, field: F) -> None:
    for title in titles.split("|"):
        found = recognise([title], {}, NONE)
        assert dict(found.columns) == {field: 0}, title
        assert not found.unclear


@pytest.mark.parametrize(
    "title", ["No", "No.", "Alasan", "Perbaikan", "Asal", "Keterangan", "RT", "RW", "RT/RW"]
)
def test_titles_that_a_roster_does_not_need_are_passed_over(title: str) -> None:
    found = recognise([title], {}, NONE)
    assert (dict(found.columns), found.unclear, found.unused) == ({}, (), ())


@pytest.mark.parametrize(
    ("title", "field"),
    [("Kecamtan", F.KECAMATAN), ("Kelompk", F.GROUP), ("Tangal Lahir", F.BIRTH_DATE),
     ("Nomer Induk Kependudukan", F.NIK), ("Penghasilam", F.WAGE)],
)  # fmt: skip
def test_small_misspellings_are_recognised(title: str, field: F) -> None:
    assert dict(recognise([title], {}, NONE).columns) == {field: 0}


@pytest.mark.parametrize(
    "title", ["Nomor Rekening", "Hobi", "Nama Suami", "Kode Desa", "No KK", "Ukuran Baju"]
)
def test_other_titles_are_no_fields(title: str) -> None:
    assert dict(recognise([title], {}, NONE).columns) == {}


def test_unknown_titles_are_named_as_unused() -> None:
    assert recognise(["NIK", "Hobi", "", "No"], {}, NONE).unused == ("Hobi",)


def test_a_misspelling_between_two_fields_is_asked_for() -> None:
    found = recognise(["Bulan Awir"], {}, NONE)
    assert dict(found.columns) == {}
    assert [set(each.candidates) for each in found.unclear] == [{F.FIRST, F.LAST}]


def test_two_columns_for_one_field_are_asked_for() -> None:
    found = recognise(["NIK", "Nama", "Nama Peserta"], {}, NONE)
    assert found.unclear == (Unclear("Nama", 1, (F.NAME,)), Unclear("Nama Peserta", 2, (F.NAME,)))
    assert F.NAME in found.missing


def test_occupation_may_stand_for_the_group_where_no_column_names_it() -> None:
    assert recognise(["Pekerjaan"], {}, NONE).unclear == (Unclear("Pekerjaan", 0, (F.GROUP,)),)
    assert recognise(["Pekerjaan", "Kelompok"], {}, NONE).unclear == ()
    assert recognise(["Pekerjaan"], {}, frozenset({F.GROUP})).unclear == ()


def test_what_is_required_and_not_given_is_missing() -> None:
    assert recognise([], {}, NONE).missing == (F.NIK, F.NAME, F.GROUP, F.FIRST)
    assert recognise(["NIK", "Nama"], {}, frozenset({F.GROUP, F.FIRST})).missing == ()


def test_a_mapping_overrides_what_a_title_usually_means() -> None:
    found = recognise(["Nama", "Nama Peserta", "Kolom X"], {"nama": None, "KOLOM  X": F.GROUP}, NONE)
    assert dict(found.columns) == {F.NAME: 1, F.GROUP: 2}
    assert found.unclear == ()


def test_a_mapped_column_beats_one_that_only_looks_like_it() -> None:
    found = recognise(["Nama", "Orang"], {"Orang": F.NAME}, NONE)
    assert dict(found.columns) == {F.NAME: 1}
    assert found.unclear == ()


def test_a_layout_is_the_same_whatever_capitals_and_spaces() -> None:
    assert layout_key(["NIK", "Tgl. Lahir"]) == layout_key([" n i k", "TGL LAHIR"])
    assert layout_key(["NIK", "Nama"]) != layout_key(["Nama", "NIK"])
    assert layout_key(["NIKNama", ""]) != layout_key(["NIK", "Nama"])


def test_no_spelling_means_two_things() -> None:
    assert not set(TITLES) & IGNORED
    assert not set(TITLES) & set(HINTS)
    assert not IGNORED & set(HINTS)
