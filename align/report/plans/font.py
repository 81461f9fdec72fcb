"""A font that shows Chinese in figures: an installed one, found by what it can draw."""

from __future__ import annotations

from collections.abc import Iterator

from align.errors import SettingsError

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "SimSun",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)
"""Families that are known to show Chinese, the fittest first; the Japanese face of Noto holds the same characters."""


def chinese(text: str) -> str:
    """Return the name of an installed font family that shows every character of a text.

    Raises SettingsError, which says what to install, where there is none.
    """
    wanted = {ord(char) for char in text if char.isprintable() and not char.isspace()}
    for family in _candidates():
        if wanted <= _shows(family):
            return family
    # Rare characters that no font has must not take away the common ones.
    common = {code for code in wanted if _in_gb2312(chr(code))}
    for family in _candidates():
        if common <= _shows(family):
            return family
    raise SettingsError(
        "no-font",
        zh="画图需要中文字体，这台机器上没有找到；请安装 Noto Sans CJK（Debian、Ubuntu：apt install fonts-noto-cjk；"
        "Fedora：dnf install google-noto-sans-cjk-fonts；macOS：brew install font-noto-sans-cjk-sc），或改存 .html、.xlsx。",
        en="figures need a Chinese font and none is installed; install Noto Sans CJK (Debian, Ubuntu: apt install "
        "fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts; macOS: brew install font-noto-sans-cjk-sc), or "
        "write .html or .xlsx.",
    )


def _candidates() -> Iterator[str]:
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    yield from (family for family in FAMILIES if family in installed)


def _shows(family: str) -> frozenset[int]:
    """Return the code points that a family can draw."""
    from matplotlib import font_manager

    path = font_manager.findfont(family, fallback_to_default=False)
    return frozenset(font_manager.get_font(path).get_charmap())


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
