"""The main screen: runs every command of the rooms, and shows the windows that rooms ask for."""

from functools import partial
from typing import TYPE_CHECKING, Any

from budget.money import format_rupiah
from tui.commands import command, places_of, room_bindings
from tui.jobs import jobs
from tui.keymap import key
from tui.screens.ways import Ways
from tui.text import effect_text, plain, signed_rupiah

if TYPE_CHECKING:  # these load numpy: only when a plan is open
    from collections.abc import Sequence

    from budget.errors import Problem
    from budget.services.backups import Backup
    from budget.services.editing import Edit
    from budget.services.importing import ImportReport
    from tui.destinations import Destination
    from tui.messages import (
        ExplanationWanted,
        FormWanted,
        PeopleChanged,
        RemovalWanted,
        SpotWanted,
        TableWanted,
    )
    from tui.view import JournalLine, View

# What can be done while the plan is still being opened.
_ALWAYS = ("help", "glossary", "theme", "elsewhere", "palette", "back")


class MainScreen(Ways):
    """A command runs as `do_<id>` of this screen or of the room that is shown."""

    BINDINGS = room_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "do":
            return True
        return self._place in command(str(parameters[0])).places

    def refusal(self, command_id: str) -> str:
        """Why a command cannot run here and now; empty when it can."""
        wanted = command(command_id)
        if self._place not in wanted.places:
            return f"Berlaku di: {places_of(wanted)}."
        room = self.room
        if room is None:
            return "" if command_id in _ALWAYS else "Masih membuka berkas."
        return room.refusal(command_id)

    def action_do(self, command_id: str) -> None:
        """Run a command in the room, or here; say why when it cannot run."""
        if self.is_moving:
            self.call_later(self.action_do, command_id)
            return
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

    def do_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(self._place, jobs(self).keymap))

    def do_glossary(self, word: str = "") -> None:
        from tui.screens.glossary import Glossary

        self.app.push_screen(Glossary(word))

    def do_palette(self) -> None:
        from tui.screens.palette import Palette

        self.app.push_screen(Palette(self.refusal, jobs(self).keymap), self._picked)

    def _picked(self, command_id: str | None) -> None:
        if command_id == "quit":
            self.call_next(self.app.run_action, "app.quit")
        elif command_id is not None:
            self.action_do(command_id)

    def do_line(self) -> None:
        from tui.screens.command_line import CommandLine

        if self.view is not None:
            self.app.push_screen(CommandLine(self.view, self.refusal), self._follow)

    def _follow(self, wanted: "Destination | None") -> None:
        """Go where the command line leads."""
        from budget.roster.search import PeopleFilter
        from tui.destinations import Kind

        if wanted is None or self.view is None:
            return
        match wanted.kind:
            case Kind.COMMAND:
                self._picked(wanted.name)
            case Kind.GROUP:
                self.lead_into_group(wanted.name)
            case Kind.FIGURES:
                self.lead_into_kecamatan(wanted.name)
            case Kind.PEOPLE:
                self.lead_to_people(PeopleFilter(kecamatan=wanted.name))
            case Kind.WHAT_IF:
                self.do_what_if(wanted.name)
            case Kind.TERM:
                self.do_glossary(wanted.name)

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
        from tui.screens.scenarios import Scenarios

        if self.view is not None:
            self.app.push_screen(Scenarios(self.view, self._edited), self._scenario_picked)

    def _scenario_picked(self, name: str | None) -> None:
        if name is not None and self.view is not None:
            self._ask(name or None, self.view.question.basis)

    def do_what_if(self, line: str = "") -> None:
        from tui.screens.what_if import WhatIf

        if self.view is not None:
            self.app.push_screen(WhatIf(self.view, line), self._edited)

    def _ask(self, scenario: str | None, basis: Any) -> None:
        from tui.view import ask

        if self.view is not None:
            jobs(self).run_job(
                "menghitung", partial(ask, self.view, scenario=scenario, basis=basis), self.accept
            )

    def do_cautions(self) -> None:
        from budget.services.people import age_cautions

        if self.view is not None:
            ageing = partial(age_cautions, self.view.workspace, self.view.plan)
            jobs(self).run_job("membaca", ageing, partial(self._show_cautions, self.view), quiet=True)

    def _show_cautions(self, view: "View", ageing: "Sequence[Problem]") -> None:
        from tui.screens.notice import Notice

        if cautions := (*view.answer.cautions, *ageing):
            self.app.push_screen(Notice.listing("Catatan", cautions))
        else:
            self.notify("Tidak ada catatan untuk rencana ini.", timeout=3)

    def do_risk(self) -> None:
        from tui.screens.risk import RiskDialog

        if self.view is not None:
            self.app.push_screen(RiskDialog(self.view.plan, self.view.question))

    def do_compare(self) -> None:
        from tui.screens.compare import Compare

        if self.view is not None:
            self.app.push_screen(Compare(self.view))

    def do_solve(self) -> None:
        from tui.screens.solve import SolveDialog

        if self.view is not None:
            self.app.push_screen(SolveDialog(self.view.workspace, self.view.plan, self.view.question))

    def do_claim(self) -> None:
        from tui.screens.claim import ClaimDialog

        self.app.push_screen(ClaimDialog())

    def do_check(self) -> None:
        from tui.screens.check import CheckWindow
        from tui.spots import lead_to

        if self.view is not None:
            self.app.push_screen(CheckWindow(self.view.workspace), partial(lead_to, self))

    def do_backups(self) -> None:
        from budget.services.backups import has_backups
        from tui.screens.backups import Backups

        if self.view is None:
            return
        if has_backups(self.view.workspace):
            self.app.push_screen(Backups(self.view.workspace), self._restored)
        else:
            message = "Daerah di server dicadangkan pengelolanya. Untuk salinan berkas: pagu copy."
            self.notify(message, severity="warning", markup=False)

    def _restored(self, backup: "Backup | None") -> None:
        if backup is not None:
            from tui.screens.backups import when

            self._reload(f"Dipulihkan ke {when(backup)}.")

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
        self.notify(plain(f"{entry.action} ({effect_text(entry.effect_rupiah)})"), markup=False)

    def do_export(self) -> None:
        from tui.screens.export import ExportDialog

        if self.view is not None:
            view = self.view
            self.app.push_screen(ExportDialog(view.workspace, view.plan, view.question.scenario))

    def do_import(self) -> None:
        from tui.screens.importing import Import

        if self.view is not None:
            self.app.push_screen(Import(self.view.workspace), self._imported)

    def _imported(self, report: "ImportReport | None") -> None:
        if report is None:
            return
        if not report.written:
            self.notify("Tidak ada yang berubah: isi templat sama dengan rencana ini.")
        else:
            self._reload(f"Diimpor: {report.accepted} baris. {key('undo')} mengurungkan.")

    def do_from_council(self) -> None:
        from tui.screens.council_import import ImportCouncil

        if self.view is not None:
            self.app.push_screen(ImportCouncil(self.view.workspace), self._from_council)

    def _from_council(self, report: "ImportReport | None") -> None:
        if report is None:
            return
        if report.written:
            self._reload(f"Disimpan sebagai skenario: {report.read} masukan. {key('undo')} mengurungkan.")
        else:
            self.notify("Tidak ada yang disimpan: tidak ada masukan yang diubah.")

    # What rooms ask for

    def on_form_wanted(self, message: "FormWanted") -> None:
        from tui.screens.shared_form import SharedForm
        from tui.view import change

        if self.view is None:
            return
        begun = change(self.view, message.old)
        form = SharedForm(begun, message.layout, message.title, message.texts, message.fixed, self.view.plan)
        self.app.push_screen(form, self._edited)

    def on_removal_wanted(self, message: "RemovalWanted") -> None:
        from tui.screens.confirm import removal
        from tui.screens.reason import run_with_reason
        from tui.view import remove

        def answered(sure: bool | None) -> None:
            if sure and self.view is not None:
                run_with_reason(self, "menghapus", partial(remove, self.view, message.record), self._edited)

        self.app.push_screen(removal(message.what), answered)

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

    def on_spot_wanted(self, message: "SpotWanted") -> None:
        from tui.spots import Lead, lead_to

        lead_to(self, Lead(message.spot))

    def on_explanation_wanted(self, message: "ExplanationWanted") -> None:
        from tui.screens.explain import Explained

        if self.view is not None and message.parts:
            plan = self.view.answer.projection.plan
            self.app.push_screen(Explained(message.title, message.parts, plan), self.lead_to_people)

    def on_people_changed(self, message: "PeopleChanged") -> None:
        self._reload(message.said)

    def on_table_wanted(self, message: "TableWanted") -> None:
        from tui.screens.explain import breakdown_text
        from tui.screens.reading import Reading

        self.app.push_screen(Reading(message.title, breakdown_text(message.lines, message.total)))

    def on_figure_table_chosen(self) -> None:
        if self._place in command("open").places:
            self.action_do("open")
