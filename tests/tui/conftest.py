"""The running program over a real workspace, driven by keys, judged by what is stored."""

import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from at_rest import quick_screens, settle
from bandung import bandung as sample_plan
from roster_people import member
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from budget.period import Month
from budget.plan import Plan
from budget.plan.records import HeadSource
from budget.services import editing
from budget.services.workspace import Workspace, create_with, read_plan, transaction
from tui.app import PaguApp
from tui.widgets.field_row import FieldRow
from tui.widgets.figure_table import FigureTable

NOW = datetime(2023, 3, 1, 2, 30, tzinfo=UTC)


@dataclass
class Desk:
    """The program and its workspace."""

    app: PaguApp
    pilot: Pilot[None]
    workspace: Workspace

    async def settle(self) -> None:
        """Wait until no work runs and everything is drawn."""
        await settle(self.app)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.app._press_keys((key,))
            await self.settle()

    async def enter(self, text: str) -> None:
        """Paste text into the focused input, in place of what stands there."""
        focused = self.app.focused
        assert isinstance(focused, Input), focused
        focused.value = ""
        focused.post_message(events.Paste(text))
        await self.settle()

    async def fill(self, **texts: str) -> None:
        """Fill the fields of the open form by their keys."""
        for row in self.app.screen.query(FieldRow):
            shown = all(getattr(each, "display", True) for each in row.ancestors_with_self)
            if shown and row.field.key in texts:
                assert isinstance(row.control, Input | Select)
                assert not row.control.disabled
                row.control.value = texts.pop(row.field.key)
        assert not texts
        await self.settle()

    def plan(self) -> Plan:
        """What is stored now."""
        return read_plan(self.workspace)

    @property
    def table(self) -> FigureTable:
        """The table that has the focus."""
        focused = self.app.focused
        assert isinstance(focused, FigureTable), focused
        return focused

    @property
    def said(self) -> list[str]:
        """Notifications that are shown."""
        return [notification.message for notification in self.app._notifications]

    def text(self) -> str:
        """Every text of the screen that is on top."""
        return "\n".join(str(each.render()) for each in self.app.screen.query(Static) if each.display)

    def drawn(self) -> str:
        """The top screen as it stands in the terminal."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips(self.app.size)
        assert len(lines) == height
        return "\n".join(line.text[:width] for line in lines)


OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(scope="session", autouse=True)
def _quick_screens() -> Iterator[None]:
    with quick_screens():
        yield


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees another's last file, and times are written in UTC."""
    monkeypatch.setenv("PAGU_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PAGU_CONFIG_DIR", str(tmp_path / "config"))
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


def workspace_at(path: Path) -> Workspace:
    return Workspace(str(path), "Siti", lambda: NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample regency as a file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "bandung.pagu"
    create_with(workspace_at(path), sample_plan())
    return path


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Workspace:
    path = tmp_path / "bandung.pagu"
    shutil.copy(template, path)
    return workspace_at(path)


@pytest.fixture
def roster(workspace: Workspace) -> Workspace:
    """Linmas from the roster: 300 men, two of them alike, one from a month on and one with a hostile name."""
    plan = read_plan(workspace)
    linmas = plan.group("Linmas")
    editing.put(workspace, linmas, replace(linmas, source=HeadSource.ROSTER))
    with transaction(workspace) as work:
        batch = work.batch("import", "daftar.csv")
        members = [member(n) for n in range(1, 298)]
        members += [
            member(298, name="[/] =Budi [Non ASN]"),
            member(299, name="Dadang Suhendar"),
            member(300, name="Dadang Suhendra", first=Month(2022, 3)),
        ]
        ids = batch.add(members)
        batch.knows("Linmas", Month(2023, 5).index)
        change = batch.close()
        work.twins.add(batch.number, [(ids[298], ids[299], 93, ("nama mirip", "tanggal lahir sama"))])
        work.note([change], "Impor daftar", 0)
        work.commit()
    return workspace


@asynccontextmanager
async def running(
    workspace: Workspace, size: tuple[int, int] = (80, 24), target: str | None = ""
) -> AsyncIterator[Desk]:
    """The program at a terminal size; `target` None shows the three doors."""
    opened = workspace.target if target == "" else target
    app = PaguApp(opened, lambda path: replace(workspace, target=path))
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, workspace)
        await desk.settle()
        yield desk


@pytest.fixture
def open_desk(workspace: Workspace) -> OpenDesk:
    """Opens the program on the sample regency, or on another workspace."""

    def open_it(
        size: tuple[int, int] = (80, 24), target: str | None = "", on: Workspace | None = None
    ) -> AbstractAsyncContextManager[Desk]:
        return running(on or workspace, size, target)

    return open_it
