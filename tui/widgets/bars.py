"""Bars of block characters, in whole numbers: what every chart and every cell with a bar draws with."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"


def cells_of(value: int, most: int, width: int) -> int:
    """How many of `width` cells a value spans where `most` spans all of them; what is not zero has one."""
    if value <= 0 or most <= 0:
        return 0
    return min(width, max(1, value * width // most))


def bar(value: int, most: int, width: int) -> str:
    """A bar that ends on an eighth of a cell; whatever is not zero is seen."""
    if value <= 0 or most <= 0:
        return ""
    full, rest = divmod(min(width * 8, max(1, value * width * 8 // most)), 8)
    return FULL * full + _EIGHTHS[rest].strip()


def signed_bar(value: int, most: int, half: int) -> str:
    """A bar right or left of a zero line, in half cells, `half` cells to either side."""
    halves = max(1, abs(value) * 2 * half // most) if value else 0
    full, rest = divmod(halves, 2)
    if value < 0:
        return f"{'▐' * rest + FULL * full:>{half}}│"
    return f"{'':>{half}}│{FULL * full}{'▌' * rest}"
