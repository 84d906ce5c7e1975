"""Names without what people write differently: titles, degrees, abbreviations, old and dialectal letters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
_MARKS_IN_WORDS = str.maketrans("", "", "'’`ʼ")
# Degrees have a dot inside and stand among the names where a comma was forgotten: “Siti Aminah S.Pd.I”.
_DEGREE = re.compile(
    r"\b(?:s\.\s?(?:pd|ag|sos|ip|kom|kep|hum|si|th|ked|e|h|t|p)|m\.\s?(?:pd|ag|si|kom|kes|m|h|t)|a\.\s?md)"
    r"(?:\.\s?(?:i|sd|keb|kep|h))?\b\.?"
)
_TITLES = frozenset(
    ("h", "hj", "haji", "hajah", "hajjah", "drs", "dra", "dr", "drg", "ir", "prof", "kh", "ust", "ustad",
     "ustadz", "ustaz", "ustadzah", "ustazah", "alm", "almh", "almarhum", "almarhumah", "spd", "spdi", "sag",
     "mpd", "amd")
)  # fmt: skip
_MUHAMMAD = frozenset(
    ("muh", "moh", "moch", "much", "mhd", "mohd", "mohamad", "mohammad", "mohamed", "mochamad", "mochammad",
     "muhamad", "muhammad", "muhamat", "mukhamad", "mokhamad")
)  # fmt: skip
_WRITTEN_OUT = {"abd": "abdul", "st": "siti"} | dict.fromkeys(_MUHAMMAD, "muhammad")
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("sj", "s"), ("kh", "h"), ("ch", "h"), ("dz", "j"),
    ("z", "j"), ("v", "p"), ("f", "p"), ("q", "k"), ("x", "ks"), ("y", "i"), ("w", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class Spelling(NamedTuple):
    """`text` is the name without titles; `sound` what it sounds like, its words in order of the alphabet;
    `key` is the same for names that may well be one, silent h and order of words aside.
    """

    text: str
    sound: str
    key: str


def spelled(name: str) -> Spelling:
    sound = sound_of(name)
    return Spelling(text_of(name), sound, key_of(sound))


def text_of(name: str) -> str:
    return " ".join(_words(name))


def sound_of(name: str) -> str:
    return " ".join(sorted(map(_sound, _words(name))))


def sounds_of(names: Iterable[str]) -> Iterator[str]:
    """The sound of each name; of names of plain words a good deal quicker than one at a time."""
    heard = _Heard()
    for name in names:
        sounds = [heard[word] for word in name.lower().split()]
        if "" in sounds:
            yield sound_of(name)
        else:
            sounds.sort()
            yield " ".join(sounds)


def key_of(sound: str) -> str:
    return sound.replace("h", "")


def _words(name: str) -> list[str]:
    """Lower-case words; what follows a comma are degrees, unless nothing stands before it."""
    text = unicodedata.normalize("NFKC", name).lower().translate(_MARKS_IN_WORDS)
    before, _, after = text.partition(",")
    found = _WORD.findall(_DEGREE.sub(" ", before if before.strip() else after))
    words = [_WRITTEN_OUT.get(word, word) for word in found if word not in _TITLES] or found
    if len(words) > 1 and words[0] == "m":
        words[0] = "muhammad"
    return words


class _Heard(dict[str, str]):
    """The sounds of plain words; empty for a word whose sound depends on the others of its name."""

    def __missing__(self, word: str) -> str:
        plain = word.isascii() and word.isalpha() and word != "m" and word not in _TITLES
        sound = self[word] = _sound(_WRITTEN_OUT.get(word, word)) if plain else ""
        return sound


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)
