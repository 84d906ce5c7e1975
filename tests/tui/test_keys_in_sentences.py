"""No sentence of the program names a key: it names a command, and the key is the one that its user has."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.period import Month, MonthRange
from budget.plan.records import Region
from budget.services import workspace as workspaces
from tui.commands import COMMANDS
from tui.keymap import NAMED, Keymap, key, keyed
from tui.places import Place
from tui.screens.check import CheckWindow
from tui.screens.listed_room import ListedRoom

ROOT = Path(__file__).parents[2]
IDS = {command.id for command in COMMANDS}
LETTERS = "".join(sorted({key for command in COMMANDS for key in command.keys.split(",") if len(key) == 1}))
LETTERS = "".join(letter for letter in LETTERS if letter.isalpha())
ROOMS = "|".join(Place)
# Ways in which a sentence may name a key. Arrows are left out: they move in tables, whatever the keymap says.
KEYS = (
    re.compile(r"\^\S"),
    re.compile(r"\bF\d{1,2}\b"),
    re.compile(r"\b(?:Ctrl|Alt|Shift)\+\S"),
    re.compile(r"\b(?:Enter|Esc|Tab|Spasi|Delete|PgUp|PgDn|Home|End)\b"),
    # “Tekan n”, “tekan /”, “Tekan 2,”: one sign after the word.
    re.compile(r"\b[Tt]ekan [^\s{…](?!\w)"),
    # A letter that is a key and stands alone, as in “e: selisihnya”; “s.d.”, `%d` and `\d` are none.
    re.compile(rf"(?<![\w.%\\“'-])[{LETTERS}](?![\w”'-]|\.\w)"),
    # The number of a room before its name, or before what is done there.
    re.compile(rf"(?<![\d.,])\b\d (?:›|(?:{ROOMS})\b)|(?<![\d.,])\b\d, (?:lalu|daftar)\b"),
)
# Keys that no keymap moves: those of a field that is typed in, of a shell, and what is said of keys as such.
ALLOWED = {
    "tui/commands.py": ("Enter tidak pernah berarti ya.", "`^p` berarti Ctrl+P.", "python -m"),
    "tui/screens/help.py": ("Enter atau Tab ke isian berikutnya.",),
    "tui/screens/booking_import.py": ("Tekan Enter atau ",),
    "tui/screens/council_import.py": ("Tekan Enter atau ",),
    "tui/screens/coverage.py": ("Tekan Enter atau ",),
    "tui/screens/importing.py": ("Tekan Enter atau ",),
    "tui/widgets/list_pane.py": ("Enter ke tabel",),
    "tui/widgets/people_list.py": ("Enter ke tabel",),
    "tui/screens/claim.py": ("orang x Rp16.800 x 12 bulan",),
    "tui/serving.py": ("Ctrl+C mengakhiri",),
    "tui/browser/gate.py": ("dengan Ctrl+C",),
}
ABOUT_KEYS = "tui/keymap_file.py"


def sources() -> list[Path]:
    return sorted((ROOT / "tui").rglob("*.py"))


def sentences(tree: ast.Module) -> Iterator[str]:
    """The texts with a space in a module, but for docstrings; what is put into one stands there as `…`."""
    docstrings, inner = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            docstrings.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inner.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in docstrings | inner:
            yield from (text for text in [node.value] if isinstance(text, str) and " " in text)


def named_in(text: str) -> list[str]:
    return [found.group() for each in KEYS for found in each.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Belum ada tarif. Tekan n untuk menambah.", "Tersimpan. ^z mengurungkan.", "Ctrl+Q untuk keluar.",
        "F5 memuat ulang.", "12 nilai · Enter menjelaskan", "(3 dari 4; l: yang lain)", "ubah dengan e.",
        "Tekan ! untuk memeriksa.", "4 › Kas", "4 Pagu, daftar Hukum", "kurang: 4, lalu ke Rekening",
        "… menambah, e mengubah",
    ],
)  # fmt: skip
def test_a_sentence_that_names_a_key_is_found(text):
    assert named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tekan {new} untuk menambah.", "Tekan … untuk menambah.", "TA 2026 s.d. Mei", "%d/%m/%Y %H.%M",
        "4 Januari 2023", "Baris A tetap; baris B dikeluarkan", "1.500 Orang", "Dari → menjadi",
    ],
)  # fmt: skip
def test_a_sentence_that_names_none_is_left_alone(text):
    assert named_in(text) == []


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_names_a_key(file):
    name = str(file.relative_to(ROOT))
    if name == ABOUT_KEYS:
        return
    found = []
    for text in sentences(ast.parse(file.read_text(encoding="utf-8"))):
        rest = text
        for allowed in ALLOWED.get(name, ()):
            rest = rest.replace(allowed, "")
        found += [(text, keys) for keys in [named_in(rest)] if keys]
    assert found == []


def test_what_is_allowed_stands_in_the_sources():
    for name, texts in ALLOWED.items():
        stands = list(sentences(ast.parse((ROOT / name).read_text(encoding="utf-8"))))
        for text in texts:
            assert any(text in each for each in stands), (name, text)


def test_every_command_that_a_sentence_names_is_there():
    """Those in braces, and those of `key("…")`; a wrong one would only be found once it is shown."""
    named = set()
    for file in sources():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "key":
                [given] = node.args
                named |= {given.value} if isinstance(given, ast.Constant) else set()
        # Pages for the browser have fields of their own, and no keys.
        if "browser" not in file.parts:
            named.update(each for text in sentences(tree) for each in NAMED.findall(text))
    assert named - IDS == set()
    assert {"new", "undo", "back", "yes", "apply", "take_in", "save_rejects"} <= named


def test_a_sentence_takes_its_keys_from_the_keymap():
    keymap = Keymap({"new": ("plus",), "undo": ("f8",)})
    assert keymap.keyed("Tekan {new}; {undo} mengurungkan, {open} membuka {0}.") == (
        "Tekan +; F8 mengurungkan, Enter membuka {0}."
    )
    # Outside of an application those of the table hold.
    assert key("undo") == "^z"
    assert keyed("Tekan {new}.") == "Tekan n."


MOVED = """
[tombol]
new = "+"
edit = "f9"
undo = "f8"
yes = "Y"
back = "f10"
open = "f7"
import = "I"
take_in = "T"
take_in_coverage = "J"
take_in_bookings = "B"
next_list = "N"
groups = "G"
money = "M"
coverage = "K"
freeze = "F"
seal = "S"
month = "L"
correct = "E"
annul = "A"
delete = "D"
choose_value = "f6"
recalculate = "f12"
"""


@pytest.fixture
def moved(tmp_path):
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "tombol.toml").write_text(MOVED, encoding="utf-8")


@pytest.fixture
def empty(tmp_path, workspace):
    made = replace(workspace, target=str(tmp_path / "kosong.pagu"))
    workspaces.create(made, Region("32.05", "Kabupaten Garut"), MonthRange(Month(2026, 1), Month(2026, 12)))
    return made


@pytest.mark.usefixtures("moved")
async def test_every_room_of_an_empty_plan_names_the_keys_of_the_user(open_desk, empty):
    said = []
    async with open_desk(size=(120, 36), on=empty) as desk:
        for room_key in "1G3M5678K0":
            await desk.press(room_key)
            room = desk.app.screen.room
            for _ in range(len(room.lists) if isinstance(room, ListedRoom) else 1):
                said.append(desk.drawn())
                assert not NAMED.search(said[-1])
                if isinstance(room, ListedRoom):
                    await desk.press("N")
    everything = "\n".join(said)
    for sentence in (
        "tekan G untuk kelompok, M untuk pagu",
        "Tekan + untuk menambah, atau I untuk mengimpor templat.",
        "Tekan G, lalu + untuk menambah.",
        "Tekan N ke daftar Pagu, lalu + untuk menambah.",
        "Tekan T untuk mengimpor daftar.",
        "Tekan S untuk menyegel sebuah bulan.",
        "Tekan F7 untuk bulan lain",
        "Tekan F untuk membekukan rencana ini.",
        "+ membukukan, B mengimpor dari Excel",
        "(L: lain) · harga rencana · F7: sebabnya",
        "E: selisihnya, A: tiadakan",
        "Tekan + untuk menambah, atau J untuk mengimpor.",
        "Tekan J untuk mengimpor angka.",
        "F7 menjelaskan",
        "N ke indikator",
    ):
        assert sentence in everything, sentence
    assert not re.search(r"[Tt]ekan (?:n|i|[0-9]|Enter|Tab)\b|\^z", everything)


@pytest.mark.usefixtures("moved")
async def test_questions_forms_notices_and_filters_name_the_keys_of_the_user(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("G", "D")
        assert "Tekan Y untuk menghapus. Penghapusan dapat diurungkan dengan F8." in desk.drawn()
        await desk.press("Y")
        assert len(desk.plan().groups) == 8
        await desk.press("f8", "slash")
        assert "Enter ke tabel, F10 menutup" in desk.drawn()
        await desk.enter("zzz")
        assert "F10 menampilkan semua." in desk.drawn()
        await desk.press("f10", "f1")
        assert "F7 membuka tarif" in desk.drawn()
        await desk.press("f10", "M", "plus")
        assert "F6:" in desk.drawn()
        assert "F4" not in desk.drawn()
        await desk.enter("9")
        await desk.press("f10")
        assert "Yang diketik di sini akan hilang. Tekan Y bila ya." in desk.drawn()
        await desk.press("Y", "I")
        assert "dapat diurungkan dengan F8" in desk.drawn()
        # What leads somewhere names the key of the room there.
        await desk.press("f10", "exclamation_mark")
        assert isinstance(desk.app.screen, CheckWindow)
        keys = {row.cells[-1].text for row in desk.table.rows if row.cells[1].text == "Pagu per rekening"}
        assert keys == {"M"}
