"""The main job by keystrokes alone, in a real terminal: from the welcome to the workbook.

With PAGU_RECORD=FILE the screens are kept as docs/jalan-tombol.md has them; `make pictures` renews it.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from bandung import bandung
from openpyxl import load_workbook
from terminal import Terminal, terminal

from budget.services import versions
from budget.services.workspace import create_with, read_plan, this_workspace
from tui.key_names import shown

pytestmark = pytest.mark.system
DOCUMENT = Path(__file__).parents[2] / "docs" / "jalan-tombol.md"
_TYPED = '"'
_KEYS = {"Escape": "escape", "Enter": "enter", "Tab": "tab", "Down": "down", "Space": "space"} | {
    f"C-{letter}": f"ctrl+{letter}" for letter in "szq"
}
_HEAD = """# Jalan tombol

Pekerjaan pokok dari awal sampai akhir, hanya dengan tombol, di terminal 80 × 24. Dibuat dari program yang
berjalan (`make pictures`); yang tampak diperiksa oleh `tests/tui/test_in_a_terminal.py`.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, by which keys (text in `"` is typed), and what then stands on the terminal.

    Where the screen `varies` with the day or the folder, the document has the step without it.
    """

    told: str
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    varies: bool = False

    @property
    def heading(self) -> str:
        keys = " ".join(
            f"`{key[1:] if key[0] == _TYPED else shown(_KEYS.get(key, key))}`" for key in self.keys
        )
        return f"{self.told} Tombol: {keys}" if keys else self.told


STEPS = (
    Step("Halaman awal menawarkan empat pintu.", (), ("Buka berkas", "Lihat contoh", "Enter Pilih")),
    Step("Pilih contoh.", ("Down", "Down", "Down", "Enter"), ("Contoh: Kabupaten Bandung", "Folder *")),
    Step("Contoh ditulis dan dibuka di Ringkasan.", ("C-s",), (
        "Pagu setiap tahun anggaran cukup untuk seluruh rentang.",
        "Gabungan  10.500.000.000  10.016.200.800        –  483.799.200  Mei 2023",
    )),
    Step("Buka halaman Kelompok.", ("2",), ("Guru Ngaji", "17.000      8.100   2.340.900.000")),
    Step("Masuk ke Guru Ngaji.", ("Enter",), ("Biaya Rp2.340.900.000 untuk 289.000 orang-bulan",)),
    Step("Pindah ke jumlah orang, lalu ubah.", ("Tab", "e"), ("Ubah jumlah orang", "2022-01")),
    Step("Tulis 18.000 orang.", ("Tab", "Tab", '"18000'), ("Orang *             18.000",)),
    Step("Simpan: dampak dan biaya baru langsung disebut.", ("C-s",), (
        "Biaya Rp2.478.600.000 untuk 306.000 orang-bulan",
        "Pagu cukup s.d. Mei 2023 · sisa Rp346.099.200",
        "Dampak +Rp137.700.000;", "biaya kini Rp10.153.900.800.",
    )),
    Step("Coba sebuah andaian: hasilnya mengikuti setiap ketukan.", ("u", '"+500 pkk mulai 2023-01'), (
        "Biaya         Rp10.174.150.800   (semula Rp10.153.900.800)", "Selisih       +Rp20.250.000",
    )),
    Step("Simpan andaian itu sebagai skenario.", ("C-s",), (
        "Simpan sebagai skenario", "+500 PKK mulai 2023-01",
    )),
    Step("Beri nama.", ('"Tambah PKK', "C-s"), ("Jumlah orang", "Tersimpan. Biaya tidak berubah.")),
    Step("Bandingkan.", ("t",), ("Dari yang pertama", "Semua BPU", "Tambah PKK")),
    Step("Lepaskan Semua BPU, tandai Tambah PKK.", ("Down", "Space", "Down", "Space"), (
        "[2]   Tambah PKK           skenario  10.174.150.800        +20.250.000",
    )),
    Step("Kembali ke rencana.", ("Escape",), ("Jumlah orang", "Tab Pindah  Esc Kembali")),
    Step("Buka halaman Versi.", ("7",), ("Belum ada versi. Tekan n untuk membekukan rencana ini.",)),
    Step("Bekukan rencana.", ("n",), ("Bekukan", "Nama *")),
    Step("Beri nama versi.", ('"RAPBD 1', "C-s"), ("RAPBD 1", "draf", "10.153.900.800"), varies=True),
    Step("Buka jendela ekspor.", ("x",), ("Buku kerja dewan", "demo-dewan.xlsx")),
    Step("Tulis buku kerja dewan.", ("Enter",), ("✓ Ditulis:", "demo-dewan.xlsx"), varies=True),
    Step("Kembali.", ("Escape",), ("RAPBD 1", "Bekukan"), varies=True),
    Step("Buka halaman Kelompok lagi.", ("2",), ("18.000      8.100   2.478.600.000",)),
    Step("Urungkan perubahan terakhir: skenario tadi.", ("C-z",), ("Urungkan: Tambah skenario Tambah PKK",)),
    Step("Urungkan sekali lagi: jumlah orang kembali.", ("C-z",), (
        "17.000      8.100   2.340.900.000", "10.016.200.800", "(-Rp137.700.000)",
    )),
)  # fmt: skip


def test_the_main_job_is_done_by_keystrokes_alone(tmp_path):
    """1.000 guru ngaji more cost 1.000 × 8.100 × 17 months = 137.700.000; 10.016.200.800 becomes
    10.153.900.800. 500 PKK from January to May 2023 cost 500 × 8.100 × 5 = 20.250.000.
    """
    folder = tmp_path / "kantor"
    folder.mkdir()
    with pagu(folder, tmp_path) as screen:
        kept = [(step, done(step, screen)) for step in STEPS]
        screen.press("C-q")
        assert screen.wait_for_end() == 0
    keep_record(kept)

    opened = this_workspace(str(folder / "demo" / "demo.pagu"))
    plan = read_plan(opened)
    assert [count.heads for count in plan.head_counts if count.group == "Guru Ngaji"] == [17_000]
    assert [scenario.name for scenario in plan.scenarios] == ["Semua BPU"]
    (version,) = versions.versions(opened)
    assert (version.name, version.state.value, version.total) == ("RAPBD 1", "draft", 10_153_900_800)
    book = load_workbook(folder / "demo" / "demo-dewan.xlsx", data_only=True)
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {10_153_900_800, 346_099_200} <= values


def test_a_terminal_made_small_and_large_again_keeps_an_open_form(tmp_path):
    """From 120 × 36 to 40 × 10 and back, three times, with a form open: what was typed stands there still."""
    create_with(this_workspace(str(tmp_path / "bandung.pagu")), bandung())
    with pagu(tmp_path, tmp_path, (120, 36), "bandung.pagu") as screen:
        screen.wait_for("Kabupaten Bandung")
        for key in ("2", "e"):
            screen.press(key)
            screen.wait_for()
        screen.press("Tab")
        screen.write(" dan Satpol")
        screen.wait_for("dan Satpol")
        for _ in range(3):
            screen.resize(40, 10)
            screen.wait_for("Jendela terlalu kecil")
            screen.resize(120, 36)
            screen.wait_for("Ubah kelompok", "dan Satpol")
        screen.press("C-s")
        screen.wait_for("Tersimpan")
    stored = read_plan(this_workspace(str(tmp_path / "bandung.pagu"))).groups[0]
    assert "dan Satpol" in stored.skpd


def test_the_document_of_keys_pressed_tells_these_steps():
    document = DOCUMENT.read_text(encoding="utf-8")
    headings = [line.partition(". ")[2] for line in document.splitlines() if line[:1].isdigit()]
    assert headings == [step.heading for step in STEPS]
    at = 0
    for step in STEPS:
        at = document.index(step.heading, at)
        for text in () if step.varies else step.texts:
            assert text in document[at:], (step.heading, text)


def pagu(folder, tmp_path, size=(80, 24), *words):
    own = {"PAGU_STATE_DIR": "ingatan", "PAGU_CONFIG_DIR": "pilihan", "HOME": "rumah"}
    env = {name: str(tmp_path / each) for name, each in own.items()}
    env |= {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC", "USER": "siti"}
    return terminal((sys.executable, "-m", "tui", *words), folder, env, size)


def done(step: Step, screen: Terminal) -> str:
    for key in step.keys:
        if key[0] == _TYPED:
            screen.write(key[1:])
        else:
            screen.press(key)
        # A person looks before the next key; Esc with a key right behind it would be Alt with that key.
        screen.wait_for()
    return screen.wait_for(*step.texts)


def keep_record(kept: list[tuple[Step, str]]) -> None:
    if not (out := os.environ.get("PAGU_RECORD")):
        return
    parts = [_HEAD]
    for number, (step, screen) in enumerate(kept, 1):
        parts.append(f"{number}. {step.heading}\n")
        if not step.varies:
            parts.append(f"```text\n{screen.rstrip()}\n```\n")
    Path(out).write_text("\n".join(parts), encoding="utf-8")
