"""The entry point: the screens for a file or for no arguments, the command line for everything else."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    arguments = sys.argv[1:]
    if not opens_screens(arguments):
        command_line()
        return
    # Textual takes half a second to load: commands never do.
    from budget.services.recent import last
    from tui.app import PaguApp

    app = PaguApp(arguments[0] if arguments else last())
    app.run()
    sys.exit(app.return_code or 0)


def command_line(arguments: Sequence[str] | None = None) -> None:
    """Every command, with those that need the screens."""
    import tui.keys_command
    import tui.serving  # noqa: F401  # both add a command
    from budget.cli import main

    main(arguments)


def opens_screens(arguments: Sequence[str]) -> bool:
    """No argument, or one that is a workspace: an existing file, ``*.pagu``, or a database URL."""
    if not arguments:
        return True
    target = arguments[0]
    is_workspace = target.endswith(".pagu") or "://" in target or Path(target).is_file()
    return len(arguments) == 1 and not target.startswith("-") and is_workspace


if __name__ == "__main__":
    main()
