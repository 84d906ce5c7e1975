"""Which words after `pagu` open the screens, and what the others must not wait for."""

import subprocess
import sys

import pytest

from tui.__main__ import opens_screens


def test_no_word_opens_the_screens():
    assert opens_screens([])


@pytest.mark.parametrize("word", ["baru.pagu", "postgresql+psycopg://kantor/pagu"])
def test_a_workspace_opens_the_screens(word):
    assert opens_screens([word])


def test_an_existing_file_opens_the_screens_whatever_it_is_called(tmp_path):
    (tmp_path / "rencana").touch()
    assert opens_screens([str(tmp_path / "rencana")])


@pytest.mark.parametrize("words", [["quote"], ["--help"], ["demo", "--dir", "x.pagu"], ["a.pagu", "b.pagu"]])
def test_everything_else_goes_to_the_command_line(words):
    assert not opens_screens(words)


def test_a_command_loads_neither_the_screens_nor_the_tables():
    script = (
        "import sys; sys.argv = ['pagu', '--help']\n"
        "from tui.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "found = {'textual', 'sqlmodel', 'openpyxl'} & set(sys.modules)\n"
        "print(sorted(found), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "quote" in done.stdout


def test_the_first_screen_loads_neither_the_tables_nor_the_engine():
    script = (
        "import sys, tui.app, tui.screens.main\n"
        "print(sorted({'sqlmodel', 'numpy', 'openpyxl', 'alembic'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
