"""Rules that are kept on disk are the rules that were read, and nothing else is trusted."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from align.ruleset import FaultyRulesError, load, rules_home, stance_words


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_home() / "yrd-2023", tmp_path / "rules"))


def only(folder: Path) -> Path:
    (path,) = folder.glob("rules-*.json")
    return path


def test_what_is_kept_is_what_was_read(kept: Path, rules: Path) -> None:
    read = load(rules)
    assert json.loads(only(kept).read_text(encoding="utf-8"))["digest"] == read.digest
    assert load(rules) == read
    stance_words.cache_clear()
    words = stance_words()
    stance_words.cache_clear()
    assert stance_words() == words


def test_what_is_kept_is_used(kept: Path, rules: Path) -> None:
    load(rules)
    path = only(kept)
    path.write_text(
        path.read_text(encoding="utf-8").replace("跨区域排污权交易制度", "改过的标题"), encoding="utf-8"
    )
    assert any(rule.title == "改过的标题" for rule in load(rules).rules)


def test_a_changed_rule_file_is_read_anew_and_its_faults_are_told(kept: Path, rules: Path) -> None:
    before = load(rules)
    ecology = rules / "ecology.yaml"
    ecology.write_text(ecology.read_text(encoding="utf-8") + "# 改动\n", encoding="utf-8")
    assert load(rules).digest != before.digest
    ecology.write_text(ecology.read_text(encoding="utf-8") + "surplus: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(FaultyRulesError):
            load(rules)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_others_can_write_is_not_trusted(kept: Path, rules: Path) -> None:
    read = load(rules)
    path = only(kept)
    path.write_text(
        path.read_text(encoding="utf-8").replace("跨区域排污权交易制度", "改过的标题"), encoding="utf-8"
    )
    path.chmod(0o666)
    assert load(rules) == read


@pytest.mark.parametrize("content", ["", "{}", "不是 JSON", '{"digest": 1}'])
def test_a_damaged_file_is_read_past(kept: Path, rules: Path, content: str) -> None:
    read = load(rules)
    only(kept).write_text(content, encoding="utf-8")
    assert load(rules) == read


def test_a_place_that_cannot_be_written_is_no_error(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert len(load(rules).rules) == 110


def test_the_cache_can_be_turned_off_and_does_not_grow_without_end(
    kept: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.mkdir()
    for number in range(40):
        (kept / f"rules-{number}.json").write_text("{}", encoding="utf-8")
    load(rules)
    assert len(list(kept.glob("rules-*.json"))) == 32
    shutil.rmtree(kept)
    monkeypatch.setenv("ALIGN_CACHE_DIR", "off")
    load(rules)
    assert not kept.exists()
