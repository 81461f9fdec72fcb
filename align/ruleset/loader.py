"""YAML becomes a Ruleset; all faults of all files are told at once, each with file:line:column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import TypeAdapter

from align.errors import RulesetError
from align.ruleset.checking import check_rules, check_themes
from align.ruleset.naming import check_exempt, check_names, raw_rules
from align.ruleset.rule import Concept, CueWords, Exempt, Header, Ruleset, StanceWords, Theme
from align.ruleset.rulefile import Fault, FaultyRulesError, RuleFile, read
from align.ruleset.stored import digest_of, keep, recall
from align.ruleset.validating import mapping, sound, validated

RESERVED = ("ruleset.yaml", "concepts.yaml", "exempt.yaml")


def rules_home() -> Path:
    """Return the folder of the shipped rulesets."""
    installed = Path(str(resources.files("align"))) / "rules"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def shipped() -> tuple[str, ...]:
    """Return the names of the shipped rulesets."""
    return tuple(sorted(path.parent.name for path in rules_home().glob("*/ruleset.yaml")))


def locate(name: str | Path) -> Path:
    """Return the folder of a ruleset, by the name of a shipped one or by path."""
    folder = Path(name)
    if isinstance(name, str) and "/" not in name and "\\" not in name and name in shipped():
        return rules_home() / name
    if (folder / "ruleset.yaml").is_file():
        return folder
    if folder.is_file():
        here = (folder.parent / "ruleset.yaml").is_file()
        raise RulesetError(
            "no-ruleset",
            zh=f"“{name}”是文件，规则集是文件夹；请给它所在的文件夹 {folder.parent}"
            + ("。" if here else "，并在其中放好 ruleset.yaml。"),
            en=f"{str(name)!r} is a file, a ruleset is a folder; give its folder, {folder.parent}"
            + ("." if here else ", and put a ruleset.yaml there."),
        )
    raise RulesetError(
        "no-ruleset",
        zh=f"找不到规则集“{name}”：既不是自带的规则集（{'、'.join(shipped())}），也不是含有 ruleset.yaml 的文件夹。",
        en=f"no ruleset {name!r}: neither a shipped one ({', '.join(shipped())}) nor a folder with a ruleset.yaml.",
    )


def load(name: str | Path = "yrd-2023") -> Ruleset:
    """Load a ruleset by the name of a shipped one or by the path of its folder.

    Raises RulesetError where there is none, and FaultyRulesError with every mistake of every file.
    """
    if not isinstance(name, str | Path):
        raise RulesetError(
            "no-ruleset",
            zh=f"规则集应写名称或文件夹的路径，这里是 {name!r}。",
            en=f"a ruleset is told by its name or by the path of its folder, not by {name!r}.",
        )
    folder = locate(name)
    files = {path.name: path for path in sorted(folder.glob("*.yaml")) if not path.is_dir()}
    digest = digest_of(files)
    kind = TypeAdapter(Ruleset)
    if (kept := recall(kind, digest)) is not None:
        return kept
    fresh = _load(files, digest)
    keep(kind, digest, fresh)
    return fresh


def _load(files: dict[str, Path], digest: str) -> Ruleset:
    faults: list[Fault] = []
    sources = {key: source for key, path in files.items() if (source := read(path, faults)) is not None}
    header = validated(Header, sources.get("ruleset.yaml"), faults)
    concepts = mapping(Concept, sources.get("concepts.yaml"), faults)
    exempt = (
        validated(Exempt, sources.get("exempt.yaml"), faults)
        if "exempt.yaml" in sources
        else Exempt(clauses=())
    )
    written = [source for key, source in sources.items() if key not in RESERVED]
    read_ = [(source, validated(Theme, source, faults)) for source in written]
    faults += _between(files, sources, written, header)
    for source, theme in read_:
        faults += check_rules(source, dict(enumerate(theme.rules)) if theme else sound(source))
    themes = [theme for _, theme in read_ if theme is not None]
    if faults or header is None or concepts is None or exempt is None:
        raise FaultyRulesError(faults)
    order = {theme: index for index, theme in enumerate(header.themes)}
    themes.sort(key=lambda theme: order.get(theme.theme, len(order)))
    return Ruleset(
        header=header,
        themes=tuple(themes),
        concepts=concepts,
        exempt=exempt.clauses,
        digest=digest,
    )


def _between(
    files: dict[str, Path], sources: dict[str, RuleFile], themes: list[RuleFile], header: Header | None
) -> Iterator[Fault]:
    """Tell the faults between the files of a ruleset; what could not be read itself makes no fault of another."""
    complete = len(sources) == len(files)
    if header is not None:
        yield from check_themes(header, sources["ruleset.yaml"], themes, complete)
    yield from check_names(header, _concept_names(files, sources), themes)
    if complete:
        ids = {str(rule.get("id")) for source in themes for _, rule in raw_rules(source)}
        yield from check_exempt(sources.get("exempt.yaml"), ids)


def _concept_names(files: dict[str, Path], sources: dict[str, RuleFile]) -> tuple[str, ...] | None:
    """Return the names of the concepts, of those at fault too; None where their file cannot be read."""
    if "concepts.yaml" not in files:
        return ()
    source = sources.get("concepts.yaml")
    return tuple(source.data) if source is not None and isinstance(source.data, dict) else None


@cache
def stance_words() -> StanceWords:
    """Load the words of stance that all rulesets share, ``rules/stance.yaml``."""
    path = rules_home() / "stance.yaml"
    digest = digest_of({path.name: path})
    kind = TypeAdapter(StanceWords)
    if (kept := recall(kind, digest)) is not None:
        return kept
    faults: list[Fault] = []
    words = mapping(CueWords, read(path, faults), faults)
    if faults or words is None:
        raise FaultyRulesError(faults)
    keep(kind, digest, words)
    return words
