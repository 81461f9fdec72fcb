"""What every process of a run needs, loaded once before they part: the fork server imports this module."""

import gc

from align.corpus import judging, local
from align.evidence import guard

__all__ = ["guard", "judging", "local"]

guard.words("")  # the dictionary of the segmenter
# The first table loads pandas, where it is installed: a fifth of a second.
judging.tables_of({"documents": [{"document": ""}]}, ())

# What is loaded here is shared: a process whose collector of garbage walked through it would copy it.
gc.collect()
gc.freeze()
