"""The import order and the one door of each library, as design says them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import align

HOME = Path(align.__file__).parent
ORDER = [
    {"errors"},
    {"document", "ruleset"},
    {"structure"},
    {"evidence"},
    {"judgement"},
    {"comparison"},
    {"gate", "report", "evaluation"},
    {"settings"},
    {"api", "corpus"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
DOORS = {
    "spacy": {"evidence"},
    "ahocorasick": {"evidence"},
    "rjieba": {"evidence"},
    "yaml": {"ruleset", "evaluation"},
    "jinja2": {"report"},
    "openpyxl": {"report"},
    "docx": {"report"},
    "lxml": {"document", "report"},
    "rich": {"report", "cli"},
    "pypdfium2": {"document"},
    "trafilatura": {"document"},
    "typer": {"cli"},
    "ray": {"corpus"},
    "pyarrow": {"corpus", "comparison"},
    "pandas": {"comparison"},
    "matplotlib": {"report"},
}
# The gate's settings name a report format; reports do not know the gate but for its records.
MODULES = sorted(path for path in HOME.rglob("*.py") if path.parent != HOME or path.stem in RANK)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "align":
                yield from (f"align.{alias.name}" for alias in node.names)


def family(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_imports_only_from_stages_before_its_own(path: Path) -> None:
    own = RANK[family(path)]
    for name in imports(path):
        if name.startswith("align."):
            other = name.split(".")[1]
            if other in RANK and other != family(path):
                assert RANK[other] < own, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_each_library_has_one_door(path: Path) -> None:
    for name in imports(path):
        allowed = DOORS.get(name.split(".")[0])
        assert allowed is None or family(path) in allowed, f"{path.name} imports {name}"


def test_the_public_names_are_those_of_the_contract_and_sorted() -> None:
    assert align.__all__ == sorted(align.__all__)
    for name in ("Checker", "check", "load", "read", "render"):
        assert name in align.__all__
        assert callable(getattr(align, name))


def test_importing_align_imports_neither_spacy_nor_any_optional_library() -> None:
    code = (
        "import sys, align; align.Checker; "
        "heavy = {'spacy','ray','pyarrow','matplotlib','pypdfium2','trafilatura','docx','openpyxl','jinja2','rich'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_help_loads_neither_models_nor_reports() -> None:
    code = (
        "import sys; from align.cli import main\n"
        "sys.argv = ['align', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('LOADED', sorted({'pydantic', 'yaml', 'align.report', 'align.corpus'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.rstrip().endswith("LOADED []")
