"""Names without what people write differently: titles, degrees, abbreviations, old and dialectal letters."""

import re
import unicodedata
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
_ABBREVIATED = {"abd": "abdul", "st": "siti"}
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


@lru_cache(maxsize=65_536)
def spelled(name: str) -> Spelling:
    words = _words(name)
    sounds = sorted(_sound(word) for word in words)
    return Spelling(" ".join(words), " ".join(sounds), " ".join(sound.replace("h", "") for sound in sounds))


def _words(name: str) -> list[str]:
    """Lower-case words; what follows a comma are degrees, unless nothing stands before it."""
    text = unicodedata.normalize("NFKC", name).lower().translate(_MARKS_IN_WORDS)
    before, _, after = text.partition(",")
    found = _WORD.findall(_DEGREE.sub(" ", before if before.strip() else after))
    words = [word for word in found if word not in _TITLES] or found
    if len(words) > 1 and words[0] == "m":
        words[0] = "muhammad"
    return ["muhammad" if word in _MUHAMMAD else _ABBREVIATED.get(word, word) for word in words]


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)
