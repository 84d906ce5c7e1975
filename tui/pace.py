"""How quick long work is and how long it still takes, in words."""

from budget.money import format_number


def pace(done: int, total: int, seconds: float, unit: str) -> list[str]:
    """``12.000 dari 100.000 baris``, ``40.000 baris/detik``, ``sisa 3 detik``; the last two once known."""
    parts = [f"{format_number(done)} dari {format_number(total)} {unit}".rstrip()]
    rate = int(done / seconds) if seconds > 0 else 0
    if rate:
        minutes, rest = divmod((total - done) // rate, 60)
        parts.append(f"{format_number(rate)} {unit}/detik".replace(" /", "/"))
        parts.append(f"sisa {f'{minutes} menit ' if minutes else ''}{rest} detik")
    return parts
