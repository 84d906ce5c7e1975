"""Which keys the commands have: those of the table, and what the user has chosen instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.dom import DOMNode

from tui.commands import Command, shown


@dataclass(frozen=True, slots=True)
class Keymap:
    """`changed` gives the keys, as Textual names them, of the commands that have others than the table's."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, command: Command) -> tuple[str, ...]:
        return self.changed.get(command.id) or tuple(command.keys.split(","))

    def shown_keys(self, command: Command) -> tuple[str, ...]:
        """The keys as users know them."""
        return tuple(shown(key) for key in self.keys(command))

    def key(self, command: Command) -> str:
        """The one that is shown where there is room for one."""
        return self.shown_keys(command)[0]

    def bind(self, node: DOMNode) -> None:
        """Give the bindings of a screen these keys; the id of a binding is that of its command."""
        # The lists are shared with the node's class: new ones take their place.
        table = node._bindings.key_to_bindings
        moved = {}
        for key, bindings in list(table.items()):
            moved.update({b.id: b for b in bindings if b.id in self.changed})
            if left := [b for b in bindings if b.id not in self.changed]:
                table[key] = left
            else:
                del table[key]
        for command_id, binding in moved.items():
            for key in self.changed[str(command_id)]:
                table[key] = [*table.get(key, ()), binding.with_key(key=key, key_display=None)]
