"""The main screen: head, rooms, footer. It holds the open view and runs every command of the rooms."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from budget.money import format_rupiah
from tui.commands import ROOMS, Place, command, room_bindings
from tui.jobs import jobs
from tui.text import plain, signed_rupiah
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:  # these load numpy: only when a plan is open
    from budget.services.editing import Edit
    from budget.services.importing import ImportReport
    from budget.services.workspace import Workspace
    from tui.messages import ExplanationWanted, FormWanted, GroupWanted, RemovalWanted, TableWanted
    from tui.screens.group import GroupDetail
    from tui.screens.room import Room
    from tui.view import JournalLine, View

# What can be done while the plan is still being opened.
_ALWAYS = ("help", "theme", "elsewhere", "palette", "back")
_TABS = (Place.OVERVIEW, Place.GROUPS, Place.PROJECTION, Place.MONEY, Place.HISTORY)


class Tabs(Static):
    """The five rooms with their numbers, and behind them where in the room one is."""

    def __init__(self) -> None:
        super().__init__(markup=False, id="tabs")
        self._ends: list[int] = []

    def mark(self, place: Place, crumb: str) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        self._ends = []
        for number, tab in enumerate(_TABS, start=1):
            here = tab is place or (tab is Place.GROUPS and place is Place.GROUP)
            text.append(f" {number} {tab} ", "bold reverse" if here else "")
            text.append(" ")
            self._ends.append(len(text))
        if crumb:
            text.append(f"› {plain(crumb)}", "bold")
        self.update(text)

    def on_click(self, event: events.Click) -> None:
        for tab, end in zip(_TABS, self._ends, strict=True):
            if event.x < end:
                screen = self.screen
                if isinstance(screen, MainScreen):
                    screen.go(tab)
                return


class MainScreen(Screen[None]):
    BINDINGS = room_bindings()

    def __init__(self, target: str, opener: "Callable[[str], Workspace] | None" = None) -> None:
        super().__init__()
        self._target, self._opener = target, opener
        self.view: View | None = None
        self._rooms: dict[Place, Room] = {}
        self._detail: GroupDetail | None = None
        self._stale: set[Place] = set()
        self._place = Place.OVERVIEW

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("pagu", id="head-left", markup=False)
            yield Static("", id="head-right", markup=False)
        yield Tabs()
        with ContentSwitcher(id="rooms", initial="opening"):
            yield Static(Text(f"Membuka {plain(self._target)} …"), id="opening")
        yield KeyBar(self._place, in_room=True)

    def on_mount(self) -> None:
        self.query_one(Tabs).mark(self._place, "")
        self.call_after_refresh(self._open)

    # Opening

    def _open(self) -> None:
        target, opener = self._target, self._opener

        def open_plan() -> "tuple[View, list[Room], GroupDetail]":
            # What is imported here loads numpy and the database: the first paint does not wait for it.
            from tui.screens.group import GroupDetail
            from tui.screens.rooms import make_rooms
            from tui.view import open_view

            return open_view(target, opener), make_rooms(), GroupDetail()

        jobs(self).run_job("membuka", open_plan, self._opened, self._not_opened)

    async def _mount_rooms(self, view: "View", rooms: "list[Room]", detail: "GroupDetail") -> None:
        switcher = self.query_one(ContentSwitcher)
        self._detail = detail
        for room in (*rooms, detail):
            room.display = False
            room.id = _room_id(room.place)
            self._rooms[room.place] = room
        await switcher.mount(*self._rooms.values())
        self.accept(view)
        self.go(self._place)

    def _opened(self, result: "tuple[View, list[Room], GroupDetail]") -> None:
        # Another file may have been opened in the meantime.
        if self in self.app.screen_stack:
            self.call_next(self._mount_rooms, *result)

    def _not_opened(self, reason: BaseException) -> None:
        if self in self.app.screen_stack:
            jobs(self).show_doors()
            jobs(self).show_error(reason)

    # What is shown

    def accept(self, view: "View") -> None:
        """Show another view; rooms that are not in sight follow when one goes there."""
        self.view = view
        self._stale = set(self._rooms)
        self._freshen(self._place)
        if view.fallback:
            self.notify(view.fallback, severity="warning", markup=False)
        self._head()
        if self._place is Place.GROUP and self._detail is not None and not self._detail.exists_in(view):
            self.go(Place.GROUPS)

    def _freshen(self, place: Place) -> None:
        if self.view is not None and place in self._stale:
            self._stale.discard(place)
            self._rooms[place].show(self.view)

    def _head(self) -> None:
        from tui.screens.overview import subtitle

        if self.view is None:
            return
        plan = self.view.plan
        running = "".join(f"{what} … · " for what in jobs(self).running_jobs)
        name = plain(f"{plan.region.name} ({plan.region.code})")
        left = Text(f"{name} · {plan.span.first.short_label} – {plan.span.last.short_label}")
        self.query_one("#head-left", Static).update(left)
        self.query_one("#head-right", Static).update(Text(f"{running}{subtitle(self.view)}"))

    def show_running(self) -> None:
        self._head()

    @property
    def room(self) -> "Room | None":
        return self._rooms.get(self._place)

    def go(self, place: Place) -> None:
        """Show a room and focus its table."""
        room = self._rooms.get(place)
        if room is None:
            return
        self._place = place
        self._freshen(place)
        self.query_one(ContentSwitcher).current = room.id
        self.mark_place()
        room.first_focus.focus()

    def mark_place(self) -> None:
        room = self.room
        self.query_one(Tabs).mark(self._place, room.crumb if room else "")
        self.query_one(KeyBar).show(self._place)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "do":
            return True
        return self._place in command(str(parameters[0])).places

    def refusal(self, command_id: str) -> str:
        """Why a command cannot run here and now; empty when it can."""
        wanted = command(command_id)
        if self._place not in wanted.places:
            return f"Berlaku di: {', '.join(place for place in wanted.places if place in ROOMS)}."
        room = self.room
        if room is None:
            return (
                ""
                if command_id in ("help", "theme", "elsewhere", "palette", "back")
                else "Masih membuka berkas."
            )
        return room.refusal(command_id)

    def action_do(self, command_id: str) -> None:
        """Run a command in the room, or here; say why when it cannot run."""
        reason = self.refusal(command_id)
        if reason:
            self.notify(reason, severity="warning", timeout=4, markup=False)
            return
        here = getattr(self, f"do_{command_id}", None)
        try:
            (here or getattr(self.room, f"do_{command_id}"))()
        except Exception as failure:
            # Whatever a command stumbles over, the plan on screen stays open.
            jobs(self).show_error(failure)
        if self.room is not None:
            self.mark_place()

    def do_overview(self) -> None:
        self.go(Place.OVERVIEW)

    def do_groups(self) -> None:
        self.go(Place.GROUPS)

    def do_projection(self) -> None:
        self.go(Place.PROJECTION)

    def do_money(self) -> None:
        self.go(Place.MONEY)

    def do_history(self) -> None:
        self.go(Place.HISTORY)

    def do_back(self) -> None:
        if self.room is not None and self.room.go_back():
            return
        if self._place is Place.GROUP:
            self.go(Place.GROUPS)

    def do_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(self._place))

    def do_palette(self) -> None:
        from tui.screens.palette import palette

        self.app.push_screen(palette(self.refusal), self._picked)

    def _picked(self, command_id: str | None) -> None:
        if command_id == "quit":
            self.call_next(self.app.run_action, "app.quit")
        elif command_id is not None:
            self.action_do(command_id)

    def do_theme(self) -> None:
        self.call_next(self.app.run_action, "app.theme")

    def do_elsewhere(self) -> None:
        from tui.screens.welcome import Welcome

        self.app.push_screen(Welcome(self._opener, may_go_back=True))

    def do_basis(self) -> None:
        from budget.engine.calendar import Basis

        if self.view is not None:
            question = self.view.question
            other = Basis.CASH if question.basis is Basis.ACCRUAL else Basis.ACCRUAL
            self._ask(question.scenario, other)

    def do_scenario(self) -> None:
        from tui.screens.choose import Choose
        from tui.widgets.cells import Column, Row, Tone, words

        if self.view is None:
            return
        scenarios = self.view.plan.scenarios
        rows = [Row("", (words("dasar"), words("rencana apa adanya", Tone.MUTED)))]
        rows += [Row(s.name, (words(s.name), words(s.note, Tone.MUTED))) for s in scenarios]
        at = next((i for i, row in enumerate(rows) if row.key == (self.view.question.scenario or "")), 0)
        columns = (Column("Skenario", least=12), Column("Catatan", least=12, grows=True))
        self.app.push_screen(Choose("Pilih skenario", columns, rows, at), self._scenario_picked)

    def _scenario_picked(self, name: str | None) -> None:
        if name is not None and self.view is not None:
            self._ask(name or None, self.view.question.basis)

    def _ask(self, scenario: str | None, basis: Any) -> None:
        from tui.view import ask

        if self.view is not None:
            jobs(self).run_job(
                "menghitung", partial(ask, self.view, scenario=scenario, basis=basis), self.accept
            )

    def do_cautions(self) -> None:
        from tui.screens.notice import Notice

        if self.view is None:
            return
        cautions = self.view.answer.cautions
        if cautions:
            self.app.push_screen(Notice.listing("Catatan", cautions))
        else:
            self.notify("Tidak ada catatan untuk rencana ini.", timeout=3)

    def do_recalculate(self) -> None:
        self._reload("Dibaca lagi dari berkas.")

    def _reload(self, said: str, **options: Any) -> None:
        from tui.view import read_view

        def shown(view: "View") -> None:
            self.accept(view)
            self.notify(said, markup=False, **options)

        if self.view is not None:
            opened, question = self.view.workspace, self.view.question
            jobs(self).run_job("menghitung", lambda: read_view(opened, question), shown)

    def do_undo(self) -> None:
        from tui.view import undo

        if self.view is not None:
            jobs(self).run_job("mengurungkan", partial(undo, self.view), self._went)

    def do_redo(self) -> None:
        from tui.view import redo

        if self.view is not None:
            jobs(self).run_job("mengulangi", partial(redo, self.view), self._went)

    def _went(self, result: "tuple[JournalLine, View]") -> None:
        entry, view = result
        self.accept(view)
        effect = "" if entry.effect_rupiah is None else f" ({signed_rupiah(entry.effect_rupiah)})"
        self.notify(plain(f"{entry.action}{effect}"), markup=False)

    def do_export(self) -> None:
        from tui.screens.export import Export

        if self.view is not None:
            self.app.push_screen(Export(self.view.workspace, self.view.question.scenario), self._exported)

    def _exported(self, out: object) -> None:
        if out is not None:
            self.notify(plain(f"Ditulis: {out}"), markup=False)

    def do_import(self) -> None:
        from tui.screens.importing import Import

        if self.view is not None:
            self.app.push_screen(Import(self.view.workspace), self._imported)

    def _imported(self, report: "ImportReport | None") -> None:
        if report is not None:
            self._reload(f"Diimpor: {report.accepted} baris. ^z mengurungkan.")

    # What rooms ask for

    def on_form_wanted(self, message: "FormWanted") -> None:
        from tui.screens.form import RecordForm
        from tui.view import put

        if self.view is None:
            return
        form = RecordForm(
            message.layout, message.title, message.texts, partial(put, self.view, message.old), message.fixed
        )
        self.app.push_screen(form, self._edited)

    def on_removal_wanted(self, message: "RemovalWanted") -> None:
        from tui.screens.confirm import Confirm
        from tui.view import remove

        def answered(sure: bool | None) -> None:
            if sure and self.view is not None:
                jobs(self).run_job("menghapus", partial(remove, self.view, message.record), self._edited)

        detail = "Tekan y untuk menghapus. Penghapusan dapat diurungkan dengan ^z."
        self.app.push_screen(Confirm(f"Hapus {message.what}?", detail), answered)

    def _edited(self, result: "tuple[Edit, View] | None") -> None:
        if result is None:
            return
        edit, view = result
        self.accept(view)
        effect = "Biaya tidak berubah"
        if edit.effect_rupiah:
            total = format_rupiah(view.answer.total)
            effect = f"Dampak {signed_rupiah(edit.effect_rupiah)}; biaya kini {total}"
        self.notify(f"Tersimpan. {effect}.", markup=False)

    def on_group_wanted(self, message: "GroupWanted") -> None:
        if self._detail is not None and self.view is not None:
            self._detail.choose(message.name)
            self._stale.add(Place.GROUP)
            self.go(Place.GROUP)

    def on_explanation_wanted(self, message: "ExplanationWanted") -> None:
        from tui.screens.explain import explanation_text
        from tui.screens.reading import Reading

        self.app.push_screen(Reading(message.title, explanation_text(message.parts)))

    def on_table_wanted(self, message: "TableWanted") -> None:
        from tui.screens.explain import breakdown_text
        from tui.screens.reading import Reading

        self.app.push_screen(Reading(message.title, breakdown_text(message.lines, message.total)))

    def on_figure_table_chosen(self) -> None:
        if self._place in command("open").places:
            self.action_do("open")


def _room_id(place: Place) -> str:
    return f"room-{place.name.lower()}"
