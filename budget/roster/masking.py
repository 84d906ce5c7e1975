"""Personal data as screens and files may show it.

UU 27/2022 on personal data: NIK, mother's name and telephone can be used in somebody's name, so they are
masked everywhere but in the files that enrol people, and in those for a reason that the journal keeps.
Names, groups and villages stay readable: they are the officer's own list. So do birth date and address on
the screens where somebody decides whether two rows are one person.
"""

_HIDDEN = "•"
_MASK = _HIDDEN * 5
_PHONE_DIGITS_SHOWN = 3
_LEAST_PHONE_DIGITS = 8


def masked_nik(nik: int) -> str:
    """``3204••••••••0012``: the regency, which nearly all in a list share, and the serial number.

    Kecamatan, birth date and sex are hidden. With the name beside it the serial number tells rows apart; on
    its own it fits thousands of people, as it counts anew for every birth date in every kecamatan.
    """
    digits = f"{nik:016d}"
    return f"{digits[:4]}{_HIDDEN * 8}{digits[-4:]}"


def masked_nik_beside_birth_date(nik: int) -> str:
    """``3204••••••••••••``: with birth date, sex and kecamatan in sight a serial number would complete it."""
    return f"{nik // 10**12:04d}{_HIDDEN * 12}"


def masked_phone(phone: str) -> str:
    """The last three digits, to find a number again in a list at hand; nothing of a very short one."""
    digits = "".join(filter(str.isdecimal, phone))
    if len(digits) < _LEAST_PHONE_DIGITS:
        return _MASK if phone else ""
    return _MASK + digits[-_PHONE_DIGITS_SHOWN:]


def masked_mother(name: str) -> str:
    """Whether there is one: banks ask for it as a password, so not even its initial or length is shown."""
    return _MASK if name else ""
