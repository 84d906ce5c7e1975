"""A sealed month changes only with a reason: work that meets one asks for it, and goes on."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.dom import DOMNode

from budget.errors import Sealed
from budget.plan import entry
from budget.plan.field import Field, Layout
from tui.jobs import CancelToken, jobs

T = TypeVar("T")

_REASON = Field("reason", "Alasan", entry.TEXT, "Dicatat pada koreksi, misalnya nomor surat.", required=True)
REASON: Layout[str] = Layout(
    "", "alasan", (_REASON,), lambda values: values["reason"], lambda reason: {"reason": reason}
)


def run_with_reason(
    node: DOMNode,
    what: str,
    call: Callable[[str], T],
    then: Callable[[T], object],
    failed: Callable[[BaseException], None] | None = None,
    token: CancelToken | None = None,
) -> None:
    """Run `call` as a job without a reason; where that raises Sealed, ask for one and run it again.

    Without an answer `failed` is called with what was raised, or nothing happens.
    """

    def refused(reason: BaseException) -> None:
        if isinstance(reason, Sealed):
            ask_reason(node, reason, partial(answered, reason))
        else:
            (failed or jobs(node).show_error)(reason)

    def answered(sealed: Sealed, said: str | None) -> None:
        if said is not None:
            jobs(node).run_job(what, lambda: call(said), then, failed, token)
        elif failed is not None:
            failed(sealed)

    jobs(node).run_job(what, lambda: call(""), then, refused, token)


def ask_reason(node: DOMNode, sealed: Sealed, then: Callable[[str | None], None]) -> None:
    """Say which months would change, and by how much, and ask why."""
    from tui.screens.form import RecordForm

    form = RecordForm(REASON, "Bulan tersegel akan berubah", {}, _said, note=str(sealed))
    node.app.push_screen(form, then)


def _said(reason: str, _: str) -> str:
    return reason
