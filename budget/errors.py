"""Problems found in data, and the exceptions for what cannot continue.

A problem is a value: an importer or a check collects all of them and shows them together.
An exception means that the work at hand stops:

    PaguError
    ├── NotMoney        a text is no amount of rupiah, or an ambiguous one
    ├── NotMonth        a text is no month
    ├── BadEntry        a text or cell does not fit the field it stands in
    ├── LawGap          the law holds no value for that month
    ├── PlanError       the plan cannot be costed or stored; carries its problems
    ├── LimitExceeded   a total that no 64-bit integer holds
    ├── FileError       a file is missing, of another kind, or cannot be written
    │   └── NotAllowed  a server refuses what the user's role may not do
    ├── NotFound        a named thing (scenario, group, journal entry) does not exist
    ├── Conflict        the data changed since it was read
    │   └── Sealed      a sealed month would change, and no reason is given
    ├── Cancelled       the user stopped the work
    └── Fault           the program itself is wrong; a note of where stands in its log

Messages are Indonesian: they are shown as they stand.
"""

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what is wrong, where it stands, and how to cure it.

    `where` is a place the user can go to: ``Tarif!C5``, or a group and a field.
    """

    code: str
    severity: Severity
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def error(code: str, where: str, message: str) -> Problem:
    return Problem(code, Severity.ERROR, where, message)


def warning(code: str, where: str, message: str) -> Problem:
    return Problem(code, Severity.WARNING, where, message)


def information(code: str, where: str, message: str) -> Problem:
    return Problem(code, Severity.INFO, where, message)


_REASONS = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.ENOENT: "folder atau berkas tidak ada",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENOSPC: "disk penuh",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.EADDRINUSE: "sedang dipakai program lain",
    errno.ENAMETOOLONG: "nama terlalu panjang",
}


def reason(problem: OSError) -> str:
    """Why the system refused, in words; its own words where these are lacking."""
    return _REASONS.get(problem.errno or 0, problem.strerror or str(problem))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that forbid going on."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


class PaguError(Exception):
    """Something that the user has to be told before the work can go on."""

    code = "kesalahan"

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (error(self.code, "", str(self)),)


class NotMoney(PaguError):
    code = "bukan_uang"


class NotMonth(PaguError):
    code = "bukan_bulan"


class BadEntry(PaguError):
    """What stands in a field cannot be used; `field` is its key, where the reader does not know it."""

    code = "isian"

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class LawGap(PaguError):
    code = "hukum_kosong"


class LimitExceeded(PaguError):
    code = "melampaui_batas"


class FileError(PaguError):
    code = "berkas"


class NotAllowed(FileError):
    code = "tanpa_hak"


class NotFound(PaguError):
    code = "tidak_ada"


class Conflict(PaguError):
    code = "bentrok"


class Sealed(Conflict):
    code = "bulan_tersegel"


class Cancelled(PaguError):
    code = "dibatalkan"


class Fault(PaguError):
    code = "kesalahan_program"


class PlanError(PaguError):
    """The plan has errors; `problems` holds every one of them."""

    code = "rencana"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self._problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self._problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._problems
