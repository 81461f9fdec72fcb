"""Many documents: Parquet tables of what a whole corpus answers to.

    result = align.corpus.check("plans/", "out/", engine="process")
    result.table("findings")       # pyarrow.Table, sorted by document, rule and start

Needs the extra ``corpus`` (pyarrow); the engine ``ray`` the extra ``ray``.
"""

from align.corpus.entry import Entry
from align.corpus.run import Progress, Result, check

__all__ = ["Entry", "Progress", "Result", "check"]
