"""What became of each directive between two drafts, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from align.document import Span
from align.evidence import Evidence, Stance
from align.judgement import Assessment, Finding, Level

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa


class Kind(Enum):
    """What became of a directive; the first that applies, worst first.

    A draft answers a directive from ADDRESSED up, unless it only repeats the superior document.
    """

    CONTRADICTED = "contradicted"
    LOST = "lost"
    WEAKENED = "weakened"
    MOVED = "moved"
    STRENGTHENED = "strengthened"
    GAINED = "gained"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of one draft: its index, its span, the evidence in it, and what of it the other draft has not.

    ``changed`` are half-open code-point offsets into the draft's text, inside the sentence.
    """

    sentence: int
    span: Span
    evidence: Evidence | None
    changed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence before and what it is after; None on the side that has no sentence like it."""

    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one directive. ``binding`` tells whether it binds the new draft."""

    kind: Kind
    old: Finding
    new: Finding
    pairs: tuple[Pair, ...] = ()

    @property
    def rule(self) -> str:
        """Return the id of the directive."""
        return self.new.rule.id

    @property
    def binding(self) -> bool:
        """Return whether the directive binds the new draft."""
        return self.new.binding

    @property
    def lost(self) -> bool:
        """Return whether the old draft answered the directive and the new one does not, contradicted or not."""
        return answers(self.old) and not answers(self.new)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two drafts compared: a change for every rule, in rule order; those that are KEPT have no pairs."""

    old: Assessment
    new: Assessment
    changes: tuple[Change, ...]

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """Return the changes of some kinds, in rule order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def told(self) -> tuple[Change, ...]:
        """Return all but what is kept: what binds first, then worst first, then in rule order."""
        order = list(Kind)
        told = (change for change in self.changes if change.kind is not Kind.KEPT)
        return tuple(sorted(told, key=lambda change: (not change.binding, order.index(change.kind))))

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each directive: what became of it, its levels and outcomes before and after."""
        from align.comparison.tables import changes

        return changes(self)

    def table(self) -> pa.Table:
        """Return the rows as a pyarrow.Table; needs pyarrow."""
        from align.comparison.tables import arrow_of

        return arrow_of(self.records())

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a pandas.DataFrame; needs pandas."""
        from align.comparison.tables import frame_of

        return frame_of(self.records())


def answers(finding: Finding) -> bool:
    """Return whether a draft answers a directive: addressed or better, and not only copied."""
    return finding.level >= Level.ADDRESSED and not finding.copied


def opposes(finding: Finding) -> bool:
    """Return whether a draft rejects a directive and nowhere answers it, whether it binds or not."""
    return finding.level < Level.ADDRESSED and any(item.stance is Stance.NEGATE for item in finding.evidence)
