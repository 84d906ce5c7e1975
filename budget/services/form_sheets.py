"""The sheets of a form out of its source: one for each place that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from budget.engine.cash_plan import CashPlan, cash_plan
from budget.engine.form_kinds import FormKind
from budget.engine.form_lines import FormLines, Place
from budget.engine.realisation import realisation
from budget.errors import NotFound, Problem
from budget.services.form_source import FormOptions, FormSource

if TYPE_CHECKING:
    from budget.workbook.forms.heading import Issue
    from budget.workbook.forms.layouts import FormLayout
    from budget.workbook.forms.values import FormSheet

_Made = tuple["FormSheet", tuple[Problem, ...]]


class FormSheets:
    """Makes the sheets of one form; what is to be told comes with them."""

    def __init__(self, source: FormSource, layout: FormLayout, options: FormOptions) -> None:
        from budget.workbook.forms.heading import Issue

        self._source = source
        self._layout = layout
        self._options = options
        self._issue: Issue = Issue(source.plan, source.fiscal_year, source.report_id)

    def of(self, kind: FormKind) -> tuple[list[FormSheet], list[Problem]]:
        """NotFound where nothing is there to be written."""
        match kind:
            case FormKind.RKA:
                return self._rka()
            case FormKind.DPA:
                return self._dpa()
            case FormKind.CASH_PLAN:
                return self._cash_plan()
            case FormKind.LRA:
                return self._lra()
            case FormKind.RECAP:
                return self._recap()
            case FormKind.PRICE_PROPOSAL:
                return self._prices()

    def _rka(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.rka import rka_sheet

        lines, before = self._source.lines, self._source.before
        places = [*lines.places, *(before.lines.places if before else ())]
        return self._each(
            places,
            lambda place, title: rka_sheet(self._issue, lines, place, title, before),
            lines.problems,
        )

    def _dpa(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.dpa import dpa_sheet

        lines, before, cash = self._source.lines, self._source.before, self._cash()
        places = [*_allotted(lines), *(_allotted(before.lines) if before else ())]
        return self._each(
            places,
            lambda place, title: dpa_sheet(self._issue, lines, cash, place, title, before),
            (*lines.problems, *cash.problems),
        )

    def _cash_plan(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.cash import cash_sheet

        cash = self._cash()
        return self._each(
            _allotted(self._source.lines),
            lambda place, title: cash_sheet(self._issue, cash, place, title),
            cash.problems,
        )

    def _lra(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.lra import lra_sheet, realised_lines

        source = self._source
        found = realisation(source.projection, source.book.payments, source.fiscal_year, source.until)
        lines, problems = realised_lines(found)
        return self._each(
            [line.place for line in lines],
            lambda place, title: lra_sheet(self._issue, lines, place, title, source.until),
            (*found.problems, *problems),
        )

    def _recap(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.book import sheet_titles
        from budget.workbook.forms.recap import recap_sheet

        lines = self._source.lines
        places = self._chosen(lines.places)
        offices = {place.skpd.casefold(): place.skpd for place in reversed(places)}
        names = list(offices.values())[::-1]
        made = [
            recap_sheet(
                self._issue,
                lines,
                name,
                [place for place in places if place.skpd.casefold() == name.casefold()],
                title,
            )
            for name, title in zip(names, sheet_titles(self._layout.sheet, names), strict=True)
        ]
        return _together(made, lines.problems)

    def _prices(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.prices import price_sheet

        lines = self._source.lines
        chosen = {place.key for place in self._chosen(lines.places)}
        accounts = [account for account in lines.accounts if account.place.key in chosen]
        return [price_sheet(self._issue, accounts, self._layout.sheet)], list(lines.problems)

    def _each(
        self, places: Sequence[Place], make: Callable[[Place, str], _Made], problems: Sequence[Problem]
    ) -> tuple[list[FormSheet], list[Problem]]:
        """A sheet for each place that was asked for."""
        from budget.workbook.forms.book import sheet_titles

        chosen = self._chosen(places)
        names = [place.sub_activity or place.skpd or "tanpa SKPD" for place in chosen]
        titles = sheet_titles(self._layout.sheet, names)
        return _together([make(*each) for each in zip(chosen, titles, strict=True)], problems)

    def _chosen(self, places: Sequence[Place]) -> list[Place]:
        """The places that were asked for, each once; NotFound where there is none."""
        options = self._options
        every = {place.key: place for place in reversed(places)}
        known = list(every.values())[::-1]
        found = [
            place
            for place in known
            if (options.skpd is None or place.skpd.casefold() == options.skpd.casefold())
            and options.sub_activity in (None, place.sub_activity)
        ]
        if not found:
            names = "; ".join(f"{place.skpd} {place.sub_activity}".strip() for place in known) or "belum ada"
            raise NotFound(
                f"Tidak ada yang dapat ditulis untuk TA {self._source.fiscal_year} menurut pilihan ini. "
                f"SKPD dan sub-kegiatan yang ada: {names}."
            )
        return found

    def _cash(self) -> CashPlan:
        return cash_plan(self._source.projection, self._source.fiscal_year)


def _allotted(found: FormLines) -> list[Place]:
    """The places that have allocation lines."""
    return [account.place for account in found.accounts if account.lines]


def _together(made: Sequence[_Made], problems: Sequence[Problem]) -> tuple[list[FormSheet], list[Problem]]:
    found = list(problems)
    for _, own in made:
        found += own
    return [sheet for sheet, _ in made], found
