"""Text from users is data: whatever it holds, it is shown as it was typed and nothing breaks."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from farmers_paid import allotted, billed, paid_on, plan_of

from budget.period import Month
from budget.plan import Assumption, AssumptionKind, MinimumWage
from budget.plan.payments import Benefit, BenefitKind, FunnelCount, Step
from budget.services import editing
from budget.services.booking import book_row
from budget.services.workspace import Workspace, create_with, read_plan
from tui.text import plain, tsv_cell
from tui.widgets.cells import Cell, words

HOSTILE = ["[#] Belanja [/] x [Non ASN] [@click=app.quit]x[/]", "=1+1 🧕🏽 日本 " + "x" * 300]
# Escape sequences, a bell, a line end, a turned direction, and markup.
UNSEEN = "A\x1b[2J\x1b]0;x\x07\n\u202eB[red]"


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "formula and width"])
async def test_hostile_text_passes_through_every_screen(open_desk, workspace, text):
    plan = read_plan(workspace)
    group, line = plan.groups[0], plan.allocations[0]
    renamed = replace(group, name=text, skpd=text, legal_basis=text)
    edited = replace(
        plan,
        groups=(renamed, *plan.groups[1:]),
        tariffs=tuple(
            replace(t, group=text, funding=text) if t.group == group.name else t for t in plan.tariffs
        ),
        head_counts=tuple(
            replace(c, group=text, kecamatan=text) if c.group == group.name else c for c in plan.head_counts
        ),
        allocations=(replace(line, skpd=text, funding=text), *plan.allocations[1:]),
        assumptions=(Assumption(text, AssumptionKind.ASSUMED, text),),
        minimum_wages=(MinimumWage(2022, 1, text),),
        scenarios=tuple(replace(s, name=text, note=text) for s in plan.scenarios),
        region=replace(plan.region, name=text),
    )  # fmt: skip
    editing.replace_plan(workspace, edited, text)
    shown = text[:8]
    async with open_desk(size=(120, 36)) as desk:
        assert shown in desk.drawn()
        await desk.press("k", "down")
        assert shown in desk.drawn()
        await desk.press("enter", "t")
        assert shown in desk.drawn()
        await desk.press("tab")
        assert shown in desk.drawn()
        await desk.press("enter")
        assert shown in desk.drawn()
        await desk.press("escape", "tab", "tab")
        assert shown in desk.drawn()
        await desk.press("down", "enter")
        assert shown in desk.drawn()
        await desk.press("escape", "escape", "escape", "2")
        assert shown in desk.drawn()
        await desk.press("e")
        assert text in {row.text for row in desk.app.screen._rows}
        await desk.press("escape", "d")
        assert shown in desk.drawn()
        await desk.press("escape", "enter", "tab", "d")
        assert shown in desk.drawn()
        await desk.press("escape", "3", "right", "enter")
        assert shown in desk.drawn()
        await desk.press("escape", "4")
        assert shown in desk.drawn()
        await desk.press("tab", "tab", "tab", "d")
        assert shown in desk.drawn()
        await desk.press("y", "6")
        assert shown in desk.drawn()
        assert desk.app.is_running


async def test_no_character_that_steers_a_terminal_reaches_it_from_any_room(open_desk, workspace):
    plan = read_plan(workspace)
    first, *others = plan.groups
    edited = replace(
        plan,
        groups=(replace(first, skpd=UNSEEN, legal_basis=UNSEEN), *others),
        assumptions=(Assumption(UNSEEN, AssumptionKind.ASSUMED, UNSEEN),),
        scenarios=tuple(replace(each, note=UNSEEN) for each in plan.scenarios),
        region=replace(plan.region, name=UNSEEN),
    )
    editing.replace_plan(workspace, edited, UNSEEN)
    async with open_desk(size=(120, 36)) as desk:
        rooms = [(number,) for number in "1234567890"]
        windows = [(*keys, *("escape",) * 2) for keys in ("2e", "k", "t", "j", "u", "x", "w", "r")]
        for keys in (*rooms, *windows):
            for key in keys:
                await desk.press(key)
                drawn = desk.drawn()
                steering = {sign for sign in drawn if sign < " " and sign != "\n"}
                assert not steering | (set(drawn) & set("\x1b\u202e")), key
        await desk.press("2")
        assert "A·[2J·]0;x···B[red]" in desk.drawn()


async def test_hostile_text_passes_through_what_was_booked(open_desk, tmp_path):
    """Numbers and groups hold markup, reasons and remarks a formula and wide letters."""
    name, said = HOSTILE
    farmers = Workspace(str(tmp_path / "petani.pagu"), "Siti", lambda: datetime(2026, 3, 31, tzinfo=UTC))
    create_with(farmers, plan_of({name: 100}, allotted(11_000_000, 7_480_000)))
    invoice = billed(2, 90, 900_000, 612_000, group=name, number=name, note=said)
    for row in (
        invoice,
        replace(invoice, heads=-1, jkk=-10_000, jkm=-6_800, corrects=name, reason=said),
        replace(paid_on(2, 80_000, name, invoice=name), note=said, skpd=said),
        Benefit(2026, BenefitKind.JKM, 1, 42_000_000, name, source=said, note=said),
        FunnelCount(name, Month(2026, 2), Step.ACCEPTED, 5, said, said),
    ):
        book_row(farmers, row)
    async with open_desk(size=(120, 36), on=farmers) as desk:
        await desk.press("8", "down", "enter")
        assert name[:8] in desk.drawn()
        assert said[:5] in desk.drawn()
        await desk.press("escape", "e")
        assert name[:8] in desk.drawn()
        await desk.press("enter")
        assert name[:8] in desk.drawn()
        await desk.press("escape", "tab", "tab", "tab")
        assert said[:5] in desk.drawn()
        await desk.press("enter")
        assert said[:5] in desk.drawn()
        await desk.press("escape", "tab", "enter")
        assert said[:5] in desk.drawn()
        await desk.press("escape", "tab", "down", "enter")
        assert name[:8] in desk.drawn()
        await desk.press("escape", "tab", "down", "enter")
        assert said[:5] in desk.drawn()
        assert desk.app.is_running


async def test_markup_in_a_message_of_the_program_stays_text(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n")
        await desk.fill(name="[/] x", segment="PU")
        await desk.press("ctrl+s", "escape", "d", "y", "ctrl+z")
        assert any("[/] x" in said for said in desk.said) or "Guru Ngaji" in desk.said[-1]
        assert desk.app.is_running


async def test_markup_in_a_field_that_cannot_be_read_is_quoted(open_desk):
    async with open_desk() as desk:
        await desk.press("4", "n")
        await desk.fill(amount="[/] x")
        assert "✗ “[/] x” pada “[/] x” tidak dimengerti." in desk.text()


async def test_a_filter_may_hold_markup(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "slash")
        await desk.enter("[/] x")
        assert "Tidak ada yang cocok dengan “[/] x”" in desk.drawn()


def test_control_and_direction_characters_are_shown_as_dots():
    assert plain("a\x1b[31m\nb\u202ec") == "a·[31m·b·c"


def test_a_formula_is_copied_as_text():
    assert [tsv_cell(t) for t in ("=1+1", "+62", "-5", "@x", " =x", "Guru")] == [
        "'=1+1", "'+62", "'-5", "'@x", "' =x", "Guru",
    ]  # fmt: skip


def test_text_stays_in_its_cell_when_it_is_copied():
    """A quotation mark at the start of a cell would make a spreadsheet read on over tabs and line ends."""
    row = (words("a\tb\r\nc"), Cell("d\te\x1b[2J"), Cell('"Budi'), Cell("1.500", 1500), words("=1\t+1"))
    copied = "\t".join(cell.copied for cell in row)
    assert copied == 'a·b··c\td e [2J\t"""Budi"\t1500\t\'=1·+1'
    [found] = csv.reader(StringIO(copied), delimiter="\t")
    assert found == ["a·b··c", "d e [2J", '"Budi', "1500", "'=1·+1"]
