"""Makes the pictures of the documents from the running program: ``python docs/pictures.py``.

The same picture every time: the sample regency, what the guide enters into it, a fixed clock, fixed terminal
sizes, no random ids. Nobody in them lives.
"""

import asyncio
import os
import re
import shlex
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.widgets import Input

from budget.services import workspace
from budget.services.demo import build_demo
from budget.services.workspace import Workspace
from tui.__main__ import command_line
from tui.app import PaguApp

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/img"
WIDE, USUAL = (120, 36), (100, 30)
# How the guide calls the file of the sample regency.
SAMPLE = "demo/demo.pagu"
WHAT_IF = "+2000 guru ngaji mulai 2023-01"


@dataclass(frozen=True, slots=True)
class Picture:
    """`keys` are pressed after the program opened; `of_the_year` with what the guide enters before it."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = USUAL
    of_the_year: bool = True


PICTURES = (
    Picture("ringkasan", size=WIDE, of_the_year=False),
    Picture("kelompok", ("2",), of_the_year=False),
    Picture("formulir", ("2", "enter", "e", *("tab",) * 4, "end", "ctrl+u", *"1,6 juta"), of_the_year=False),
    Picture("orang", ("5",), WIDE, of_the_year=False),
    Picture("proyeksi", ("3",), WIDE, of_the_year=False),
    Picture("penjelasan", ("3", *("right",) * 3, "enter"), WIDE, of_the_year=False),
    Picture("grafik", ("v", "v"), of_the_year=False),
    Picture("dasar-hukum", ("0",), of_the_year=False),
    Picture("periksa", ("exclamation_mark",), of_the_year=False),
    Picture("andaian", ("u", *WHAT_IF, "enter", *"potong pagu 10%"), of_the_year=False),
    Picture("baris-perintah", ("3", "colon", *WHAT_IF), of_the_year=False),
    Picture("hitung-balik", ("j", *"6 miliar"), WIDE, of_the_year=False),
    Picture("air-terjun", ("t", "down", "space", "down", "space", "tab", "tab", "tab")),
    Picture("cakupan", ("9", "tab", "enter")),
    Picture("versi", ("7",)),
    Picture("realisasi", ("8",), WIDE),
    Picture("ekspor", ("x", *("tab",) * 3, "end", "ctrl+u", *"demo/dewan.xlsx"), WIDE),
    # The last one: it changes a head count, and takes that back.
    Picture(
        "riwayat",
        (
            "2",
            "ctrl+end",
            "enter",
            "tab",
            "e",
            "tab",
            "tab",
            "end",
            "ctrl+u",
            *"6.500",
            "ctrl+s",
            "ctrl+z",
            "6",
        ),
    ),
)

# What the chapters have the reader enter into the sample regency, in their order, and who does.
YEAR = (
    ("Siti", 'scenario set "Rancangan 2023" "+2000 guru ngaji mulai 2023-01; upah Linmas = 1,6 juta mulai '
             f'2023-01; -500 ketua RT mulai 2023-03" --db {SAMPLE}'),
    ("Siti", f'coverage set --db {SAMPLE} --year 2023 --kind working-population --people 1600000 '
             '--source "Pemberitaan Agustus 2023"'),
    ("Siti", f"coverage set --db {SAMPLE} --year 2023-08 --kind active --percent 31,9% "
             '--of working-population --source "Pemberitaan Agustus 2023"'),
    ("Siti", f"coverage set --db {SAMPLE} --year 2023-05 --kind apbd-paid --people 77000 "
             '--source "Pemberitaan Agustus 2023"'),
    ("Siti", f"coverage target 35,68% --db {SAMPLE} --of working-population --at 2023-12 --from 2023-09"),
    ("Siti", f'version freeze "RAPBD 2023" --db {SAMPLE}'),
    ("Siti", f'version submit "RAPBD 2023" --db {SAMPLE}'),
    ("Budi", f'version approve "RAPBD 2023" --db {SAMPLE}'),
    ("Siti", f'version freeze "RAPBD 2023, semua BPU" --scenario "Semua BPU" --db {SAMPLE}'),
    ("Siti", f"roster seal --db {SAMPLE} --month 2022-12"),
    ("Siti", f"import invoice docs/panduan/contoh/tagihan.csv --db {SAMPLE}"),
    ("Siti", f"import payment docs/panduan/contoh/sp2d.csv --db {SAMPLE}"),
    ("Siti", f'realise add --db {SAMPLE} benefit year=2022 kind=JKM cases=41 rupiah=1.722.000.000 '
             'source="CONTOH: laporan BPJS 2022"'),
)  # fmt: skip


def now() -> datetime:
    return datetime(2023, 3, 1, 2, 30, tzinfo=UTC)


def opener(target: str) -> Workspace:
    return Workspace(target, "Siti", now)


async def drawn(picture: Picture, target: str) -> str:
    """Open the workspace, press the keys, and draw what stands on the screen."""
    app = PaguApp(target, opener)
    async with app.run_test(size=picture.size, notifications=True) as pilot:
        for key in ("", *picture.keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            while app.is_working:
                await pilot.pause(0.01)
            await pilot.pause()
        app.clear_notifications()
        for typed in app.screen.query(Input):
            # Else a cursor is there or not, as the clock has it.
            typed.cursor_blink = False
        await pilot.pause()
        drawing = app.export_screenshot(title="pagu")
    # The drawing numbers its styles by chance; a picture that did not change must not differ.
    drawing = re.sub(r"terminal-\d+-", "terminal-", drawing)
    # Nor should a reader's machine fetch a font from somewhere for it.
    return re.sub(r"\s*@font-face \{.*?\}", "", drawing, flags=re.DOTALL)


def enter_the_year(target: str) -> None:
    """What the guide enters, by the commands that it shows."""
    for who, line in YEAR:
        words = [target if word == SAMPLE else word for word in shlex.split(line)]
        workspace.now, workspace.login_name = now, lambda who=who: who
        try:
            command_line(words)
        except SystemExit as end:
            if end.code:
                raise


def draw(pictures: Iterable[Picture], target: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        drawing = asyncio.run(drawn(picture, target))
        (FOLDER / f"{picture.name}.svg").write_text(drawing, encoding="utf-8")


def main() -> None:
    with TemporaryDirectory() as folder:
        # The user's own last file and keys are none of this script's business.
        os.environ["PAGU_STATE_DIR"] = os.environ["PAGU_CONFIG_DIR"] = folder
        # Times of the day as a regency of West Java reads them, wherever the script runs.
        os.environ["TZ"] = "Asia/Jakarta"
        time.tzset()
        os.chdir(ROOT)
        target = str(build_demo(Path(folder), "Siti", now).db)
        draw((each for each in PICTURES if not each.of_the_year), target)
        enter_the_year(target)
        draw((each for each in PICTURES if each.of_the_year), target)


if __name__ == "__main__":
    main()
