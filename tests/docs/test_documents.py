"""What the documents say is so: outputs, commands, files and decisions."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from tui.__main__ import command_line as main

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "docs/panduan.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]


def output_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(arguments)
        raise SystemExit(0)
    return capsys.readouterr().out


def commands_in(document: Path) -> list[list[str]]:
    """The arguments of every `pagu …` line in the document's code blocks."""
    lines = re.findall(r"^\s*(?:[$>] )?(?:uv run )?pagu (.+)$", document.read_text(encoding="utf-8"), re.M)
    return [
        shlex.split(line, comments=True, posix=True) for line in lines if not line.startswith("menghitung")
    ]


def test_the_readme_prints_what_the_demo_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = output_of(["demo", "--dir", str(tmp_path)], capsys).splitlines()
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1].splitlines()
    shown = [line for line in block[2:-2] if line and line != "…"]
    assert len(shown) > 8
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("document", ["README.md", "docs/panduan.md"])
def test_every_command_that_a_document_shows_exists(
    document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = commands_in(ROOT / document)
    assert len(shown) > 5
    help_of = cache(lambda *path: output_of([*path, "--help"], capsys))
    for arguments in shown:
        words = [word for word in arguments if not word.startswith("-")]
        if words[0].endswith(".pagu"):
            continue
        path = words[:2] if words[0] in ("import", "export", "roster", "version", "realise") else words[:1]
        for option in (word for word in arguments if word.startswith("--")):
            assert option in help_of(*path), (arguments, option)


def test_the_manual_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    manual = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
    listed = output_of(["--help"], capsys).split("Commands:")[1]
    names = re.findall(r"^  ([\w-]+) ", listed, re.M)
    assert {"quote", "project", "version"} <= set(names)
    assert [name for name in names if f"pagu {name}" not in manual] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_decision_stands_in_the_index() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    decisions = sorted(path for path in (ROOT / "docs/adr").glob("0*.md"))
    assert len(decisions) >= 9
    for path in decisions:
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"({path.name}) | {title} |" in index


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for document in DOCUMENTS:
        named = set(re.findall(r"(?:`|\$ )make ([a-z0-9-]+)", document.read_text(encoding="utf-8")))
        assert named <= targets, document.name
