"""Check a Chinese regional plan against the directives of a superior document."""

__version__ = "0.1.0"
