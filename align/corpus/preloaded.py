"""What every process of a run needs, loaded once before they part: the fork server imports this module."""

from align.corpus import judging, local
from align.evidence import guard

__all__ = ["guard", "judging", "local"]

guard.words("")  # the dictionary of the segmenter
