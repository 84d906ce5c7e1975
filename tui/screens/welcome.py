"""The three doors: open a file, make a new one, or look at the sample regency."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Middle, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from budget.errors import PlanError
from budget.plan import entry
from budget.plan.field import Field, Layout
from budget.plan.layouts import FRAME
from budget.progress import Progress
from budget.services.recent import recent, shown_target
from tui.commands import command
from tui.jobs import jobs
from tui.keymap import keyed
from tui.paths import typed_path
from tui.places import Place
from tui.screens.form import RecordForm
from tui.screens.working import Working
from tui.text import plain
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from budget.services.workspace import Workspace

_DOORS = (
    ("open", "Buka berkas", "Rencana yang sudah ada (.pagu), atau alamat basis data."),
    ("new", "Buat rencana baru", "Berkas kosong untuk satu kabupaten atau kota."),
    ("template", "Baru dari templat Excel", "Templat rencana yang sudah diisi menjadi berkas baru."),
    ("sample", "Lihat contoh", "Kabupaten Bandung, Januari 2022 sampai Mei 2023, siap dihitung."),
)
_NO_TEMPLATE = "Belum punya templat? Buat rencana baru dahulu, lalu tekan {export} dan pilih Templat rencana."
_MOST_RECENT = 5
# Columns that a name and its folder have.
_LINE = 58
_RECENT = "recent-"
_PATH = Field("path", "Berkas", entry.TEXT, "Misalnya bandung.pagu.", required=True)
_SOURCE = Field("source", "Templat", entry.TEXT, "Buku kerja .xlsx yang sudah diisi.", required=True)
_FOLDER = Field("path", "Folder", entry.TEXT, "Tempat demo.pagu dan dewan.xlsx ditulis.", required=True)
OPEN = Layout("", "berkas", (_PATH,), lambda v: v["path"], lambda path: {"path": path})
SAMPLE = Layout("", "contoh", (_FOLDER,), lambda v: v["path"], lambda path: {"path": path})
TEMPLATE = Layout(
    "",
    "rencana dari templat",
    (_SOURCE, _PATH),
    lambda v: (v["source"], v["path"]),
    lambda pair: {"source": pair[0], "path": pair[1]},
)
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
        # The newest is the one that this page lies over.
        self._recent = recent()[may_go_back : may_go_back + _MOST_RECENT]

    def compose(self) -> ComposeResult:
        with Middle(id="welcome"), Vertical(id="doors"):
            yield Static("pagu", id="welcome-name", markup=False)
            yield Static(
                "Iuran jaminan sosial dihitung sampai rupiah terakhir, disandingkan dengan pagunya.",
                id="welcome-line", markup=False,
            )  # fmt: skip
            yield OptionList(*self._options())
        yield KeyBar(Place.WELCOME)

    def _options(self) -> Iterator[Option]:
        for door, title, line in _DOORS:
            yield Option(_door(title, line), id=door)
        if self._recent:
            yield Option(Text("Terakhir dibuka", "dim"), disabled=True)
        for number, target in enumerate(self._recent):
            yield Option(_file(target), id=f"{_RECENT}{number}")

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
        door = str(event.option_id)
        if door.startswith(_RECENT):
            jobs(self).open_target(self._recent[int(door.removeprefix(_RECENT))])
        elif door == "sample":
            form = RecordForm(SAMPLE, "Contoh: Kabupaten Bandung", {"path": "demo"}, _same)
            self.app.push_screen(form, self._sample)
        else:
            forms = {
                "open": RecordForm(OPEN, "Buka berkas", {}, _same),
                "new": RecordForm(NEW, "Rencana baru", {}, self._create),
                "template": RecordForm(
                    TEMPLATE, "Rencana baru dari templat", {}, self._take_template, note=keyed(_NO_TEMPLATE)
                ),
            }
            self.app.push_screen(forms[door], self._chosen)

    def _sample(self, folder: str | None) -> None:
        """Its lists are read one by one: how far that is, is seen."""
        if folder is not None:
            note = f"Rencana, daftar orang, dan buku kerja dewan ditulis ke {folder}."
            work = Working(
                "Menyiapkan contoh", "menyiapkan contoh", partial(self._build_sample, folder), note
            )
            self.app.push_screen(work, self._chosen)

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
        opened = self._workspace(_new_target(path))
        workspace.create(opened, frame.region, frame.span)
        if frame.timing is not FRAME.field("timing").default:
            editing.put(opened, None, frame)
        return opened.target

    def _take_template(self, wanted: tuple[str, str], _: str) -> str:
        """Runs in a thread. PlanError, with the cells, where the template cannot be a plan."""
        from budget.services import importing, workspace

        source, path = wanted
        plan, report = importing.read_workbook(typed_path(source))
        if plan is None:
            raise PlanError(report.problems)
        opened = self._workspace(_new_target(path))
        workspace.create_with(opened, plan)
        return opened.target

    def _build_sample(self, folder: str, progress: Progress, _: str) -> str:
        from budget.services.demo import build_demo

        here = self._workspace(folder)
        return str(build_demo(typed_path(folder), here.who, here.clock, progress).db)


def _new_target(path: str) -> str:
    if "://" in path:
        return path
    return str(typed_path(path if path.endswith(".pagu") else f"{path}.pagu"))


def _same(path: str, _: str) -> str:
    return path if "://" in path else str(typed_path(path))


def _door(title: str, line: str) -> Text:
    text = Text(title, "bold")
    text.append(f"\n{line}\n", "dim not bold")
    return text


def _file(target: str) -> Text:
    """The name of a file, and the folder that it lies in."""
    shown = plain(shown_target(target))
    folder, _, name = shown.rpartition("/")
    if "://" in target or not folder:
        return Text(shown)
    room = max(0, _LINE - cell_len(name))
    if cell_len(folder) > room:
        folder = f"…{folder[-room:]}" if room else ""
    return Text.assemble(name, (f"  {folder}", "dim"))
