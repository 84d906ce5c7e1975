"""What is wrong with what the official forms say beside the figures.

A form that is only incomplete is warned of: its figures are right, and it can be written. Members of TAPD may
be several; of any other role one may sign.
"""

from collections.abc import Iterator

from budget.errors import Problem, error, warning
from budget.plan import codes
from budget.plan.forms import Indicator, IndicatorKind, Official, OfficialRole
from budget.plan.places import Locate
from budget.plan.records import Plan


def form_problems(plan: Plan, where: Locate) -> Iterator[Problem]:
    yield from _sub_activities(plan, where)
    yield from _indicators(plan, where)
    yield from _account_names(plan, where)
    yield from _officials(plan, where)


def _sub_activities(plan: Plan, where: Locate) -> Iterator[Problem]:
    allotted = {(line.skpd.casefold(), line.sub_activity) for line in plan.allocations}
    seen: set[tuple[str, str]] = set()
    for record in plan.sub_activities:
        key = record.skpd.casefold(), record.code
        yield from _sub_activity_code(record, "code", record.code, where)
        if key in seen:
            message = "Sub kegiatan SKPD ini sudah tertulis. Hapus salah satunya."
            yield error("sub_kegiatan_ganda", where(record, "code"), message)
        elif allotted and key not in allotted:
            message = "Tidak ada baris pagu dengan SKPD dan sub kegiatan ini: formulirnya kosong."
            yield warning("sub_kegiatan_tanpa_pagu", where(record, "code"), message)
        seen.add(key)
        if not record.name.strip():
            message = "Nama sub kegiatan kosong: formulir hanya memuat kodenya."
            yield warning("sub_kegiatan_tanpa_nama", where(record, "name"), message)
        for field, rupiah in (("before", record.before), ("after", record.after)):
            if rupiah is not None and rupiah < 0:
                yield error("pagu_negatif", where(record, field), "Alokasi tidak boleh kurang dari nol.")


def _indicators(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = {(record.skpd.casefold(), record.code) for record in plan.sub_activities}
    seen: set[tuple[str, str, IndicatorKind, str]] = set()
    for record in plan.indicators:
        yield from _sub_activity_code(record, "sub_activity", record.sub_activity, where)
        if (record.skpd.casefold(), record.sub_activity) not in known:
            message = (
                "Tidak ada sub kegiatan seperti itu, sehingga tidak dipakai. Perbaiki, "
                "atau tambahkan sub kegiatannya."
            )
            yield warning("indikator_tanpa_sub_kegiatan", where(record, "sub_activity"), message)
        key = _measured(record)
        if key in seen:
            message = f"Tolok ukur “{record.measure}” sudah tertulis. Hapus salah satunya."
            yield error("indikator_ganda", where(record, "measure"), message)
        seen.add(key)
        if not record.measure.strip():
            yield error("nama_kosong", where(record, "measure"), "Isi tolok ukurnya.")
        if not record.target.strip():
            yield warning("indikator_tanpa_target", where(record, "target"), "Target kinerja kosong.")


def _measured(record: Indicator) -> tuple[str, str, IndicatorKind, str]:
    return record.skpd.casefold(), record.sub_activity, record.kind, record.measure.casefold()


def _sub_activity_code(record: object, field: str, code: str, where: Locate) -> Iterator[Problem]:
    if not codes.is_sub_activity(code):
        message = f"Kode sub kegiatan “{code}” harus berbentuk seperti {codes.SUB_ACTIVITY_SHAPE}."
        yield error("kode_sub_kegiatan", where(record, field), message)


def _account_names(plan: Plan, where: Locate) -> Iterator[Problem]:
    seen: set[str] = set()
    for record in plan.account_names:
        if not codes.is_account_of_any_level(record.code):
            message = (
                f"Kode rekening “{record.code}” harus berbentuk seperti {codes.ACCOUNT_SHAPE} atau awalnya."
            )
            yield error("kode_rekening", where(record, "code"), message)
        if record.code in seen:
            message = f"Rekening {record.code} sudah punya nama. Hapus salah satunya."
            yield error("rekening_ganda", where(record, "code"), message)
        seen.add(record.code)
        if not record.name.strip():
            yield error("nama_kosong", where(record, "name"), "Isi nama rekening.")


def _officials(plan: Plan, where: Locate) -> Iterator[Problem]:
    signing: set[tuple[OfficialRole, str, str]] = set()
    named: dict[str, str] = {}
    for record in plan.officials:
        yield from _official(record, where)
        signs = _signs(record)
        if signs in signing:
            yield error("pejabat_ganda", where(record, "name"), _TWICE[record.role])
        signing.add(signs)
        first = named.setdefault(record.nip, record.name)
        if record.nip and first.casefold() != record.name.casefold():
            message = f"NIP ini sudah dipakai {first}. Periksa keduanya."
            yield warning("nip_kembar", where(record, "nip"), message)


_TWICE = {
    OfficialRole.HEAD: "SKPD ini sudah punya kepala. Hapus salah satunya.",
    OfficialRole.TREASURER: "PPKD hanya satu. Hapus salah satunya.",
    OfficialRole.TEAM: "Anggota TAPD ini sudah tertulis. Hapus salah satunya.",
}


def _signs(record: Official) -> tuple[OfficialRole, str, str]:
    """What may stand once only: a head for an SKPD, a PPKD, each member of TAPD."""
    match record.role:
        case OfficialRole.HEAD:
            return record.role, record.skpd.casefold(), ""
        case OfficialRole.TREASURER:
            return record.role, "", ""
        case OfficialRole.TEAM:
            return record.role, record.name.casefold(), record.nip


def _official(record: Official, where: Locate) -> Iterator[Problem]:
    if not record.name.strip():
        yield error("nama_kosong", where(record, "name"), "Isi nama pejabat.")
    if not record.nip:
        message = "NIP kosong: di bawah tanda tangan tidak ada NIP."
        yield warning("pejabat_tanpa_nip", where(record, "nip"), message)
    elif not codes.is_nip(record.nip):
        message = f"“{record.nip}” bukan NIP. Tulis 18 angka, misalnya {codes.NIP_SHAPE}."
        yield error("nip", where(record, "nip"), message)
    heads = record.role is OfficialRole.HEAD
    if heads and not record.skpd:
        message = "Sebut SKPD yang dikepalai, seperti pada lembar Pagu."
        yield warning("pejabat_tanpa_skpd", where(record, "skpd"), message)
    if not heads and record.skpd:
        message = "PPKD dan TAPD menandatangani untuk seluruh daerah. Kosongkan SKPD."
        yield warning("pejabat_seluruh_daerah", where(record, "skpd"), message)
