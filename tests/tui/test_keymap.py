"""The user's file of keys: what it changes, what it is refused, and what the program shows then."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from budget.errors import FileError
from tui.commands import COMMANDS, command
from tui.keymap_file import keymap_of, read_keymap, starting_file, write_starting_file
from tui.places import Place
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen
from tui.screens.reading import Reading
from tui.screens.what_if import WhatIf


@pytest.fixture
def config(tmp_path) -> Path:
    """Where the tests of screens look for the file; it is not there yet."""
    return tmp_path / "config"


def said(text: str) -> list[str]:
    return [str(problem) for problem in keymap_of(f"[tombol]\n{text}", "tombol.toml")[1]]


def test_a_command_takes_other_keys_and_two_may_change_places():
    keymap, problems = keymap_of(
        '[tombol]\nwhat_if = "F7"\nhelp = ["f1", "ctrl+b", "?"]\nrisk = "t"\ncompare = "r"\n'
    )
    assert problems == ()
    assert keymap.shown_keys(command("what_if")) == ("F7",)
    assert keymap.keys(command("help")) == ("f1", "ctrl+b", "question_mark")
    assert (keymap.key(command("risk")), keymap.key(command("compare"))) == ("t", "r")
    assert keymap.key(command("export")) == "x"


def test_everything_that_is_wrong_is_said_at_once_and_keeps_the_keys_of_the_table():
    text = """
[tombol]
wat_if = "f7"
export = 7
risk = "ctrl+h"
claim = "f11"
solve = "loncat"
basis = "up"
save = "s"
yes = "enter"
what_if = "f8"
[warna]
latar = "merah"
"""
    keymap, problems = keymap_of(text, "tombol.toml")
    assert dict(keymap.changed) == {"what_if": ("f8",)}
    assert [str(problem) for problem in problems] == [
        "tombol.toml: bagian “warna” tidak dikenal. Tombol ditulis di bawah [tombol].",
        "tombol.toml, wat_if: tidak ada perintah bernama itu. Maksudnya “what_if”? "
        "`pagu keys` menunjukkan semuanya.",
        'tombol.toml, export: tulis satu tombol, seperti "f7", atau daftar tombol, seperti ["f1", "?"].',
        "tombol.toml, risk: “ctrl+h”: terminal mengirimnya sebagai Backspace.",
        "tombol.toml, claim: “f11”: terminal memakainya untuk layar penuh.",
        "tombol.toml, solve: “loncat”: tidak ada tombol bernama itu; contoh: f7, ctrl+b, alt+a, g, ?.",
        "tombol.toml, basis: “up”: dipakai bergerak di dalam tabel.",
        "tombol.toml, save: di Formulir tombol itu masuk ke isian. Tambah tombol seperti F7 atau Ctrl+B.",
        "tombol.toml, yes: “enter”: tombol yang bertanya atau Enter tidak pernah berarti ya.",
    ]


def test_two_commands_with_one_key_in_a_place_are_both_named_and_both_keep_theirs():
    keymap, problems = keymap_of('[tombol]\nwhat_if = "f7"\nrisk = "f7"\nclaim = "f9"')
    assert dict(keymap.changed) == {"claim": ("f9",)}
    [problem] = problems
    assert "“F7” di Ringkasan dipakai what_if (Andaian) dan risk (Risiko)" in str(problem)
    # A key that the table gives to another command there: only the changed one gives way.
    assert "“x” di Ringkasan dipakai what_if (Andaian) dan export (Ekspor)" in said('what_if = "x"')[0]
    # In other places it is free: the years of Realisasi take the key of the axes of Proyeksi.
    assert said('fiscal_year = "a"') == []


@pytest.mark.parametrize("text", ["[tombol", "tombol = 3", '[tombol]\nrisk = "q"\nrisk = "z"'])
def test_a_file_that_is_no_toml_keeps_everything(text):
    keymap, problems = keymap_of(text)
    assert not keymap.changed
    assert len(problems) == 1


def test_the_starting_file_changes_nothing_and_names_every_command(config):
    assert tomllib.loads(starting_file()) == {"tombol": {}}
    uncommented = starting_file().replace("\n# ", "\n")
    keymap, problems = keymap_of("[tombol]\n" + uncommented.split("[tombol]\n")[1])
    assert problems == ()
    assert set(keymap.changed) == {each.id for each in COMMANDS}
    assert all(keymap.keys(each) == tuple(each.keys.split(",")) for each in COMMANDS)
    file = write_starting_file()
    assert file == config / "tombol.toml"
    with pytest.raises(FileError, match="sudah ada"):
        write_starting_file()
    assert read_keymap()[1] == ()
    file.write_bytes(b"\xff")
    assert "bukan teks UTF-8" in str(read_keymap()[1][0])


async def test_footer_palette_help_and_keys_follow_the_file(open_desk, config):
    config.mkdir()
    (config / "tombol.toml").write_text(
        '[tombol]\nwhat_if = "f7"\nnew = "+"\ngroups = "g"\nkeep = "f9"\nhelp = "f3"\nseal = "S"\nnone = "x"',
        encoding="utf-8",
    )
    async with open_desk() as desk:
        assert isinstance(desk.app.screen, Reading)
        assert "none: tidak ada perintah bernama itu" in desk.drawn().replace("\n", " ")
        await desk.press("escape", "2", "u", "n")
        assert desk.app.screen.room.place is Place.OVERVIEW
        await desk.press("g")
        assert desk.app.screen.room.place is Place.GROUPS
        assert " g Kelompok " in desk.drawn()
        assert "+ Tambah" in desk.drawn().splitlines()[-1]
        await desk.press("plus")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.press("escape", "f7")
        assert isinstance(desk.app.screen, WhatIf)
        assert "F9 Simpan" in desk.drawn()
        await desk.press("f3")
        assert "F9  " in desk.drawn()
        await desk.press("escape", "escape", "ctrl+p", *"andaian")
        assert "Andaian" in desk.drawn()
        assert "F7" in desk.drawn()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_the_palette_of_a_window_runs_its_commands_and_says_where_others_apply(open_desk):
    async with open_desk() as desk:
        await desk.press("u")
        await desk.enter("potong pagu 10%")
        await desk.press("ctrl+p", *"sebagai skenario", "enter")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.press("escape", "ctrl+p", *"sidik")
        assert "✗ Berlaku di: Versi" in desk.drawn()
        await desk.press("enter")
        assert isinstance(desk.app.screen, WhatIf)
        assert desk.said == ["Berlaku di: Versi."]


def test_pagu_keys_prints_what_holds_and_what_is_wrong(config):
    config.mkdir()
    (config / "tombol.toml").write_text('[tombol]\nwhat_if = "f7"\nrisk = "f11"', encoding="utf-8")
    call = [sys.executable, "-m", "tui", "keys", "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    [what_if] = [each for each in found["commands"] if each["id"] == "what_if"]
    assert (what_if["keys"], what_if["changed"]) == (["f7"], True)
    assert "terminal memakainya untuk layar penuh" in found["problems"][0]["message"]
