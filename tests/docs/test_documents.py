"""What the documents say is so: outputs, commands, files and decisions."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from budget.arithmetic import typed_rupiah
from budget.cli import app
from budget.errors import NotMoney
from budget.period import typed_month
from tui.__main__ import command_line as main
from tui.commands import COMMANDS
from tui.places import ROOMS, Place

ROOT = Path(__file__).parents[2]
GUIDE = sorted((ROOT / "docs/panduan").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))]


def output_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(arguments)
        raise SystemExit(0)
    return capsys.readouterr().out


def commands_in(document: Path) -> list[list[str]]:
    """The arguments of every `pagu …` line in the document's code blocks."""
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", document.read_text(encoding="utf-8"), re.M | re.S)
    lines = re.findall(r"^\s*(?:[$>] )?(?:uv run )?pagu (.+)$", "\n".join(blocks), re.M)
    return [shlex.split(line, comments=True, posix=True) for line in lines]


def test_the_readme_prints_what_the_demo_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = output_of(["demo", "--dir", str(tmp_path)], capsys).splitlines()
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1].splitlines()
    shown = [line for line in block[2:-2] if line and line != "…"]
    assert len(shown) > 8
    assert [line for line in shown if line not in printed] == []


@cache
def subcommands() -> dict[str, set[str]]:
    """The options of every command, as ``pagu export dpa`` names it; those that lead to others too."""
    found: dict[str, set[str]] = {}

    def walk(at: Any, path: str) -> None:
        found[path] = {option for each in at.params for option in each.opts}
        for name, below in getattr(at, "commands", {}).items():
            walk(below, f"{path} {name}")

    import tui.keys_command
    import tui.serving  # noqa: F401  # both add a command

    walk(get_command(app), "pagu")
    return found


def guide() -> str:
    return "\n".join(chapter.read_text(encoding="utf-8") for chapter in GUIDE)


@pytest.mark.parametrize(
    "document", [ROOT / "README.md", *GUIDE], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_command_that_a_document_shows_exists_with_its_options(document: Path) -> None:
    shown = [line for line in commands_in(document) if not line[0].endswith(".pagu") and "://" not in line[0]]
    assert len(shown) >= 1
    for arguments in shown:
        path = "pagu"
        for word in arguments:
            if f"{path} {word}" not in subcommands():
                break
            path = f"{path} {word}"
        assert path != "pagu", arguments
        options = {word.partition("=")[0] for word in arguments if word.startswith("--")}
        assert options <= subcommands()[path], arguments


def test_the_guide_names_every_command() -> None:
    listed = [path for path in subcommands() if path.count(" ") > 0]
    assert {"pagu quote", "pagu roster seal", "pagu realise add", "pagu serve", "pagu keys"} <= set(listed)
    assert len(listed) > 60
    assert [path for path in listed if not re.search(rf"`{path}[ `]|^{path} ", guide(), re.M)] == []


def test_the_guide_names_every_screen_by_its_title_and_its_key() -> None:
    """In the last chapter, in bold; a title that a command has too stands beside the key of that command."""
    reference = (ROOT / "docs/panduan/7-perintah-dan-tombol.md").read_text(encoding="utf-8")
    assert [place for place in Place if f"**{place}**" not in reference] == []
    titled = [
        command for command in COMMANDS if command.label in set(Place) and set(ROOMS) & set(command.places)
    ]
    assert len(titled) > 15
    assert [c.id for c in titled if f"| {c.key} | **{c.label}** |" not in reference] == []


def test_what_the_guide_says_may_be_typed_is_read() -> None:
    chapter = (ROOT / "docs/panduan/1-menyiapkan.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+)$", chapter, re.M)
    row = {title: re.findall(r"`([^`]+)`", cells) for title, cells in rows}
    assert [typed_rupiah(text) for text in row["rupiah"]] == [
        1_500_000, 1_500_000, 1_500_000, 1_500_000, 37_800, 2_000_000_000
    ]  # fmt: skip
    assert [typed_rupiah(text) for text in row["rupiah, sebagai hitungan"]] == [750_000, 201_600, 7_500_000]
    assert [str(typed_month(text)) for text in row["bulan"][:-2]] == [
        "2023-03", "2023-03", "2023-03", "2023-12", "2023-03"
    ]  # fmt: skip
    assert row["bulan"][-2:] == ["↑", "↓"]
    with pytest.raises(NotMoney, match="bermakna ganda"):
        typed_rupiah("1,722 miliar")


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


def test_the_tests_and_decisions_that_the_page_of_security_names_exist() -> None:
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w./]+)`", page)
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).exists()] == []
