"""What stands around the figures of a form: whose it is, what for, and who signs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from budget.engine.form_lines import Place
from budget.errors import Problem, warning
from budget.plan import Plan
from budget.plan.forms import Indicator, IndicatorKind, Official, OfficialRole, SubActivity
from budget.workbook.forms.layouts import INDICATORS, TEAM
from budget.workbook.forms.tree import BLANK
from budget.workbook.forms.values import FormRow, Value

_EMPTY_TEAM_ROWS = 3
_KIND_NAMES = {
    IndicatorKind.OUTCOME: "Capaian Program",
    IndicatorKind.INPUT: "Masukan",
    IndicatorKind.OUTPUT: "Keluaran",
    IndicatorKind.RESULT: "Hasil",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """The plan that a form is of, its fiscal year, and the report's id for its footer."""

    plan: Plan
    fiscal_year: int
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Single values and rows by name, with what of them is not known: it stands as dots in the form."""

    values: Mapping[str, Value]
    tables: Mapping[str, tuple[FormRow, ...]]
    problems: tuple[Problem, ...]


def heading(issue: Issue, place: Place, role: OfficialRole = OfficialRole.HEAD) -> Heading:
    """The head of the form of a place, signed by its chief or the treasurer."""
    record = sub_activity(issue.plan, place)
    problems: list[Problem] = []
    values = {**titles(issue, place.skpd), **_header(place, record, problems)}
    values |= signature(issue.plan, place.skpd, role, problems)
    tables = {
        INDICATORS: tuple(_indicators(issue.plan, place, problems)),
        TEAM: tuple(_team(issue.plan, problems)),
    }
    return Heading(values, tables, tuple(problems))


def titles(issue: Issue, skpd: str) -> dict[str, Value]:
    year = issue.fiscal_year
    return {
        "pemda": issue.plan.region.name,
        "tahun": str(year),
        "tahun_lalu": str(year - 1),
        "tahun_depan": str(year + 1),
        "skpd": skpd or BLANK,
        "tahap": _stage(issue),
        "laporan": issue.report_id or "–",
    }


def _stage(issue: Issue) -> str:
    return next(
        (line.stage.label for line in issue.plan.allotted if line.fiscal_year == issue.fiscal_year), ""
    )


def sub_activity(plan: Plan, place: Place) -> SubActivity | None:
    """The record of a place, whatever the capitals of its SKPD."""
    return next((s for s in plan.sub_activities if (s.skpd.casefold(), s.code) == place.key), None)


def sub_activity_name(plan: Plan, place: Place) -> str:
    record = sub_activity(plan, place)
    return f"{place.sub_activity} {record.name if record else ''}".strip() or BLANK


def _header(place: Place, record: SubActivity | None, problems: list[Problem]) -> dict[str, Value]:
    found = record or SubActivity(place.skpd, place.sub_activity)
    texts = {
        "urusan": found.affair,
        "bidang": found.field_of_affairs,
        "organisasi": found.unit or place.skpd,
        "sub_organisasi": found.sub_unit,
        "program": found.programme,
        "kegiatan": found.activity,
        "sub_kegiatan": f"{place.sub_activity} {found.name}".strip(),
        "spm": found.minimum_service,
        "jenis_layanan": found.service_kind,
        "lokasi": found.location,
        "waktu": found.carried_out,
        "sasaran": found.target_group,
    }
    # SPM and its service are empty for most; what else is empty, somebody has to fill in.
    optional = {"spm", "jenis_layanan", "sub_organisasi"}
    if record is None or [name for name, text in texts.items() if not text and name not in optional]:
        where = f"Sub Kegiatan {place.sub_activity or '(tanpa kode)'} {place.skpd}".strip()
        message = "Kepala formulir belum lengkap; yang kosong bertitik-titik. Lengkapi di Sub Kegiatan."
        problems.append(warning("kepala_formulir_kosong", where, message))
    return {name: text or ("-" if name in optional else BLANK) for name, text in texts.items()}


def signature(plan: Plan, skpd: str, role: OfficialRole, problems: list[Problem]) -> dict[str, Value]:
    """Who signs; dots and a warning where nobody is known, or the NIP is not."""
    official = next(iter(_officials(plan, role, skpd)), None)
    name, prefix, title = (
        ("PPKD", "ppkd", "Pejabat Pengelola Keuangan Daerah")
        if role is OfficialRole.TREASURER
        else (f"Kepala {skpd or 'SKPD'}", "kepala", f"Kepala {skpd}" if skpd else "Kepala SKPD")
    )
    if official is None or not official.nip:
        what = "Nama dan NIP" if official is None else f"NIP {official.name}"
        message = f"{what} penanda tangan belum diisi; di formulir bertitik-titik. Isi di Pejabat."
        problems.append(warning("penanda_tangan_kosong", name, message))
    found = official or Official(role, "")
    return {
        f"{prefix}_jabatan": found.position or title,
        f"{prefix}_nama": found.name or BLANK,
        f"{prefix}_pangkat": found.rank or BLANK,
        f"{prefix}_nip": found.nip or BLANK,
    }


def _officials(plan: Plan, role: OfficialRole, skpd: str) -> Iterator[Official]:
    """Those of the SKPD before those of the whole regency."""
    found = [official for official in plan.officials if official.role is role]
    for wanted in dict.fromkeys((skpd.casefold(), "")):
        yield from (official for official in found if official.skpd.casefold() == wanted)


def _indicators(plan: Plan, place: Place, problems: list[Problem]) -> Iterator[FormRow]:
    """At least one row for each kind, in their order."""
    own = [i for i in plan.indicators if (i.skpd.casefold(), i.sub_activity) == place.key]
    if not own:
        message = (
            "Indikator dan tolok ukur kinerja belum diisi; di formulir bertitik-titik. Isi di Indikator."
        )
        problems.append(warning("indikator_kosong", place.skpd or "Tanpa SKPD", message))
    for kind in IndicatorKind:
        blank = Indicator(place.skpd, place.sub_activity, kind, BLANK, BLANK)
        for number, found in enumerate([i for i in own if i.kind is kind] or [blank]):
            label = "" if number else _KIND_NAMES[kind]
            texts = {"indikator": label, "tolok_ukur": found.measure, "target": found.target}
            yield FormRow("baris_indikator", texts)


def _team(plan: Plan, problems: list[Problem]) -> Iterator[FormRow]:
    members: Iterable[Official] = [o for o in plan.officials if o.role is OfficialRole.TEAM]
    if not members:
        message = "Anggota belum diisi; di formulir bertitik-titik. Isi di Pejabat."
        problems.append(warning("tapd_kosong", "Tim Anggaran Pemerintah Daerah", message))
        members = [Official(OfficialRole.TEAM, BLANK, BLANK, position=BLANK)] * _EMPTY_TEAM_ROWS
    for number, found in enumerate(members, start=1):
        texts = {
            "no": str(number),
            "nama": found.name,
            "nip": found.nip or BLANK,
            "jabatan": found.position or BLANK,
        }
        yield FormRow("baris_tapd", texts)
