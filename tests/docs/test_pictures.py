"""Each picture of the documents is made by docs/pictures.py, is up to date, and stands in a document."""

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from at_rest import quick_screens

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/img"
# The browser's; a test that drives it makes it.
OF_THE_BROWSER = "peramban.png"


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = spec_from_file_location("pictures", ROOT / "docs/pictures.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_made_by_the_script_and_the_other_way_round(pictures: ModuleType) -> None:
    made = {f"{each.name}.svg" for each in pictures.PICTURES}
    assert len(made) == len(pictures.PICTURES) >= 12
    assert {file.name for file in IMAGES.iterdir()} == made | {OF_THE_BROWSER}


def test_every_picture_stands_in_the_guide_with_words_for_it() -> None:
    shown: dict[str, str] = {}
    for chapter in (ROOT / "docs/panduan").glob("*.md"):
        for words, name in re.findall(
            r"!\[([^\]]*)\]\(\.\./img/([^)]+)\)", chapter.read_text(encoding="utf-8")
        ):
            assert name not in shown, f"{name} stands there twice"
            shown[name] = words
    assert set(shown) == {file.name for file in IMAGES.iterdir()}
    assert all(len(words.split()) >= 3 for words in shown.values())


def test_what_the_pictures_show_is_entered_by_commands_of_the_guide(pictures: ModuleType) -> None:
    """In the order of the chapters, so that a reader who types them sees the same."""
    chapters = sorted((ROOT / "docs/panduan").glob("[1-9]*.md"))
    guide = "\n".join(chapter.read_text(encoding="utf-8") for chapter in chapters)
    typed = [shlex.split(line) for line in re.findall(r"^\s*pagu (.+)$", guide, re.M)]
    places = [typed.index(shlex.split(line)) for _, line in pictures.YEAR]
    assert places == sorted(places)


async def test_a_renewed_picture_is_the_one_in_the_repository(
    pictures: ModuleType, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte by byte. The law needs no lists of people, which take longer to read than all the rest."""
    picture = next(each for each in pictures.PICTURES if each.name == "dasar-hukum")
    assert not picture.of_the_year
    for folder in ("PAGU_STATE_DIR", "PAGU_CONFIG_DIR"):
        monkeypatch.setenv(folder, str(tmp_path))
    with quick_screens():
        drawn = await pictures.drawn(picture, str(file))
    assert drawn == (IMAGES / "dasar-hukum.svg").read_text(encoding="utf-8")
