"""All checks by name, in the order in which they run, and running them."""

from collections.abc import Callable, Iterator, Sequence

from budget.errors import Cancelled, NotAllowed, PaguError
from budget.plan import Assertion
from budget.services.checking import of_assertions, of_file, of_keeping, of_plan
from budget.services.checking.findings import Check, CheckResult, Looked, Outcome, at, result_of
from budget.services.checking.ground import Ground, Untried
from budget.services.spots import Spot
from budget.services.workspace import Workspace, transaction

_BACKUP = "Salin berkas ini ke tempat lain, lalu buka cadangan terakhir yang utuh."

CHECKS = (
    Check("file", "Berkas utuh", Spot.FILE, _BACKUP, of_file.pages),
    Check("references", "Rujukan antarbaris", Spot.FILE, _BACKUP, of_file.references),
    Check("orphans", "Baris yatim", Spot.FILE, _BACKUP, of_file.orphans),
    Check("plan", "Rencana sah", Spot.GROUPS, "Perbaiki isian yang disebut.", of_plan.records),
    Check("law", "Dasar hukum", Spot.LAW, "Pastikan nilainya, atau tulis nilai daerah dengan dasarnya.",
          of_plan.law),
    Check("allocations", "Pagu per rekening", Spot.MONEY, "Tambah pagu, geser, atau kurangi biayanya.",
          of_plan.allocations),
    Check("assertions", "Patokan biaya", Spot.ASSERTIONS,
          "Samakan rencana dengan dokumennya, atau perbaiki patokannya.", of_assertions.assertions),
    Check("double", "Tidak dihitung ganda", Spot.GROUPS, "Hapus atau akhiri salah satunya.",
          of_plan.counted_once),
    Check("one-person", "Satu orang satu iuran", Spot.PEOPLE, "Akhiri salah satu baris orang itu.",
          of_file.paid_once),
    Check("twins", "Orang yang mirip", Spot.TWINS, "Putuskan: satu orang atau dua orang.", of_file.twins),
    Check("head-counts", "Hitungan orang", Spot.FILE, _BACKUP, of_file.head_counts),
    Check("sums", "Jumlah sama", Spot.FRAME, "Laporkan sebagai kesalahan pagu, dengan berkas ini.",
          of_plan.sums),
    Check("scenarios", "Skenario", Spot.SCENARIOS, "Ubah atau hapus andaian yang disebut.",
          of_plan.scenarios),
    Check("versions", "Sidik jari versi", Spot.VERSIONS, _BACKUP, of_keeping.versions),
    Check("history", "Rantai riwayat", Spot.HISTORY, _BACKUP, of_keeping.history),
    Check("as-recorded", "Isi sesuai riwayat", Spot.FILE, _BACKUP, of_keeping.as_recorded),
    Check("people-as-recorded", "Sidik jari orang", Spot.FILE, _BACKUP, of_keeping.people_as_recorded),
    Check("seals", "Segel bulan", Spot.SEALS, "Urungkan perubahannya, atau buka cadangan terakhir.",
          of_keeping.seals),
    Check("book", "Buku realisasi", Spot.REALISATION, "Tulis baris koreksi dengan alasannya.",
          of_keeping.book),
    Check("coverage", "Angka cakupan", Spot.COVERAGE, "Perbaiki angka yang bertentangan.",
          of_keeping.coverage),
    Check("cautions", "Catatan rencana", Spot.GROUPS, "Pastikan yang disebut memang dimaksud.",
          of_plan.cautions),
)  # fmt: skip


def never() -> bool:
    """For callers that do not stop."""
    return False


def run_checks(
    workspace: Workspace,
    stop: Callable[[], bool] = never,
    checks: Sequence[Check] = CHECKS,
    asserted: tuple[Assertion, ...] = (),
) -> Iterator[CheckResult]:
    """Run one check after the other; each result as soon as it is there. Nothing is written.

    `asserted` are checked beside the assertions of the plan.

    Cancelled soon after `stop` says so, FileError where the workspace cannot be opened at all. What else a
    check cannot get at fails it; it never ends the others.
    """
    with transaction(workspace, writes=False):
        pass
    ground = Ground(workspace, stop, asserted)
    for check in checks:
        found = _result(check, ground)
        if stop():
            raise Cancelled("Pemeriksaan dihentikan.")
        yield found


def _result(check: Check, ground: Ground) -> CheckResult:
    try:
        return result_of(check, check.run(ground))
    except Untried as reason:
        return CheckResult(check, Outcome.UNTRIED, str(reason))
    except NotAllowed as reason:
        return CheckResult(check, Outcome.UNTRIED, f"Tidak diperiksa. {reason}")
    except PaguError as reason:
        return result_of(check, Looked("", at(check.spot, reason.problems)))
