"""Istilah: the terms of the trade, narrowed as one types, the one under the cursor in full."""

from collections.abc import Iterable

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from tui.glossary import GLOSSARY, Term
from tui.screens.choose import Choose
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.said import Said

_COLUMNS = (Column("Istilah"), Column("Artinya", least=20, grows=True))


class Glossary(Choose):
    """`word` is the term that the cursor stands on first."""

    def __init__(self, word: str = "") -> None:
        rows = [Row(term, (words(_named(term)), words(term.meaning, Tone.MUTED))) for term in GLOSSARY]
        at = next((place for place, term in enumerate(GLOSSARY) if term.word == word), 0)
        super().__init__("Istilah", _COLUMNS, rows, at)

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield Said("", id="glossary-term", markup=False)

    def pointed(self, row: Row | None) -> None:
        self.query_one("#glossary-term", Static).update(term_text(row.key) if row else "")


def term_text(term: Term) -> Text:
    """What it means, and its rule on a line of its own."""
    text = Text(f"{_named(term)}: ", "bold")
    text.append(term.meaning, "not bold")
    if term.source:
        text.append(f"\nDasar: {term.source}", "not bold")
    return text


def _named(term: Term) -> str:
    """With its other words, where its meaning does not give them."""
    others = [word for word in term.also if word not in term.meaning]
    return f"{term.word} ({', '.join(others)})" if others else term.word
