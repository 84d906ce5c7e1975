"""Checking a claim, without a workspace, and saying in words what came out."""

from budget.claim import Judgement, judge, read_claim
from budget.claim.quantities import in_unit


def check_claim(text: str) -> Judgement:
    """Work out what a text claims; BadEntry with place and expectation where it is no claim."""
    return judge(read_claim(text))


def judgement_text(found: Judgement) -> str:
    """Lines for people: what comes out, what was said, the difference, and the verdict with its reasons."""
    claimed = found.statement.claimed
    lines = [f"Hitungan: {found.statement.computed} = {in_unit(found.computed, found.unit)}"]
    if claimed is not None:
        rounded = f" (dicetak sampai {claimed.printed_to})" if claimed.is_rounded else ""
        lines.append(f"Disebut:  {claimed}{rounded}")
    if found.difference:
        word = "kurang" if found.difference < 0 else "lebih"
        size = in_unit(abs(found.difference), found.unit)
        lines.append(f"Selisih:  {word} {size.replace(' %', ' poin persen')}")
    if found.holds is not None:
        lines.append(f"Putusan:  {_verdict(found)}")
    lines += [f"- {finding}" for finding in found.findings]
    return "\n".join(lines)


def _verdict(found: Judgement) -> str:
    claimed = found.statement.claimed
    if found.is_exact:
        return "benar"
    if claimed is None:
        return "tidak bulat"
    if found.is_right_as_rounded:
        rounding = f"benar bila dibulatkan sampai {claimed.printed_to}"
        return rounding if found.holds else f"{rounding}, tetapi uangnya kurang"
    if found.is_possible:
        return "tidak benar menurut angka yang tercetak; masih mungkin, sebab angka asalnya dibulatkan"
    return "tidak benar"
