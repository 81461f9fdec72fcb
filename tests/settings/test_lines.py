"""Every key of a settings file is found on its line, however the file is written."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.settings import SettingsSource
from align.settings import source as source_

TEXT = '''\
# 说明 = 1
[tool.other]
fail-on = 1

[tool.align]
rules = "x"   # fail-on = 2
reason = """
fail-on = 3
"""
fail-on = [
  "absent",
]
[[tool.align.waivers]]
directive = "ECO-11"
[[tool.align.waivers]]
# 第二条
directive = "ECO-12"
"reason" = "x"
[tool.align.inline]
a = {b = 1, c = 2}
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("rules",), 6),
        (("reason",), 7),
        (("fail-on",), 10),
        (("fail-on", 0), 10),
        (("waivers", 0), 13),
        (("waivers", 0, "directive"), 14),
        (("waivers", 1), 15),
        (("waivers", 1, "directive"), 17),
        (("waivers", 1, "reason"), 18),
        (("waivers", 1, "missing"), 15),
        (("inline", "a", "c"), 20),
        ((), 5),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_is_found_on_its_line(keys: tuple[str | int, ...], line: int, end: str) -> None:
    source = SettingsSource(Path("pyproject.toml"), TEXT.replace("\n", end), ("tool", "align"))
    assert source.line(keys) == line


@given(st.lists(st.sampled_from(["", "# x", "[[waivers]]\ndirective = 'A'"]), max_size=8))
def test_lines_before_a_key_move_it_by_as_many(before: list[str]) -> None:
    head = "".join(f"{item}\n" for item in before)
    source = SettingsSource(Path("align.toml"), f"{head}[last]\nkey = 1\n", ())
    assert source.line(("last", "key")) == head.count("\n") + 2


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5))
def test_a_value_of_several_lines_that_look_like_keys_hides_no_key(
    before: int, after: int, inside: int
) -> None:
    value = "".join(f'  "x>={number}[y]",\n' for number in range(inside))
    head = "".join(f"a{number} = 1\n" for number in range(before))
    tail = "".join(f"b{number} = 1\n" for number in range(after))
    source = SettingsSource(Path("align.toml"), f"{head}list = [\n{value}]\n{tail}last = 2\n", ())
    assert source.line(("list",)) == before + 1
    assert source.line(("last",)) == before + inside + after + 3


def test_a_line_is_found_without_reading_the_file_for_each_of_its_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "[other]\n" + "".join(f"key{number} = 1\n" for number in range(1000)) + "[tool.align]\nlang = 'en'\n"
    )
    read: list[str] = []

    def parsed(part: str) -> dict[str, Any]:
        read.append(part)
        return tomllib.loads(part)

    monkeypatch.setattr(source_, "_parsed", parsed)
    source = SettingsSource(Path("pyproject.toml"), text, ("tool", "align"))
    assert source.line(("lang",)) == 1003
    assert len(read) < 30


def test_the_digest_does_not_depend_on_line_ends() -> None:
    one, two = (SettingsSource(Path("a"), TEXT.replace("\n", end), ()) for end in ("\n", "\r\n"))
    assert one.digest == two.digest
