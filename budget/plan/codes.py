"""Codes of the budget: region, account, sub-kegiatan. Only their shape is checked.

The reference lists change by decree (Kepmendagri 900.1.15.5-1317/2023 and its successors), so a code
that pagu has never seen may be right.
"""

import re

REGION_SHAPE = "32.04"
ACCOUNT_SHAPE = "5.1.02.02.02.0006"
SUB_ACTIVITY_SHAPE = "2.07.05.2.02.0005"

_REGION = re.compile(r"\d{2}\.\d{2}")
_ACCOUNT = re.compile(r"(\d)\.(\d)\.(\d{1,2})\.(\d{2})\.(\d{2})\.(\d{4})")
_SUB_ACTIVITY = re.compile(r"\d\.\d{2}\.\d{2}\.\d\.\d{2}\.(?:\d{4}|\d{2})")


def is_region(code: str) -> bool:
    return _REGION.fullmatch(code) is not None


def is_account(code: str) -> bool:
    return normalise_account(code) == code and _ACCOUNT.fullmatch(code) is not None


def is_sub_activity(code: str) -> bool:
    return _SUB_ACTIVITY.fullmatch(code) is not None


def normalise_account(code: str) -> str:
    """``5.1.2.02.02.0006``, as one public list prints it, becomes ``5.1.02.02.02.0006``."""
    found = _ACCOUNT.fullmatch(code.strip())
    if found is None:
        return code.strip()
    account, group, kind, *rest = found.groups()
    return ".".join([account, group, kind.zfill(2), *rest])
