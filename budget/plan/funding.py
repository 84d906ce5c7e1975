"""Where the money comes from: sources inside the APBD, and those that no council allots.

Names are the officer's; these are the usual ones.
"""

IN_APBD = ("PAD", "DAU", "DBH", "DBH CHT", "DBH sawit", "bankeu provinsi")
OUTSIDE_APBD = ("ADD", "APBDes", "Baznas", "CSR")
HINT = f"Dari APBD: {', '.join(IN_APBD)}. Di luar APBD: {', '.join(OUTSIDE_APBD)}."
_OUTSIDE = frozenset(name.casefold() for name in OUTSIDE_APBD)


def is_outside_apbd(source: str) -> bool:
    """Whether the source is known to lie outside the APBD: ``CSR`` and ``CSR PT Sawit`` both do."""
    words = source.casefold().replace("/", " ").split()
    return bool(words) and words[0] in _OUTSIDE
