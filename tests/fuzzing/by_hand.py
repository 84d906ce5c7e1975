"""Guided by coverage, as long as one likes: ``python tests/fuzzing/by_hand.py NAME -max_total_time=60``.

NAME is a reader of `targets`; without one they are listed. Needs atheris, which is no part of the project:
``python3 -m pip install --target /tmp/atheris atheris`` by the Python that .venv was made with, and then
``PYTHONPATH=/tmp/atheris .venv/bin/python tests/fuzzing/by_hand.py …``. An error that is none of the
product's ends the run, with the input in a file where it was begun. Importers only look.
"""

import struct
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "sample_data"), str(Path(__file__).parent)]

import atheris  # noqa: E402

with atheris.instrument_imports(include=["budget", "tui"]):
    from mutations import HOW, Edit, changed_inside
    from seeds import FOLDER, office, sample, seeds
    from targets import file_readers, text_readers

    from budget.errors import PaguError

_EDIT = struct.Struct("<BHHB")
_MOST = 6


def edits_of(content: bytes) -> tuple[list[Edit], float]:
    """A few changes, and the part in which they are made."""
    part = content[0] / 256 if content else 0.0
    body = content[1 : 1 + _MOST * _EDIT.size]
    whole = body[: len(body) // _EDIT.size * _EDIT.size]
    made = [
        Edit(HOW[how % len(HOW)], at / 65536, of / 65536, byte)
        for how, at, of, byte in _EDIT.iter_unpack(whole)
    ]
    return made, part


def main() -> None:
    texts, files = text_readers(sample()), file_readers(office(), FOLDER)
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name in texts:
        read_text = texts[name]

        def once(content: bytes) -> None:
            with suppress(PaguError):
                read_text(content.decode("utf-8", "replace"))
    elif name in files:
        read_file, seed = files[name], seeds()[name]

        def once(content: bytes) -> None:
            with suppress(PaguError):
                read_file(changed_inside(seed, *edits_of(content)))
    else:
        print("\n".join(sorted((*texts, *files))))  # noqa: T201
        return
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
