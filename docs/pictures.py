"""Makes the pictures of the documents from the running program: ``python docs/pictures.py``.

The same picture every time: the sample regency, a fixed clock, a fixed terminal size, no random ids.
"""

import asyncio
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from budget.services.demo import build_demo
from budget.services.workspace import Workspace
from tui.app import PaguApp

PICTURES = Path(__file__).parent / "img"
WIDTH, HEIGHT = 120, 36


def now() -> datetime:
    return datetime(2023, 3, 1, 2, 30, tzinfo=UTC)


def opener(target: str) -> Workspace:
    return Workspace(target, "Siti", now)


async def picture(target: str, name: str, *keys: str) -> Path:
    """Open the workspace, press the keys, and save what stands on the screen."""
    app = PaguApp(target, opener)
    async with app.run_test(size=(WIDTH, HEIGHT), notifications=True) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            while app.is_working:
                await pilot.pause(0.01)
            await pilot.pause()
        drawing = app.export_screenshot(title="pagu")
    out = PICTURES / f"{name}.svg"
    out.parent.mkdir(parents=True, exist_ok=True)
    # The drawing numbers its styles by chance; a picture that did not change must not differ.
    drawing = re.sub(r"terminal-\d+-", "terminal-", drawing)
    # Nor should a reader's machine fetch a font from somewhere for it.
    drawing = re.sub(r"\s*@font-face \{.*?\}", "", drawing, flags=re.DOTALL)
    out.write_text(drawing, encoding="utf-8")
    return out


def main() -> None:
    with TemporaryDirectory() as folder:
        # The user's own last file and keys are none of this script's business.
        os.environ["PAGU_STATE_DIR"] = os.environ["PAGU_CONFIG_DIR"] = folder
        target = str(build_demo(Path(folder), "Siti", now).db)
        asyncio.run(picture(target, "ringkasan"))


if __name__ == "__main__":
    main()
