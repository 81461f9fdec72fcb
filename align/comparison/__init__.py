"""Assessments beside each other: two drafts of a plan, or many plans.

diff(old, new).of(Kind.LOST)                  # what the new draft no longer answers
matrix(assessments).table("together")         # which directives went together, as a pyarrow.Table
"""

from align.comparison.change import Change, Diff, Kind, Pair, Quote
from align.comparison.drafts import diff
from align.comparison.likeness import Sentences

__all__ = ["Change", "Diff", "Kind", "Pair", "Quote", "Sentences", "diff"]
