"""Where the files that pagu ships are: beside the packages in a checkout, inside them in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(folder: str, name: str) -> Path:
    """The path of a file in `templates` or `sample_data`."""
    for root in (_PACKAGE.parent, _PACKAGE / "_files"):
        path = root / folder / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"{folder}/{name} is missing from this installation")
