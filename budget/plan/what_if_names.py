"""Which group or kecamatan somebody means who writes part of its name; never a guess."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from budget.errors import BadEntry
from budget.plan.records import Plan
from budget.plan.roster import RosterCounts
from budget.plan.what_if_words import Words, quoted, said

EVERYBODY = ("semua", "semuanya")
_MOST_NAMED = 8


def group_named(words: Words, plan: Plan) -> str:
    """The one group whose name has a word beginning with each of the words, in their order.

    A whole name, in quotes or not, goes before parts of others. BadEntry names the candidates.
    """
    names = [group.name for group in plan.groups]
    if not words:
        raise BadEntry(f"Diharapkan nama kelompok. {_known(names)}")
    found = _matching(words, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadEntry(f"“{said(words)}” dapat berarti {_or(found)}. Tulis lebih lengkap.")
    raise BadEntry(f"Tidak ada kelompok “{said(words)}”. {_known(names)}")


def group_or_all(words: Words, plan: Plan) -> str | None:
    """None for ``semua`` or ``semua kelompok``."""
    if words and words[0].is_any(EVERYBODY) and (len(words) == 1 or words[1].is_any(("kelompok",))):
        return None
    return group_named(words, plan)


def kecamatan_named(words: Words, plan: Plan) -> str:
    """A kecamatan of the plan or its roster; a new one only in quotes, or where none is known."""
    names = sorted({c.kecamatan for c in plan.head_counts if c.kecamatan} | set(_listed(plan.roster)))
    if not words:
        raise BadEntry("Sesudah “di” diharapkan nama kecamatan.")
    if len(words) == 1 and words[0].quoted:
        return words[0].text
    found = _matching(words, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadEntry(f"Kecamatan “{said(words)}” dapat berarti {_or(found)}. Tulis lebih lengkap.")
    if not names:
        return said(words)
    raise BadEntry(
        f"Tidak ada kecamatan “{said(words)}”. Yang ada: {_listing(names)}. "
        f"Bila memang baru, tulis dalam tanda kutip: {quoted(said(words))}."
    )


@lru_cache(maxsize=2)
def _listed(roster: RosterCounts) -> frozenset[str]:
    return frozenset(stratum.kecamatan for stratum in roster.strata if stratum.kecamatan)


def _matching(words: Words, names: Sequence[str]) -> list[str]:
    wanted = said(words).casefold()
    whole = [name for name in names if name.casefold() == wanted]
    if whole or any(word.quoted for word in words):
        return whole
    parts = wanted.split()
    exact = [name for name in names if _in_order(parts, name, whole_words=True)]
    return exact if len(exact) == 1 else [name for name in names if _in_order(parts, name, whole_words=False)]


def _in_order(parts: Sequence[str], name: str, *, whole_words: bool) -> bool:
    left = iter(name.casefold().split())
    return all(any(word == part if whole_words else word.startswith(part) for word in left) for part in parts)


def _known(names: Sequence[str]) -> str:
    return f"Kelompok yang ada: {_listing(names)}." if names else "Belum ada kelompok."


def _listing(names: Sequence[str]) -> str:
    more = f", dan {len(names) - _MOST_NAMED} lainnya" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} atau {last}"
