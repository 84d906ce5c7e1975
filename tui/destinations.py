"""What a line typed after `:` can mean: a command, a room, a group, or a place; and what is like it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from budget.plan import Plan
from budget.plan.what_if_writing import name_in_line
from tui.commands import COMMANDS
from tui.glossary import GLOSSARY
from tui.places import ROOMS

MOST_SUGGESTED = 6
# The longest name of a group that is looked for at the end of a what-if, in words.
_MOST_WORDS = 4
# From so many of 100 on, names are said to be alike.
_ALIKE = 70


class Kind(StrEnum):
    """What a line asks for."""

    COMMAND = "perintah"
    GROUP = "kelompok"
    FIGURES = "proyeksi"
    PEOPLE = "orang"
    WHAT_IF = "andaian"
    TERM = "istilah"


@dataclass(frozen=True, slots=True)
class Destination:
    """`name` is the id of a command, or the name of a group or kecamatan, or the lines of a what-if, or a
    term.

    `spellings` are what may be typed for it, the usual one first; `refused` says why it cannot be had now.
    """

    kind: Kind
    name: str
    spellings: tuple[str, ...]
    note: str = ""
    refused: str = ""

    @property
    def text(self) -> str:
        return self.spellings[0]

    @property
    def called(self) -> str:
        """Its own name, without what it is."""
        return self.text if self.kind is Kind.COMMAND else self.name


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the whole line as it would stand."""

    text: str
    note: str


def destinations(plan: Plan | None, refusal: Callable[[str], str]) -> tuple[Destination, ...]:
    """Every place of the plan, and every command of the rooms; of one name that which can run here."""
    found = [*_commands(refusal)]
    if plan is not None:
        found += [
            Destination(Kind.GROUP, group.name, (group.name, f"kelompok {group.name}"), "Kelompok")
            for group in plan.groups
        ]
        for name in _kecamatan(plan):
            found += [
                Destination(Kind.FIGURES, name, (f"proyeksi {name}", name), "Proyeksi kecamatan ini"),
                Destination(Kind.PEOPLE, name, (f"orang {name}", name), "Orang di kecamatan ini"),
            ]
    found += [
        Destination(Kind.TERM, term.word, (f"istilah {term.word}", *term.also), term.meaning)
        for term in GLOSSARY
    ]
    return tuple(found)


def _commands(refusal: Callable[[str], str]) -> Iterable[Destination]:
    by_label: dict[str, Destination] = {}
    for command in COMMANDS:
        if command.id == "line" or not set(command.places) & set(ROOMS):
            continue
        why = refusal(command.id)
        known = by_label.get(command.label)
        if known is None or (known.refused and not why):
            note = f"✗ {why}" if why else command.help
            by_label[command.label] = Destination(Kind.COMMAND, command.id, (command.label,), note, why)
    return by_label.values()


def _kecamatan(plan: Plan) -> list[str]:
    named = {count.kecamatan for count in plan.head_counts} | {s.kecamatan for s in plan.roster.strata}
    return sorted(named - {""})


def meant(text: str, among: Sequence[Destination]) -> Destination | None:
    """What is called so, or the only thing whose name begins so; None rather than a guess."""
    wanted = _plain(text)
    if not wanted:
        return None
    for each in among:
        if any(_plain(spelling) == wanted for spelling in each.spellings):
            return each
    begun = [each for each in among if _plain(each.called).startswith(wanted)]
    if not begun and " " in wanted:
        begun = [each for each in among if any(_plain(s).startswith(wanted) for s in each.spellings)]
    return begun[0] if len({each.name for each in begun}) == 1 else None


def suggested(text: str, among: Sequence[Destination], plan: Plan | None) -> list[Suggestion]:
    """What the line may become, the likeliest first: a destination, or a what-if with a whole name."""
    wanted = _plain(text)
    if not wanted:
        return []
    scored = [(max(_likeness(wanted, _plain(s)) for s in each.spellings), each) for each in among]
    best = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    names = [Suggestion(each.text, each.note) for _, each in best]
    found = [*_completed(text, plan), *names] if plan is not None else names
    return list({each.text: each for each in found}.values())[:MOST_SUGGESTED]


def _completed(text: str, plan: Plan) -> Iterable[Suggestion]:
    """A what-if whose last words begin the name of a group, with that name in full."""
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        tail, head = _plain(" ".join(words[-count:])), " ".join(words[:-count])
        fitting = [
            group.name for group in plan.groups
            if _plain(group.name).startswith(tail) and _plain(group.name) != tail
        ]  # fmt: skip
        if fitting:
            return [Suggestion(f"{head} {name_in_line(name)}", "Andaian") for name in fitting]
    return []


def _likeness(wanted: str, name: str) -> float:
    """Of 100, more where one begins with the other: 300 for the name itself."""
    if name == wanted:
        return 300
    if name.startswith(wanted):
        return 250 - len(name) / 10
    if any(word.startswith(wanted) for word in name.split()):
        return 200 - len(name) / 10
    return fuzz.ratio(wanted, name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
