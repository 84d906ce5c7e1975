"""A list whose rows can be added, changed and removed: what a room asks of it."""

from abc import abstractmethod

from tui.widgets.list_pane import ListPane


class EditedList(ListPane):
    """`refusal` says why a command cannot run now; empty when it can."""

    @abstractmethod
    def refusal(self, command: str) -> str: ...

    @abstractmethod
    def add(self) -> None: ...

    @abstractmethod
    def change(self) -> None: ...

    @abstractmethod
    def ask_removal(self) -> None: ...
