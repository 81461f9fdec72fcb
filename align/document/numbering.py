"""Automatic numbers of Word, rendered as Word prints them.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
ORDINALS = "〇零一二三四五六七八九十百"
"""The characters of the number that an item, chapter or article bears, for the class of a pattern."""
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


def render(number: int, style: str) -> str:
    """Return a counter as its ``w:numFmt`` prints it; a style that is not known prints decimal digits."""
    return _STYLES.get(style, str)(number) if number >= 0 else str(number)


def counting(number: int, digits: str = _DIGITS, units: str = "十百千", *, bare_ten: bool = True) -> str:
    """Return a number in words, 一百零五; ``bare_ten`` prints 十二 and not 一十二. At most 9999."""
    if not 0 < number < 10_000:
        return str(number)
    zero = "零" if digits[0] == "〇" else digits[0]
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += zero * gap + digits[digit] + (units[place - 1] if place else "")
        gap = not digit and bool(words)
    return words[1:] if bare_ten and 10 <= number < 20 else words


def counted(words: str) -> int | None:
    """Return the number that Chinese words or digits print, the inverse of ``counting``: 105 for 一百零五, 一〇五, 105.

    At most 9999; None for what is no number.
    """
    if re.fullmatch(r"\d{1,4}", words):
        return int(words)
    if not words or not all(char in _VALUES or char in _UNITS for char in words):
        return None
    if not any(char in _UNITS for char in words):
        return int("".join(str(_VALUES[char]) for char in words)) if len(words) <= 4 else None
    total, digit, last = 0, 0, 10_000
    for char in words:
        unit = _UNITS.get(char)
        if unit is None:
            if digit:
                return None
            digit = _VALUES[char]
        elif unit >= last:
            return None
        else:
            # 十二 has no digit before its unit.
            total, digit, last = total + (digit or 1) * unit, 0, unit
    return total + digit


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    # Above 99 Word goes on digit by digit: 九十九, 一〇〇.
    return counting(number) if number < 100 else _positional(number)


def _japanese_counting(number: int) -> str:
    words = counting(number).replace("零", "")
    return re.sub(r"一(?=[十百千])", "", words)


def _legal(digits: str) -> Callable[[int], str]:
    return lambda number: counting(number, digits, "拾佰仟", bare_ten=False)


def _cycle(symbols: str) -> Callable[[int], str]:
    return lambda number: symbols[number - 1] if 0 < number <= len(symbols) else str(number)


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _run(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    # Word repeats the letter: z, aa, bb.
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _ordinal(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": counting,
    "chineseLegalSimplified": _legal(_LEGAL),
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": counting,
    "taiwaneseDigital": _positional,
    "ideographDigital": _positional,
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _run("㊀", 10),
    "japaneseCounting": _japanese_counting,
    "japaneseDigitalTenThousand": _positional,
    "koreanDigital2": _positional,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it prints (第%1章) and what follows (tab, space, nothing)."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs name: the definition it counts on, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Counters:
    """The counters of all lists of a document; ask in the order of the text."""

    def __init__(self, lists: dict[str, List]) -> None:
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()

    def next(self, number_id: str, depth: int) -> str:
        """Count one paragraph and return its label with what follows it; "" where none is printed."""
        numbered = self.lists.get(number_id)
        if numbered is None or depth not in numbered.levels:
            return ""
        counts = self._counts.setdefault(numbered.definition, {})
        if number_id not in self._seen:
            self._seen.add(number_id)
            for level in numbered.starts:
                counts.pop(level, None)
        self._count(numbered, counts, depth)
        return _label(numbered, counts, depth)

    def _count(self, numbered: List, counts: dict[int, int], depth: int) -> None:
        for above in range(depth):
            counts.setdefault(above, _start(numbered, above))
        counts[depth] = counts[depth] + 1 if depth in counts else _start(numbered, depth)
        for below in [level for level in counts if level > depth]:
            if _restarts(numbered.levels.get(below, Level()), below, depth):
                del counts[below]


def _start(numbered: List, depth: int) -> int:
    return numbered.starts.get(depth, numbered.levels.get(depth, Level()).start)


def _restarts(level: Level, own: int, changed: int) -> bool:
    # w:lvlRestart counts levels from 1; 0 is never, and none is "after any level above".
    return level.restart is None or changed < min(level.restart, own)


def _label(numbered: List, counts: dict[int, int], depth: int) -> str:
    level = numbered.levels[depth]
    if level.style in ("bullet", "none") and not _PLACEHOLDER.search(level.text):
        return "" if level.style == "bullet" else level.text

    def shown(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        style = numbered.levels.get(other, Level()).style
        plain = level.legal and style not in ("bullet", "none")
        return render(counts.get(other, _start(numbered, other)), "decimal" if plain else style)

    return _followed(_PLACEHOLDER.sub(shown, level.text), level.suffix)


def _followed(label: str, suffix: str) -> str:
    # A tab is an indent on paper; in Chinese texts nothing stands between （一） and its title.
    if not label or suffix == "nothing" or label[-1] in "、，．。：）】》〕":
        return label
    return label + " "
