"""Running commands as the console script does."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tui.__main__ import command_line


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Pagu = Callable[..., Run]


@pytest.fixture
def pagu(capsys: pytest.CaptureFixture[str]) -> Pagu:
    """Runs a command; its first text is split at blanks."""

    def run(command: str, *arguments: object) -> Run:
        with pytest.raises(SystemExit) as left:
            command_line([*command.split(), *map(str, arguments)])
            sys.exit(0)
        captured = capsys.readouterr()
        return Run(int(left.value.code or 0), captured.out, captured.err)

    return run
