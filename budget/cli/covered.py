"""Coverage, targets and the way to them in words and as JSON."""

from typing import TYPE_CHECKING

from budget.cli import output
from budget.money import format_number, format_percent, format_rupiah
from budget.plan.coverage import KIND_LABELS, CoverageTarget
from budget.plan.coverage_check import format_share
from budget.plan.growth import PATH_LABELS

if TYPE_CHECKING:
    from budget.engine.coverage import CoverageRow, Share, TargetPath
    from budget.services.coverage import CoverageView, TargetOutlook


def view_json(found: "CoverageView", way: "TargetPath | None") -> output.Json:
    return {
        "rows": [_row_json(row) for row in found.rows],
        "targets": [_outlook_json(outlook) for outlook in found.targets],
        "path": _path_json(way) if way else None,
        "warnings": output.warnings_json(found.problems),
    }


def _row_json(row: "CoverageRow") -> output.Json:
    figure = row.figure
    claimed = figure.claimed
    return {
        "period": str(figure.period),
        "kecamatan": figure.kecamatan or None,
        "kind": figure.kind.value,
        "people": row.people,
        "worked_out": row.worked_out,
        "source": figure.source,
        "claimed": {"ppm": claimed.ppm, "of": claimed.of.value} if claimed else None,
        "shares": [_share_json(share) for share in row.shares],
        "planned": row.planned,
        "planned_month": str(row.planned_month) if row.planned_month else None,
    }


def _share_json(share: "Share") -> output.Json:
    return {
        "of": share.of.value,
        "period": str(share.period),
        "denominator": share.whole,
        "ppm": share.ppm,
    }


def _target_json(target: CoverageTarget) -> output.Json:
    return {
        "ppm": target.share_ppm,
        "of": target.of.value,
        "at": str(target.month),
        "from": str(target.first),
        "path": target.path.value,
        "source": target.source,
    }


def _outlook_json(outlook: "TargetOutlook") -> output.Json:
    way = outlook.way
    return {
        **_target_json(outlook.target),
        "joiners": way.joiners if way else None,
        "total": way.total if way else None,
        "reason": outlook.reason or None,
    }


def _path_json(way: "TargetPath") -> output.Json:
    return {
        "target": _target_json(way.target),
        "denominator": {"period": str(way.start.period), "people": way.start.whole},
        "start": {"period": str(way.start_period), "people": way.start.people, "ppm": way.start.ppm},
        "needed": way.needed,
        "joiners": way.joiners,
        "person_months": way.person_months,
        "by_month": [
            {
                "month": str(month.month),
                "joiners": month.joiners,
                "heads": month.members,
                "rate": month.price,
                "cost": month.cost,
            }
            for month in way.months
        ],
        "total": way.total,
        "sources": [f"{reference.source} ({reference.status.label})" for reference in way.references],
    }


def view_text(found: "CoverageView") -> str:
    if not found.rows:
        return "Belum ada angka cakupan. Catat dengan pagu coverage set, atau pagu import coverage."
    headings = ["Tahun", "Kecamatan", "Jenis", "Orang", "Cakupan", "Menurut sumber", "Sumber"]
    return output.table(headings, [_line(row) for row in found.rows], (3,))


def _line(row: "CoverageRow") -> list[str]:
    figure = row.figure
    claimed = figure.claimed
    people = "–" if row.people is None else f"{'± ' * row.worked_out}{format_number(row.people)}"
    shares = "; ".join(share.label for share in row.shares)
    if row.planned is not None and row.planned_month is not None:
        planned = f"rencana {row.planned_month.label}: {format_number(row.planned)} orang"
        shares = "; ".join(part for part in (shares, planned) if part)
    said = f"{format_percent(claimed.ppm)} dari {KIND_LABELS[claimed.of]}" if claimed else "–"
    place = figure.kecamatan or "–"
    return [
        str(figure.period), place, KIND_LABELS[figure.kind], people, shares or "–", said, figure.source or "–"
    ]  # fmt: skip


def targets_text(outlooks: "tuple[TargetOutlook, ...]") -> str:
    rows = [
        [
            outlook.target.month.label,
            f"{format_percent(outlook.target.share_ppm)} dari {KIND_LABELS[outlook.target.of]}",
            format_number(outlook.way.joiners) if outlook.way else "–",
            format_number(outlook.way.total) if outlook.way else "–",
            outlook.reason or f"{PATH_LABELS[outlook.target.path]} mulai {outlook.target.first.label}",
        ]
        for outlook in outlooks
    ]
    return output.table(["Sasaran", "Cakupan", "Orang lagi", "Biaya (Rp)", "Jalan"], rows, (2, 3))


def path_text(way: "TargetPath") -> str:
    target, start = way.target, way.start
    rows = [
        [
            month.month.label,
            *(format_number(n) for n in (month.joiners, month.members, month.price, month.cost)),
        ]
        for month in way.months
    ]
    headings = ["Bulan", "Masuk", "Orang", "Iuran (Rp)", "Biaya (Rp)"]
    whole = f"{format_number(start.whole)} {KIND_LABELS[start.of]} ({start.period})"
    have = f"{format_number(start.people)} peserta aktif ({way.start_period})"
    lines = [
        f"Sasaran {format_percent(target.share_ppm)} dari {whole} pada {target.month.label}: "
        f"{format_number(way.needed)} peserta.",
        f"Kini {format_share(start.people, start.whole)}: {have}. Perlu {format_number(way.joiners)} orang "
        f"lagi, {PATH_LABELS[target.path]}.",
        "",
        output.table(headings, rows, range(1, 5)),
        "",
        f"Jumlah: {format_rupiah(way.total)} untuk {format_number(way.person_months)} orang-bulan.",
    ]
    return "\n".join(lines)
