"""Every field of every form takes any text: it is kept, or refused in a sentence.

The forms are found by themselves, so that a field that is new tomorrow is tried, too.
"""

import pkgutil
from importlib import import_module

import pytest
from textual.widgets import Input

import budget.plan
import budget.services
from budget.errors import PaguError
from budget.plan import entry
from budget.plan.field import Layout
from tui.screens.form import RecordForm

SEEN = "=1+1 '; DROP TABLE member; -- [#] [/] [red]x[/red] [@click=app.quit]y[/] 🧕🏽 日本 שלום " + "z" * 300
UNSEEN = "A\x1b[2J\x1b]0;x\x07\x00 \u202eB\u200bC\ufeff \"kutip\" 'petik'\tD\nE[red]"


def layouts() -> list[Layout]:
    """All that the plan and the services specify."""
    found = {}
    for package in (budget.plan, budget.services):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for each in vars(import_module(module.name)).values():
                if isinstance(each, Layout):
                    found[id(each)] = each
    return list(found.values())


@pytest.mark.parametrize("text", [SEEN, UNSEEN], ids=["seen", "unseen"])
async def test_any_text_in_all_fields_at_once_is_kept_or_refused_in_words(open_desk, text):
    tried = 0
    async with open_desk(size=(120, 36)) as desk:
        for layout in layouts():
            form = RecordForm(layout, f"Uji {layout.noun}", {}, lambda record, _: record, plan=desk.plan())
            desk.app.push_screen(form)
            await desk.settle()
            inputs = [row for row in form._rows if isinstance(row.control, Input)]
            for row in inputs:
                row.control.value = text
            await desk.settle()
            await desk.press("ctrl+s")
            drawn = desk.drawn()
            steering = {sign for sign in drawn if sign < " " and sign != "\n"}
            assert not steering | (set(drawn) & {"\x1b", "\u202e"})
            for row in inputs:
                tried += 1
                assert_kept_or_refused(row, text)
            if form in desk.app.screen_stack:
                form.dismiss(None)
                await desk.settle()
        assert desk.app.is_running
    assert tried > 100


def assert_kept_or_refused(row, text) -> None:
    """What stands in the field is what was put there, and its value is that text, printable, or an error."""
    assert row.text == text, row.field.key
    try:
        value = row.field.read_typed(text)
    except PaguError as refused:
        assert str(refused)
    else:
        if isinstance(value, str):
            assert value == entry._text(text), row.field.key


def test_there_are_forms_to_try() -> None:
    assert len(layouts()) > 20
