"""Where a figure comes from: people, the price of one of them, and the article behind it."""

from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

from rich.text import Text

from budget.contribution import Terms
from budget.engine.explain import Explanation, Line
from budget.engine.prices import Price
from budget.money import PPM, format_number, format_percent, format_rupiah, format_sen
from budget.period import Month
from budget.plan import Plan
from budget.plan.term_fields import ROUNDING
from budget.roster.search import PeopleFilter
from tui.commands import dialog_bindings
from tui.keymap import key
from tui.places import Place
from tui.screens.choose import Choose
from tui.screens.reading import Reading
from tui.text import plain, signed_number
from tui.widgets.cells import Column, Row, words

_LABEL = 26
_NUMBER = 18
_WIDTH = 68


class Explained(Reading):
    """Of a group in a month; closes with the people who joined or left, where they come from a list."""

    place = Place.EXPLANATION
    BINDINGS = dialog_bindings(Place.EXPLANATION)

    def __init__(self, title: str, parts: Sequence[Explanation], plan: Plan) -> None:
        loss_ppm = plan.group(parts[0].group).validation_loss_ppm
        super().__init__(title, explanation_text(parts, loss_ppm, plan.span.first))
        self._first = plan.span.first
        self._listed = [part for part in parts if part.from_roster]

    def action_show_joined(self) -> None:
        self._choose_month("masuk", self._joined)

    def action_show_left(self) -> None:
        self._choose_month("keluar", lambda part: PeopleFilter(group=part.group, left_in=part.month))

    def _joined(self, part: Explanation) -> PeopleFilter:
        """In the plan's first month everybody is new who is covered, whenever it began."""
        if part.month == self._first:
            return PeopleFilter(group=part.group, covered_in=part.month)
        return PeopleFilter(group=part.group, joined_in=part.month)

    def _choose_month(self, what: str, wanted: Callable[[Explanation], PeopleFilter]) -> None:
        """One figure may pay several months of cover."""
        if not self._listed:
            self.notify("Kelompok ini dihitung dari rencana, bukan dari daftar orang.", severity="warning")
        elif len(self._listed) == 1:
            self.dismiss(wanted(self._listed[0]))
        else:
            rows = [Row(wanted(part), (words(part.month.label),)) for part in self._listed]
            title, columns = f"Yang {what} pada bulan mana?", (Column("Bulan", grows=True, least=12),)

            def chosen(picked: PeopleFilter | None) -> None:
                if picked is not None:
                    self.dismiss(picked)

            self.app.push_screen(Choose(title, columns, rows), chosen)


def explanation_text(
    parts: Sequence[Explanation], loss_ppm: int = 0, first_month: Month | None = None
) -> Text:
    """One for each month of cover. `loss_ppm` is the group's validation loss, `first_month` the plan's."""
    text = Text()
    for part in parts:
        if len(parts) > 1:
            text.append(f"Iuran bulan {part.month.label}\n\n", "bold")
        for line in _section(part, loss_ppm, part.month == first_month):
            text.append_text(line)
            text.append("\n")
        text.append("\n")
    if len(parts) > 1:
        text.append_text(
            _figure("Dibayar bulan ini", format_rupiah(sum(part.cost for part in parts)), "bold")
        )
    text.rstrip()
    return text


def _who(command_id: str, part: Explanation) -> str:
    """The key that shows who they are, where a roster knows it."""
    return f"{key(command_id)}: siapa" if part.from_roster else ""


def _section(part: Explanation, loss_ppm: int, is_first: bool) -> Iterable[Text]:
    yield Text("Orang", "bold")
    source = "menurut daftar" if part.from_roster else "direncanakan"
    yield _figure(source, format_number(part.planned))
    if part.lost:
        yield _figure("susut validasi", signed_number(-part.lost))
        # The whole people that remain are paid: see the cube.
        rule = f"susut validasi {format_percent(loss_ppm)}, dibulatkan ke bawah ke orang utuh"
        yield from _indented(rule)
        yield _figure("dihitung", format_number(part.heads))
    yield _figure("masuk bulan ini", signed_number(part.joined), tail=_who("show_joined", part))
    if is_first and part.from_roster:
        yield from _indented("bulan pertama rencana: termasuk yang mulai sebelumnya")
    yield _figure("keluar bulan ini", signed_number(-part.left), tail=_who("show_left", part))
    yield Text()
    if part.terms is None:
        yield Text("Tidak ada tarif pada bulan ini: tidak ada biaya.")
        return
    yield Text("Iuran satu orang", "bold")
    for line in part.lines:
        yield from _price(line, part.terms)
    yield Text()
    yield Text("Biaya", "bold")
    for line in part.lines:
        yield _figure(f"{line.programme}", format_number(line.cost), tail=_product(line))
    yield _figure("Jumlah", format_rupiah(part.cost), "bold")
    if part.funding:
        yield Text()
        yield Text(plain(f"Sumber dana: {part.funding}"))


def _price(line: Line, terms: Terms) -> Iterable[Text]:
    price = line.price
    yield _figure(f"{line.programme}", format_number(price.rupiah), tail=_wage(price))
    notes = [_bracket(price)] if price.bracket is not None else []
    if terms.share_ppm != PPM:
        notes.append(f"porsi APBD {format_percent(terms.share_ppm)}")
    if price.discount is not None:
        reduction = format_percent(PPM - price.discount.remaining_ppm)
        notes.append(f"potongan {reduction}, {price.discount.name}")
    notes.append(f"dibulatkan {ROUNDING.text(terms.rounding)} per orang, program, dan bulan")
    yield from _indented("; ".join(notes))
    for reference in price.references:
        parts = (reference.source, reference.status.label, reference.note)
        yield from _indented(" · ".join(part for part in parts if part))


def _indented(text: str) -> Iterable[Text]:
    lines = wrap(plain(text), _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return (Text(line, "dim") for line in lines)


def _bracket(price: Price) -> str:
    """The row of the income table that the amount stands in; too long to stand beside it."""
    row = price.bracket
    assert row is not None
    lower = f"mulai {format_rupiah(row.lower)}" if row.lower else "baris terendah"
    return f"tabel BPU baris {row.number} ({lower}), dasar {format_rupiah(row.base)}"


def _wage(price: Price) -> str:
    """The wage and rate that the amount was taken from."""
    if price.base_sen is None or price.rate_ppm is None:
        return ""
    return f"upah {format_sen(price.base_sen)} × {format_percent(price.rate_ppm)}"


def _product(line: Line) -> str:
    return f"{format_number(line.heads)} orang × {format_number(line.price.rupiah)}"


def _figure(label: str, number: str, style: str = "", tail: str = "") -> Text:
    text = Text(f"  {label.ljust(_LABEL - 2)}{number.rjust(_NUMBER)}", style)
    if tail:
        text.append(f"   {plain(tail)}", "dim")
    return text


def breakdown_text(lines: Sequence[tuple[str, int, int]], total: int) -> Text:
    """A sum with its parts: label, person-months, cost."""
    width = max([len(label) for label, _, _ in lines] + [len("Jumlah")])
    text = Text()
    text.append(f"{'':{width}}{'orang-bulan':>{_NUMBER}}{'rupiah':>{_NUMBER + 4}}\n", "bold")
    for label, person_months, cost in lines:
        people, money = format_number(person_months), format_number(cost)
        text.append(f"{label:{width}}{people:>{_NUMBER}}{money:>{_NUMBER + 4}}\n")
    people = format_number(sum(person_months for _, person_months, _ in lines))
    text.append(f"{'Jumlah':{width}}{people:>{_NUMBER}}{format_rupiah(total):>{_NUMBER + 4}}", "bold")
    return text
