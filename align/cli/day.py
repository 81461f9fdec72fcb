"""A date on the command line."""

from __future__ import annotations

import datetime as dt

from align.errors import SettingsError


def day(text: str | None) -> dt.date | None:
    """Return a date option; what is no date is an error that says how to write one."""
    if text is None:
        return None
    from align.settings import dashed  # with pydantic, which help does without

    try:
        return dt.date.fromisoformat(dashed(text))
    except ValueError:
        raise SettingsError(
            "bad-date",
            zh=f"--as-of“{text}”不是日期；请写成 2026-01-01 这样。",
            en=f"--as-of {text!r} is not a date; write it as 2026-01-01.",
        ) from None
