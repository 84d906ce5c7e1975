"""What the official forms say beside the figures: four lists that share one name in their room."""

from collections.abc import Sequence
from typing import Any

from budget.plan.account_names import shipped_names
from budget.plan.forms import AccountName, Indicator, Official, OfficialRole, SubActivity, named
from budget.plan.forms_editing import measures
from budget.plan.forms_layout import (
    ACCOUNT_NAMES,
    INDICATOR_KIND,
    INDICATORS,
    OFFICIALS,
    ROLE,
    SUB_ACTIVITIES,
)
from tui.keymap import keyed
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, words
from tui.widgets.record_list import RecordList


class FormList(RecordList):
    # Short, so that the names of all lists fit on 80 columns; each heading says which of the four it is.
    title = "Formulir"

    def goes_along(self, record: Any) -> str:
        return named(record)


class SubActivityList(FormList):
    form = SUB_ACTIVITIES
    empty = "Belum ada sub kegiatan: kepala formulir RKA dan DPA. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return keyed("Sub kegiatan (1 dari 4): kepala formulir. {next_list} ke indikator.")

    def columns(self) -> Sequence[Column]:
        return (
            Column("Kode"),
            Column("Sub kegiatan", least=12, grows=True),
            Column("SKPD", least=8),
            Column("Indikator", right=True),
        )

    def records(self) -> Sequence[SubActivity]:
        return self.view.plan.sub_activities

    def row(self, record: SubActivity) -> Row:
        measured = self._measured(record)
        cells = (
            words(record.code),
            words(record.name),
            words(record.skpd),
            Cell(str(measured), measured),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        """The first sub-kegiatan of the allocations that has no header yet."""
        known = {(record.skpd.casefold(), record.code) for record in self.records()}
        for line in self.view.plan.allocations:
            if line.sub_activity and (line.skpd.casefold(), line.sub_activity) not in known:
                return {"skpd": line.skpd, "code": line.sub_activity, "unit": line.skpd}
        return {}

    def goes_along(self, record: Any) -> str:
        measured = self._measured(record)
        return f"{named(record)} dengan {measured} indikatornya" if measured else named(record)

    def _measured(self, record: SubActivity) -> int:
        return sum(measures(indicator, record) for indicator in self.view.plan.indicators)


class IndicatorList(FormList):
    form = INDICATORS
    empty = "Belum ada indikator. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return keyed("Indikator (2 dari 4): tolok ukur dan target. {next_list} ke nama rekening.")

    def columns(self) -> Sequence[Column]:
        return (
            Column("Sub kegiatan"),
            Column("Indikator"),
            Column("Tolok ukur", least=12, grows=True),
            Column("Target", least=8),
            Column("SKPD", least=6),
        )

    def records(self) -> Sequence[Indicator]:
        return self.view.plan.indicators

    def row(self, record: Indicator) -> Row:
        cells = (
            words(record.sub_activity),
            words(INDICATOR_KIND.text(record.kind)),
            words(record.measure),
            words(record.target),
            words(record.skpd),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        last = self.view.plan.indicators[-1:]
        if last:
            return {"skpd": last[0].skpd, "sub_activity": last[0].sub_activity}
        headers = self.view.plan.sub_activities
        return {"skpd": headers[0].skpd, "sub_activity": headers[0].code} if headers else {}


class AccountNameList(FormList):
    form = ACCOUNT_NAMES
    empty = "Belum ada nama sendiri; nama bawaan pagu dipakai. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return keyed("Nama rekening (3 dari 4): menggantikan nama bawaan. {next_list} ke pejabat.")

    def columns(self) -> Sequence[Column]:
        return (Column("Kode"), Column("Nama", least=16, grows=True), Column("Nama bawaan", least=10))

    def records(self) -> Sequence[AccountName]:
        return self.view.plan.account_names

    def row(self, record: AccountName) -> Row:
        shipped = shipped_names().get(record.code)
        instead_of = words(f"{shipped.name} ({shipped.status.label})", Tone.MUTED) if shipped else NOTHING
        return Row(record, (words(record.code), words(record.name), instead_of))

    def blank(self) -> dict[str, str]:
        """The first account of the allocations that has no name yet."""
        known = {record.code for record in self.records()} | shipped_names().keys()
        used = (line.account for line in self.view.plan.allocations)
        return {"code": next((code for code in used if code not in known), "")}


class OfficialList(FormList):
    form = OFFICIALS
    empty = "Belum ada pejabat yang menandatangani. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return "Pejabat (4 dari 4): yang menandatangani; anggota TAPD menurut urutannya."

    def columns(self) -> Sequence[Column]:
        return (
            Column("Peran"),
            Column("Nama", least=12, grows=True),
            Column("NIP"),
            Column("Jabatan", least=8),
            Column("SKPD", least=6),
        )

    def records(self) -> Sequence[Official]:
        return self.view.plan.officials

    def row(self, record: Official) -> Row:
        cells = (
            words(ROLE.text(record.role)),
            words(record.name),
            words(record.nip) if record.nip else NOTHING,
            words(record.position),
            words(record.skpd),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        """A head for each SKPD that is allotted money, a PPKD, and then the members of TAPD."""
        officials = self.view.plan.officials
        heads = {o.skpd.casefold() for o in officials if o.role is OfficialRole.HEAD}
        for line in self.view.plan.allocations:
            if line.skpd and line.skpd.casefold() not in heads:
                return {"role": ROLE.text(OfficialRole.HEAD), "skpd": line.skpd}
        has_treasurer = any(o.role is OfficialRole.TREASURER for o in officials)
        return {"role": ROLE.text(OfficialRole.TEAM if has_treasurer else OfficialRole.TREASURER)}


def form_lists() -> tuple[RecordList, ...]:
    return (
        SubActivityList("sub-activity-list"),
        IndicatorList("indicator-list"),
        AccountNameList("account-name-list"),
        OfficialList("official-list"),
    )
