"""The results as Markdown."""

from typing import Any

from roster17.field import ENTRIES

STEPS = {"import": "import", "load": "load", "calculate": "calculate", "change": "one rate change"}
Result = dict[str, Any]


def markdown(results: list[Result]) -> str:
    """One table of times and one of errors for each number of people."""
    sizes = dict.fromkeys(result["people"] for result in results)
    return "\n\n".join(_of_size(people, [r for r in results if r["people"] == people]) for people in sizes)


def _of_size(people: int, results: list[Result]) -> str:
    head = [*STEPS.values(), "1.000 what-ifs", "MiB import", "MiB after"]
    lines = [f"### {dotted(people)} people", "", f"| | {' | '.join(head)} |", "|---|" + "--:|" * len(head)]
    notes: dict[str, int] = {}
    for result in results:
        steps = result["steps"]
        row = [_cell(steps.get(step), notes) for step in (*STEPS, "what_ifs")]
        row += [_peak(steps, ("import",)), _peak(steps, ("load", "calculate", "change", "what_ifs"))]
        lines.append(f"| {ENTRIES[result['name']].title} | {' | '.join(row)} |")
    lines += ["", *(f"{number}. {note}" for note, number in notes.items())]
    return "\n".join([*lines, "", _errors(results)]).rstrip()


def _errors(results: list[Result]) -> str:
    head = "| error in rupiah | worst cell | total | worst month as the package sums | total as it sums |"
    lines = [head, "|---|--:|--:|--:|--:|"]
    names = "worst_cell", "in_total", "worst_own_sum", "in_own_total"
    for result in results:
        found = result["steps"].get("calculate", {})
        if not result["exact"] and "worst_cell" in found:
            values = [dotted(found[name]) if name in found else "–" for name in names]
            lines.append(f"| {ENTRIES[result['name']].title} | {' | '.join(values)} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def _cell(step: Result | None, notes: dict[str, int]) -> str:
    if step is None:
        return "–"
    if "seconds" not in step:
        return f"– ({notes.setdefault(step['reason'], len(notes) + 1)})"
    estimated = step["step"] == "what_ifs" and step["rounds"] < 1_000
    return f"{'≈ ' if estimated else ''}{duration(step['seconds'])}"


def _peak(steps: dict[str, Result], names: tuple[str, ...]) -> str:
    peaks = [steps[name]["peak_mib"] for name in names if "peak_mib" in steps.get(name, {})]
    return dotted(max(peaks)) if peaks else "–"


def duration(seconds: float) -> str:
    """Three digits, and no number so large that it needs a dot between thousands."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 120 else f"{seconds / 60:.3g} min"


def dotted(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")
