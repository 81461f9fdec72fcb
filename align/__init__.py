"""Check a Chinese regional plan against the directives of a superior document."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.api import Checker, check, load, read, render

__all__ = ["Checker", "check", "load", "read", "render"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # `align --help` must not pay for the models of rules and reports.
    if name in __all__:
        from align import api

        return getattr(api, name)
    raise AttributeError(f"module 'align' has no attribute {name!r}")
