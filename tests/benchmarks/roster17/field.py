"""Who takes part, in the order in which they run."""

from importlib import import_module
from shutil import which
from typing import NamedTuple

from roster17.contender import Contender


class Entry(NamedTuple):
    """A contender by name. `needs` is the package, or the program, that has to be installed."""

    name: str
    title: str
    place: str
    needs: str

    def contender(self) -> Contender:
        made: Contender = self._kind()()
        return made

    def missing(self) -> str | None:
        """Why it cannot run here."""
        if self.needs == "soffice":
            return None if which("soffice") else "soffice is not installed"
        try:
            import_module(self.needs)
            self._kind()
        except ImportError as why:
            return f"{self.needs} cannot be used: {why}"
        return None

    def _kind(self) -> type[Contender]:
        module, kind = self.place.split(":")
        found: type[Contender] = getattr(import_module(f"roster17.{module}"), kind)
        return found


ENTRIES = {
    entry.name: entry
    for entry in (
        Entry("pagu", "pagu", "pagu_product:Pagu", "budget.services.rosters"),
        Entry("pagu-engine", "pagu, the engine alone", "pagu_engine:PaguEngine", "budget"),
        Entry("polars-best", "polars at its best", "frames:PolarsAtItsBest", "polars"),
        Entry("duckdb-best", "DuckDB at its best", "duck:DuckDbAtItsBest", "duckdb"),
        Entry("sqlite-best", "SQLite at its best", "sqlite:SqliteAtItsBest", "sqlite3"),
        Entry("python", "plain Python", "plain:PlainPython", "budget"),
        Entry("openfisca-tuned", "openfisca-core tuned", "openfisca:OpenFiscaTuned", "openfisca_core"),
        Entry("policyengine", "policyengine-core", "openfisca:PolicyEngine", "policyengine_core"),
        Entry("openfisca-arrays", "openfisca-core, arrays", "openfisca:OpenFiscaByArrays", "openfisca_core"),
        Entry("polars-usual", "polars as usual", "frames:PolarsAsUsual", "polars"),
        Entry("duckdb-usual", "DuckDB as usual", "duck:DuckDbAsUsual", "duckdb"),
        Entry("sqlite-usual", "SQLite as usual", "sqlite:SqliteAsUsual", "sqlite3"),
        Entry("openfisca", "openfisca-core, documented", "openfisca:OpenFiscaAsDocumented", "openfisca_core"),
        Entry("libreoffice", "LibreOffice Calc", "calc:LibreOffice", "soffice"),
    )
}
