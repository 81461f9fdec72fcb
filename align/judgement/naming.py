"""What levels and outcomes are called, in files and for people; every stage after this one takes the names from here."""

from __future__ import annotations

from typing import Literal

from align.judgement.finding import Level, Outcome

LevelWord = Literal["absent", "mentioned", "partial", "addressed", "operational"]
OutcomeWord = Literal["waived", "inapplicable", "contradicted", "gap", "met"]
"""As files write them."""

COUNTED = (Outcome.MET, Outcome.GAP, Outcome.CONTRADICTED)
"""Outcomes that coverage and the gate count."""

LEVELS: dict[Level, tuple[str, str]] = {
    Level.ABSENT: ("未涉及", "absent"),
    Level.MENTIONED: ("仅提及", "mentioned"),
    Level.PARTIAL: ("部分响应", "partial"),
    Level.ADDRESSED: ("实质响应", "addressed"),
    Level.OPERATIONAL: ("落实到举措", "operational"),
}

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("已响应", "met"),
    Outcome.GAP: ("缺口", "gap"),
    Outcome.CONTRADICTED: ("相抵触", "contradicted"),
    Outcome.WAIVED: ("已豁免", "waived"),
    Outcome.INAPPLICABLE: ("不适用", "not applicable"),
}
