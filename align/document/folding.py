"""Characters that mean the same are made the same: one character for one, so that no offset moves.

Folded: full-width letters, digits, ％ and ．; half-width , ; : ! ? ( ) to the Chinese marks; dashes, dots,
tildes and quotes of all shapes to one each; 〇 to 零; radicals and compatibility forms that PDF files carry
(⾼ to 高); traditional characters by OpenCC's table of single characters, as far as they stand outside
GB 2312. Not folded: traditional forms that are simplified characters as well (乾, 著, 於), words that differ
between regions (軟體), anything that changes the length (㎡, ½), case.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_MARKS = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_SHAPES = {
    **dict.fromkeys("｡", "。"),
    **dict.fromkeys("､", "、"),
    **dict.fromkeys("「『｢〝＂“«", "“"),
    **dict.fromkeys("」』｣〞〟”»", "”"),
    **dict.fromkeys("‹＇‘", "‘"),
    **dict.fromkeys("›’", "’"),
    **dict.fromkeys("〈＜", "《"),
    **dict.fromkeys("〉＞", "》"),
    **dict.fromkeys("〔［【[", "【"),
    **dict.fromkeys("〕］】]", "】"),
    **dict.fromkeys("•‧・･∙⋅·", "·"),
    **dict.fromkeys("–―─━", "—"),
    **dict.fromkeys("﹣－‐‑−", "-"),
    **dict.fromkeys("～〜∼˜", "~"),
    **dict.fromkeys("〇○◯", "零"),
    **dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\t", " "),
    **dict.fromkeys("\v\x85\u2028\u2029", "\n"),
}
# Radicals that look like characters but have no compatibility mapping of their own.
_RADICALS = dict(
    zip(
        "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻰",
        "民母西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐龙",
        strict=True,
    )
)


# All but simplified characters, which GB 2312 knows one and all, and the usual marks, digits and letters.
_UNUSUAL = re.compile("[^一-龥，。、；：“”！？（）《》0-9a-z\n]")


def fold(text: str) -> str:
    """Return the text with equal characters made equal; the length stays the same."""
    for char in sorted(_unusual(text)):
        folded = _folded(char)
        if folded != char:
            text = text.replace(char, folded)
    return _paired(text) if '"' in text else text


def _unusual(text: str) -> set[str]:
    """Return the characters that may have to be folded: to look at every one of a long text costs ten times as much."""
    found = set(_UNUSUAL.findall(text))
    rest = text
    for char in found:
        if not _common(char):
            rest = rest.replace(char, "")
    return found if _common(rest) else set(text)


@cache
def _folded(char: str) -> str:
    if "0" <= char <= "9" or "a" <= char <= "z":
        return char
    folded = _MARKS.get(char) or _SHAPES.get(char) or _RADICALS.get(char)
    if folded is None and char > "\x7f":
        folded = _simplified(_compatible(char))
    return folded or char


def _compatible(char: str) -> str:
    """Return the plain form of a full-width, half-width, radical or compatibility character."""
    if not (
        "⼀" <= char <= "⿕" or "豈" <= char <= "\ufaff" or "！" <= char <= "\uffdc" or "⺀" <= char <= "⻳"
    ):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return _MARKS.get(plain, plain) if len(plain) == 1 else char


def _simplified(char: str) -> str:
    # OpenCC's table is read only for a text that has need of it: simplified text stays within GB 2312.
    if not "㐀" <= char <= "鿿" or _common(char):
        return char
    return _table().get(char, char)


def _common(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _table() -> dict[str, str]:
    """Return OpenCC's traditional characters with their first simplified form, one for one."""
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        return {}
    path = Path(spec.submodule_search_locations[0]) / "dictionary" / "TSCharacters.txt"
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    found = {pair[0]: pair[1] for pair in pairs if len(pair) > 1 and len(pair[0]) == len(pair[1]) == 1}
    return {old: found.get(new, new) for old, new in found.items()}


def _paired(text: str) -> str:
    """Turn straight quotes into pairs, line by line."""
    return "\n".join(_pair(line) for line in text.split("\n"))


def _pair(line: str) -> str:
    opener, *rest = line.split('"')
    return opener + "".join("“”"[at % 2] + piece for at, piece in enumerate(rest))
