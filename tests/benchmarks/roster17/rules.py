"""The contributions as rules in code, for openfisca-core and policyengine-core: both offer the same names.

Variables are 32-bit floats and rates are floats, as in the countries' published models. Sums by group and
kecamatan are taken in 64-bit floats, by numpy; the sum of everybody is what the package's own array gives.
"""

from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from roster17.task import GROUPS, JKM_PPM, KECAMATAN, MONTHS, Rates, month_text

GROUP_KEYS = tuple(f"group_{code:02d}" for code in range(len(GROUPS)))


class Rules:
    """The modules of one of the two packages, and the system of the two contributions in it."""

    def __init__(self, package: str) -> None:
        self._package = package
        periods, variables = self.module("periods"), self.module("variables")
        month, eternity = _unit(periods, "MONTH"), _unit(periods, "ETERNITY")
        self.person = self.module("entities").build_entity("person", "persons", "Person", is_person=True)
        enums = self.module("indexed_enums" if package == "openfisca_core" else "enums")
        self.group_enum = enums.Enum("Group", {key: key for key in GROUP_KEYS})

        def variable(name: str, kind: Any, period: Any, **more: Any) -> Any:
            fields = {"value_type": kind, "entity": self.person, "definition_period": period, "label": name}
            return type(name, (variables.Variable,), {**fields, **more})

        choice = {"possible_values": self.group_enum, "default_value": self.group_enum.group_00}
        self.variables = (
            variable("grp", enums.Enum, eternity, **choice),
            variable("wage", float, eternity),
            variable("entry", int, eternity),
            variable("end", int, eternity),
            variable("jkk", float, month, formula=_jkk),
            variable("jkm", float, month, formula=_jkm),
        )

    def module(self, name: str) -> Any:
        return import_module(f"{self._package}.{name}")

    def system(self, rates: Rates) -> Any:
        system = self.module("taxbenefitsystems").TaxBenefitSystem([self.person])
        system.parameters = self.module("parameters").ParameterNode("", data=_parameters(rates))
        system.add_variables(*self.variables)
        return system

    def simulation(self, system: Any, columns: dict[str, NDArray[Any]]) -> Any:
        """Of many people at once, their variables set as arrays."""
        builder = self.module("simulations").SimulationBuilder()
        simulation = builder.build_default_simulation(system, count=len(columns["wage"]))
        for name, values in columns.items():
            simulation.set_input(name, "ETERNITY", values)
        return simulation


class Costs(NamedTuple):
    """`cells` is float64[month, group, kecamatan, programme]; `own_sums` float32[month, programme]."""

    cells: NDArray[np.float64]
    own_sums: NDArray[np.float32]


def costs(simulation: Any, place: NDArray[Any]) -> Costs:
    """Everybody's contributions, calculated and summed; `place` is group × 31 + kecamatan."""
    places = len(GROUPS) * len(KECAMATAN)
    cells = np.empty((MONTHS, places, 2))
    own_sums = np.empty((MONTHS, 2), dtype=np.float32)
    for month in range(MONTHS):
        for programme, name in enumerate(("jkk", "jkm")):
            each = simulation.calculate(name, month_text(month))
            cells[month, :, programme] = np.bincount(place, weights=each, minlength=places)
            own_sums[month, programme] = each.sum()
    return Costs(cells.reshape(MONTHS, len(GROUPS), len(KECAMATAN), 2), own_sums)


def _position(period: Any) -> int:
    return int((period.start.year - 2022) * 12 + period.start.month - 1)


def _covered(person: Any, period: Any) -> Any:
    position = _position(period)
    return (person("entry", period) <= position) * (position < person("end", period))


def _jkk(person: Any, period: Any, parameters: Any) -> Any:
    rate = parameters(period).jkk[person("grp", period)]
    return _covered(person, period) * np.floor(person("wage", period) * rate + 0.5)


def _jkm(person: Any, period: Any, parameters: Any) -> Any:
    return _covered(person, period) * np.floor(person("wage", period) * parameters(period).jkm + 0.5)


def _parameters(rates: Rates) -> dict[str, Any]:
    """Each rate from the month in which it changes."""
    jkk = {}
    for group, key in enumerate(GROUP_KEYS):
        ppm = [rates.jkk_ppm(group, month) for month in range(MONTHS)]
        since = [month for month in range(MONTHS) if month == 0 or ppm[month] != ppm[month - 1]]
        jkk[key] = {
            "values": {f"{month_text(month)}-01": {"value": ppm[month] / 1_000_000} for month in since}
        }
    return {"jkk": jkk, "jkm": {"values": {"2022-01-01": {"value": JKM_PPM / 1_000_000}}}}


def _unit(periods: Any, name: str) -> Any:
    return getattr(getattr(periods, "DateUnit", periods), name)
