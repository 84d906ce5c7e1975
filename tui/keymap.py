"""Which keys the commands have: those of the table, and what the user has chosen instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from textual._context import active_app
from textual.dom import DOMNode

from tui.commands import Command, command
from tui.key_names import shown

# A command in a sentence: ``Tekan {new} untuk menambah.``
NAMED = re.compile(r"\{([a-z_]+)\}")


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

    def keyed(self, sentence: str) -> str:
        """A sentence of the program, with the keys of the commands that stand in it in braces."""
        return NAMED.sub(lambda found: self.key(command(found[1])), sentence)

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


def running_keymap() -> Keymap:
    """That of the application that runs; where none does, the table's."""
    keymap: Keymap = getattr(active_app.get(None), "keymap", _OF_THE_TABLE)
    return keymap


def key(command_id: str) -> str:
    """The key of a command as the application that runs shows it: the one way to name it in a sentence."""
    return running_keymap().key(command(command_id))


def keyed(sentence: str) -> str:
    """A fixed sentence with the keys of the commands in it, as `key`; never a text of users."""
    return running_keymap().keyed(sentence)


_OF_THE_TABLE = Keymap()
