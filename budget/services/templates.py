"""The templates that files are written from: which there are, where the one in use is, whether it will do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from budget.errors import FileError, NotFound, Problem, error, reason, warning
from budget.resources import shipped
from budget.services.workspace import Workspace

FOLDER = "templates"
_SUFFIX = ".xlsx"
_PLAN = "rencana"
_BPJS = {
    "data_tk_baru": "Berkas BPJS: peserta baru, untuk roster bpjs",
    "data_tk_na": "Berkas BPJS: peserta keluar, untuk roster bpjs",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A shipped template by the name of its file, without ``.xlsx``, and what it is for."""

    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A file that was looked at, and what is wrong with it, cell by cell."""

    file: Path
    problems: tuple[Problem, ...]


def templates() -> tuple[Template, ...]:
    """All templates that pagu ships, the forms first."""
    from budget.workbook.forms.nominative_layout import TEMPLATE_LAYOUTS

    return (
        *(Template(layout.template, layout.purpose) for layout in TEMPLATE_LAYOUTS),
        *(Template(name, purpose) for name, purpose in _BPJS.items()),
        Template(_PLAN, "Rencana kosong, untuk import plan"),
    )


def template_path(workspace: Workspace, name: str, folder: Path | None = None) -> Path:
    """The template in use: that of the folder, else that beside the workspace, else the shipped one.

    FileError where the folder that was asked for is none.
    """
    file = f"{name}{_SUFFIX}"
    if folder is not None and not folder.is_dir():
        raise FileError(f"Folder templat {folder} tidak ada. Salin templat ke sana dengan template copy.")
    places = [folder] if folder is not None else []
    if "://" not in workspace.target:
        places.append(Path(workspace.target).parent / FOLDER)
    return next((place / file for place in places if (place / file).is_file()), shipped(FOLDER, file))


def copy_templates(names: Sequence[str], folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Copy these templates, or all, to a folder; nothing is copied where a file would be overwritten.

    NotFound for a name that there is not; FileError where a file stands (unless `force`) or cannot be
    written.
    """
    from budget.workbook.files import replacing

    known = [template.name for template in templates()]
    wanted = [name.removesuffix(_SUFFIX) for name in names] or known
    if unknown := [name for name in wanted if name not in known]:
        raise NotFound(f"Tidak ada templat bernama {', '.join(unknown)}. Yang ada: {', '.join(known)}.")
    targets = [folder / f"{name}{_SUFFIX}" for name in wanted]
    standing = [target.name for target in targets if target.exists()]
    if standing and not force:
        raise FileError(
            f"Di {folder} sudah ada {', '.join(standing)}. Pilih folder lain, atau timpa dengan --force."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileError(f"Tidak dapat membuat folder {folder}: {reason(problem)}.") from problem
    for target in targets:
        with replacing(target) as temporary:
            temporary.write_bytes(shipped(FOLDER, target.name).read_bytes())
    return tuple(targets)


def check_templates(path: Path) -> tuple[CheckedTemplate, ...]:
    """A template, or those of a folder, by the names of their files; FileError where there is none.

    Workbooks of other names are told as such: no export reads them.
    """
    if path.is_dir():
        files = sorted(file for file in path.glob(f"*{_SUFFIX}") if not file.name.startswith(("~$", ".")))
        if not files:
            raise FileError(f"Folder {path} tidak memuat templat .xlsx.")
    elif path.is_file():
        files = [path]
    else:
        raise FileError(f"{path} tidak ada. Periksa nama dan foldernya.")
    return tuple(CheckedTemplate(file, _problems(file)) for file in files)


def _problems(file: Path) -> tuple[Problem, ...]:
    from budget.workbook.forms.nominative_layout import TEMPLATE_LAYOUTS
    from budget.workbook.forms.template_check import checked_template

    forms = {layout.template: layout for layout in TEMPLATE_LAYOUTS}
    try:
        if layout := forms.get(file.stem):
            _, problems = checked_template(file, layout)
            return problems
        if file.stem in _BPJS:
            return _bpjs_problems(file)
        if file.stem == _PLAN:
            return _plan_problems(file)
    except FileError as problem:
        return (error(problem.code, f"Templat {file.name}", str(problem)),)
    known = ", ".join(template.name for template in templates())
    message = f"tidak dipakai: namanya bukan nama templat. Yang dipakai: {known}."
    return (warning("templat_tidak_dikenal", f"Templat {file.name}", message),)


def _bpjs_problems(file: Path) -> tuple[Problem, ...]:
    from budget.workbook.bpjs import LEAVING, NEW, read_template

    read_template(file, NEW if file.stem == NEW.sheet else LEAVING)
    return ()


def _plan_problems(file: Path) -> tuple[Problem, ...]:
    """The plan's reader knows columns by their headings: what is asked is whether they are all there."""
    from budget.workbook.plan_parts import LAYOUTS, OPTIONAL
    from budget.workbook.sheets import sheet_names

    there = {" ".join(name.split()).casefold() for name in sheet_names(file)}
    missing = [
        layout.sheet
        for layout in LAYOUTS
        if layout.sheet not in OPTIONAL and layout.sheet.casefold() not in there
    ]
    return tuple(
        error("templat", f"Templat {file.name}", f"lembar {name} tidak ada. Beri lembarnya nama itu.")
        for name in missing
    )
