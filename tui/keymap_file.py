"""The user's file of keys: read, checked in one go, and written for a start.

`tombol.toml` in the configuration folder gives a command other keys:

    [tombol]
    what_if = "f7"
    help = ["f1", "?"]
"""

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from textual.keys import Keys, _character_to_key
from textual.widgets import Input

from budget.errors import FileError, Problem, reason, warning
from tui.commands import COMMANDS, MOVES, Command, command, commands_in
from tui.key_names import PUNCTUATION, shown
from tui.keymap import Keymap
from tui.places import Place

NAME = "tombol.toml"
_TABLE = "tombol"
EATEN = {
    "ctrl+h": "terminal mengirimnya sebagai Backspace",
    "ctrl+i": "terminal mengirimnya sebagai Tab",
    "ctrl+j": "terminal mengirimnya sebagai Enter",
    "ctrl+m": "terminal mengirimnya sebagai Enter",
    "ctrl+v": "terminal menempelkan papan klip dengannya",
    "ctrl+c": "dengannya teks disalin dan program lain dihentikan",
    "ctrl+enter": "terminal tidak membedakannya dari Enter",
    "ctrl+left_square_bracket": "terminal mengirimnya sebagai Esc",
    "alt+enter": "terminal memakainya untuk layar penuh",
    "f11": "terminal memakainya untuk layar penuh",
}
# Where an input has the focus: what can be typed goes there.
TYPED = (
    Place.FORM, Place.WHAT_IF, Place.LINE, Place.CHOICE, Place.CLAIM, Place.SOLVE, Place.IMPORT, Place.ROSTER,
)  # fmt: skip
_PRINTABLE = {*PUNCTUATION, "space"}
_MODIFIERS = {"ctrl", "alt", "shift", "super"}
_KNOWN = _PRINTABLE | {key.value for key in Keys if "<" not in key.value}
_EDITING = {key for binding in Input.BINDINGS for key in getattr(binding, "key", "").split(",")} - {"enter"}


def config_folder() -> Path:
    """Where the user's own settings stand; it need not exist."""
    if folder := os.environ.get("PAGU_CONFIG_DIR"):
        return Path(folder)
    from platformdirs import user_config_path

    return user_config_path("pagu", appauthor=False)


def read_keymap() -> tuple[Keymap, tuple[Problem, ...]]:
    """The user's keys, and all that is wrong with the file; what is wrong keeps the keys of the table."""
    file = config_folder() / NAME
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Keymap(), ()
    except OSError as fault:
        return Keymap(), (_problem(str(file), f"{reason(fault)}. Tombol bawaan dipakai."),)
    except UnicodeDecodeError:
        return Keymap(), (_problem(str(file), "bukan teks UTF-8. Tombol bawaan dipakai."),)
    return keymap_of(text, str(file))


def keymap_of(text: str, where: str = NAME) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keys of a file's text, as `read_keymap`."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        cure = 'Tulis misalnya: what_if = "f7". Tombol bawaan dipakai.'
        return Keymap(), (_problem(where, f"tidak dapat dibaca ({fault}). {cure}"),)
    problems = [
        _problem(where, f"bagian “{name}” tidak dikenal. Tombol ditulis di bawah [{_TABLE}].")
        for name in tables if name != _TABLE
    ]  # fmt: skip
    wanted: dict[str, tuple[str, ...]] = {}
    entries = tables.get(_TABLE, {})
    if not isinstance(entries, dict):
        return Keymap(), (_problem(where, f"“{_TABLE}” bukan bagian. Tulis [{_TABLE}]."), *problems)
    for name, value in entries.items():
        keys, wrong = _entry(name, value)
        problems += [_problem(f"{where}, {name}", message) for message in wrong]
        if not wrong:
            wanted[name] = keys
    changed, clashes = _without_clashes(wanted)
    return Keymap(changed), (*problems, *(_problem(where, message) for message in clashes))


def _entry(name: str, value: object) -> tuple[tuple[str, ...], list[str]]:
    """The keys of one line, or what is wrong with it."""
    found = next((each for each in COMMANDS if each.id == name), None)
    if found is None:
        from rapidfuzz import process

        near = process.extractOne(name, [each.id for each in COMMANDS], score_cutoff=60)
        meant = f" Maksudnya “{near[0]}”?" if near else ""
        return (), [f"tidak ada perintah bernama itu.{meant} `pagu keys` menunjukkan semuanya."]
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        return (), ['tulis satu tombol, seperti "f7", atau daftar tombol, seperti ["f1", "?"].']
    keys = tuple(dict.fromkeys(_named(text) for text in texts))
    wrong = [
        f"“{text}”: {why}." for text, key in zip(texts, keys, strict=False) if (why := _refused(key, found))
    ]
    typed = [str(place) for place in TYPED if place in found.places]
    if not wrong and typed and all(_is_printable(key) or key in _EDITING for key in keys):
        wrong = [f"di {typed[0]} tombol itu masuk ke isian. Tambah tombol seperti F7 atau Ctrl+B."]
    return keys, wrong


def _named(text: str) -> str:
    """A key as Textual names it: ``?`` is ``question_mark``, ``Ctrl+B`` is ``ctrl+b``."""
    text = text.strip()
    if len(text) == 1:
        return _character_to_key(text)
    *modifiers, key = text.split("+")
    return "+".join(
        [*(m.strip().lower() for m in modifiers), _named(key.lower()) if len(key) == 1 else key.lower()]
    )


def _refused(key: str, wanted: Command) -> str:
    """Why this key cannot be given to the command; empty when it can."""
    if key in EATEN:
        return EATEN[key]
    if not _is_key(key):
        return "tidak ada tombol bernama itu; contoh: f7, ctrl+b, alt+a, g, ?"
    if key in {move for move, _ in MOVES} - set(wanted.keys.split(",")):
        return "dipakai bergerak di dalam tabel"
    if wanted.id == "yes" and key in ("enter", "space", *command("delete").keys.split(",")):
        return "tombol yang bertanya atau Enter tidak pernah berarti ya"
    return ""


def _is_printable(key: str) -> bool:
    return len(key) == 1 or key in _PRINTABLE


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    return set(modifiers) <= _MODIFIERS and (len(last) == 1 or last in _KNOWN)


def _without_clashes(wanted: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """What can stand together, and a sentence for each two commands that would share a key in a place."""
    kept, said = dict(wanted), list[str]()
    while clash := _first_clash(Keymap(kept)):
        key, place, one, other = clash
        said.append(
            f"“{shown(key)}” di {place} dipakai {one.id} ({one.label}) dan {other.id} ({other.label}). "
            "Beri salah satu tombol lain."
        )
        for each in (one, other):
            kept.pop(each.id, None)
    return kept, said


def _first_clash(keymap: Keymap) -> tuple[str, Place, Command, Command] | None:
    for place in Place:
        held: dict[str, Command] = {}
        for each in commands_in(place):
            for key in keymap.keys(each):
                if key in held:
                    return key, place, held[key], each
                held[key] = each
    return None


def starting_file(commands: Iterable[Command] = COMMANDS) -> str:
    """A file that changes nothing yet: every command as a comment, with the keys it has."""
    lines = [
        "# Tombol pagu. Hapus # di depan sebuah baris dan ganti tombolnya.",
        '# Contoh tombol: "f7", "ctrl+b", "alt+a", "g", "?". Beberapa: ["f1", "?"].',
        f"[{_TABLE}]",
    ]
    for each in commands:
        keys = ", ".join(f'"{key}"' for key in each.keys.split(","))
        keys = f"[{keys}]" if "," in keys else keys
        lines.append(f"# {each.id} = {keys}  # {each.label}: {', '.join(each.places[:3])}")
    return "\n".join(lines) + "\n"


def write_starting_file() -> Path:
    """Write it where it is read; FileError where one stands already or it cannot be written."""
    file = config_folder() / NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(starting_file())
    except FileExistsError:
        raise FileError(f"{file} sudah ada dan tidak ditimpa.") from None
    except OSError as fault:
        raise FileError(f"{file}: {reason(fault)}.") from None
    return file


def _problem(where: str, message: str) -> Problem:
    return warning("tombol", where, message)
