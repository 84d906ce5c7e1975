"""Codes of the budget: region, account, sub-kegiatan, NIP. Only their shape is checked.

The reference lists change by decree (Kepmendagri 900.1.15.5-1317/2023 and its successors), so a code
that pagu has never seen may be right.
"""

import re

REGION_SHAPE = "32.04"
ACCOUNT_SHAPE = "5.1.02.02.02.0006"
SUB_ACTIVITY_SHAPE = "2.07.05.2.02.0005"
NIP_SHAPE = "19720103 199503 1 001"

_REGION = re.compile(r"\d{2}\.\d{2}", re.ASCII)
# Of any level: akun, kelompok, jenis, objek, rincian objek, sub rincian objek.
_ACCOUNT = re.compile(r"\d(?:\.\d(?:\.\d{1,2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?)?)?", re.ASCII)
_LEVELS = 6
_SUB_ACTIVITY = re.compile(r"\d\.\d{2}\.\d{2}\.\d\.\d{2}\.(?:\d{4}|\d{2})", re.ASCII)
# Day of birth, month of appointment, sex, and a running number.
_NIP = re.compile(r"(\d{8})\s*(\d{6})\s*(\d)\s*(\d{3})", re.ASCII)


def is_region(code: str) -> bool:
    return _REGION.fullmatch(code) is not None


def is_account(code: str) -> bool:
    """Whether money can be allotted to it: a sub rincian objek."""
    return is_account_of_any_level(code) and len(code.split(".")) == _LEVELS


def is_account_of_any_level(code: str) -> bool:
    return normalise_account(code) == code and _ACCOUNT.fullmatch(code) is not None


def is_sub_activity(code: str) -> bool:
    return _SUB_ACTIVITY.fullmatch(code) is not None


def is_nip(nip: str) -> bool:
    return normalise_nip(nip) == nip and _NIP.fullmatch(nip) is not None


def normalise_account(code: str) -> str:
    """``5.1.2.02.02.0006``, as one public list prints it, becomes ``5.1.02.02.02.0006``."""
    code = code.strip()
    if _ACCOUNT.fullmatch(code) is None:
        return code
    return ".".join(part.zfill(2) if place == 2 else part for place, part in enumerate(code.split(".")))


def normalise_nip(nip: str) -> str:
    """``197201031995031001`` becomes ``19720103 199503 1 001``, as it is written under a signature."""
    found = _NIP.fullmatch(nip.strip())
    return nip.strip() if found is None else " ".join(found.groups())
