"""What a list says nothing of, because it has no column for it: there the workspace knows better."""

from collections.abc import Mapping
from typing import NamedTuple

from budget.roster.member import Mark, Member, RosterField
from budget.roster.rules import Given

# What a row keeps of the one that it comes in the place of.
_KEPT = {
    RosterField.BIRTH_PLACE: "birth_place",
    RosterField.MOTHER: "mother",
    RosterField.PHONE: "phone",
    RosterField.ADDRESS: "address",
    RosterField.KPJ: "kpj",
    RosterField.BIRTH_DATE: "birth_date",
    RosterField.SEX: "sex",
}


class Known(NamedTuple):
    """The stored row that knows a person, and the fields of which the list says nothing."""

    row: int
    untold: frozenset[RosterField]


def untold(columns: Mapping[RosterField, int], given: Given) -> frozenset[RosterField]:
    """The fields of which a list with these columns says nothing, nor what was said of it as a whole."""
    told = set(columns)
    if RosterField.BIRTH in told:
        told |= {RosterField.BIRTH_PLACE, RosterField.BIRTH_DATE}
    said = {RosterField.KECAMATAN: given.kecamatan, RosterField.VILLAGE: given.village}
    told |= {field for field, value in said.items() if value}
    return frozenset(RosterField) - told


def with_known(member: Member, known: Member, fields: frozenset[RosterField]) -> Member:
    """The member of a list with these fields, and what marks say of them, as they are stored."""
    kept = {name: getattr(known, name) for field, name in _KEPT.items() if field in fields}
    marks = member.marks
    if RosterField.BIRTH_DATE in fields:
        marks = marks & ~Mark.BIRTH_FROM_NIK | known.marks & Mark.BIRTH_FROM_NIK
    if {RosterField.BIRTH_DATE, RosterField.SEX} & fields:
        marks |= known.marks & Mark.CONFIRMED
    return member._replace(**kept, marks=int(marks))
