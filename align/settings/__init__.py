"""What is asked of a check, and who asked: option, environment, settings file, default.

A file is ``align.toml``, or ``[tool.align]`` in ``pyproject.toml``, in the working directory or above it, up to the
root of the git repository; never beside a plan, since whoever submits a plan must not bring its policy.
"""

from align.settings.keys import KEYS, Effective, PlanSettings, Settings, dashed, day
from align.settings.layer import effective, option_name, variable_name
from align.settings.listing import rows
from align.settings.source import NAMES, SettingsSource, discover, repository

__all__ = [
    "KEYS",
    "NAMES",
    "Effective",
    "PlanSettings",
    "Settings",
    "SettingsSource",
    "dashed",
    "day",
    "discover",
    "effective",
    "option_name",
    "repository",
    "rows",
    "variable_name",
]
