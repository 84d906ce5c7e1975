"""Text that a screen says anew as one types."""

from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static


class Said(Static):
    """Draws nothing where it already says so, and lays the window out anew only where it grows or shrinks.

    A window over a page draws the page anew, too, at every layout: ten times what a line of text takes.
    """

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        if not self.is_attached:
            super().update(content, layout=layout)
        elif content != self.content:
            before = self._room
            super().update(content, layout=False)
            if layout and self._room != before:
                self.refresh(layout=True)

    @property
    def _room(self) -> Size:
        around, width = (self.container_size, self.screen.size), self.content_size.width
        if self.styles.width is not None and self.styles.width.is_auto:
            width = self.get_content_width(*around)
        return Size(width, self.get_content_height(*around, width))
