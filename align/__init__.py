"""Check a Chinese regional plan against the directives of a superior document."""

from align.api import Checker, check, load, read, render

__all__ = ["Checker", "check", "load", "read", "render"]

__version__ = "0.1.0"
