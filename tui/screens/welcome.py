"""The three doors: open a file, make a new one, or look at the sample regency."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Middle, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from budget.plan import entry
from budget.plan.field import Field, Layout
from budget.plan.layouts import FRAME
from tui.commands import Place, command
from tui.jobs import jobs
from tui.paths import typed_path
from tui.screens.form import RecordForm
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from budget.services.workspace import Workspace

_DOORS = (
    ("open", "Buka berkas", "Rencana yang sudah ada (.pagu), atau alamat basis data."),
    ("new", "Buat rencana baru", "Berkas kosong untuk satu kabupaten atau kota."),
    ("sample", "Lihat contoh", "Kabupaten Bandung, Januari 2022 sampai Mei 2023, siap dihitung."),
)
_PATH = Field("path", "Berkas", entry.TEXT, "Misalnya bandung.pagu.", required=True)
_FOLDER = Field("path", "Folder", entry.TEXT, "Tempat demo.pagu dan dewan.xlsx ditulis.", required=True)
OPEN = Layout("", "berkas", (_PATH,), lambda v: v["path"], lambda path: {"path": path})
SAMPLE = Layout("", "contoh", (_FOLDER,), lambda v: v["path"], lambda path: {"path": path})
NEW = Layout(
    "",
    "rencana baru",
    (_PATH, *FRAME.fields),
    lambda v: (v["path"], FRAME.build(v)),
    lambda pair: {"path": pair[0]},
)


class Welcome(Screen[None]):
    BINDINGS = [
        Binding(command("theme").keys, "app.theme", show=False, id="theme"),
        Binding(command("help").keys, "help", show=False, id="help"),
        Binding(command("glossary").keys, "glossary", show=False, id="glossary"),
        Binding("escape", "back", show=False),
    ]

    def __init__(
        self, opener: "Callable[[str], Workspace] | None" = None, *, may_go_back: bool = False
    ) -> None:
        super().__init__()
        self._opener = opener
        self._may_go_back = may_go_back

    def compose(self) -> ComposeResult:
        with Middle(id="welcome"), Vertical(id="doors"):
            yield Static("pagu", id="welcome-name", markup=False)
            yield Static(
                "Iuran jaminan sosial dihitung sampai rupiah terakhir, disandingkan dengan pagunya.",
                id="welcome-line", markup=False,
            )  # fmt: skip
            yield OptionList(*(Option(_door(title, line), id=door) for door, title, line in _DOORS))
        yield KeyBar(Place.WELCOME)

    def on_mount(self) -> None:
        jobs(self).keymap.bind(self)
        self.query_one(OptionList).focus()

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(Place.WELCOME, jobs(self).keymap))

    def action_glossary(self) -> None:
        from tui.screens.glossary import Glossary

        self.app.push_screen(Glossary())

    def action_pick(self) -> None:
        self.query_one(OptionList).action_select()

    def action_theme(self) -> None:
        self.call_next(self.app.run_action, "app.theme")

    def action_back(self) -> None:
        if self._may_go_back:
            self.app.pop_screen()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        forms = {
            "open": RecordForm(OPEN, "Buka berkas", {}, _same),
            "new": RecordForm(NEW, "Rencana baru", {}, self._create),
            "sample": RecordForm(SAMPLE, "Contoh: Kabupaten Bandung", {"path": "demo"}, self._build_sample),
        }
        self.app.push_screen(forms[str(event.option_id)], self._chosen)

    def _chosen(self, target: str | None) -> None:
        if target is not None:
            jobs(self).open_target(target)

    def _workspace(self, target: str) -> "Workspace":
        from budget.services.workspace import this_workspace

        return (self._opener or this_workspace)(target)

    def _create(self, wanted: Any, _: str) -> str:
        """Runs in a thread, as does the next. A new workspace has no sealed month to give a reason for."""
        from budget.services import editing, workspace

        path, frame = wanted
        target = path if path.endswith(".pagu") or "://" in path else f"{path}.pagu"
        opened = self._workspace(str(typed_path(target)) if "://" not in target else target)
        workspace.create(opened, frame.region, frame.span)
        if frame.timing is not FRAME.field("timing").default:
            editing.put(opened, None, frame)
        return opened.target

    def _build_sample(self, folder: str, _: str) -> str:
        from budget.services.demo import build_demo

        here = self._workspace(folder)
        return str(build_demo(typed_path(folder), here.who, here.clock).db)


def _same(path: str, _: str) -> str:
    return path if "://" in path else str(typed_path(path))


def _door(title: str, line: str) -> Text:
    text = Text(title, "bold")
    text.append(f"\n{line}\n", "dim not bold")
    return text
