"""A requirement reads as people write it."""

import pytest
from pydantic import ValidationError

from align.gate import Policy, Requirement
from align.judgement import Level


def test_a_requirement_is_a_target_and_a_level() -> None:
    (wanted,) = Policy.model_validate({"require": ["ECO-11 = addressed"]}).require
    assert wanted == Requirement(target="ECO-11", level="addressed")
    assert wanted.floor is Level.ADDRESSED
    assert str(wanted) == "ECO-11=addressed"


@pytest.mark.parametrize("wrong", ["ECO-11", "ECO-11=", "=addressed", "ECO-11=absent", "ECO-11=3"])
def test_anything_else_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate({"require": [wrong]})


def test_an_empty_policy_asks_for_nothing() -> None:
    assert not Policy()
    assert Policy(fail_under=0.0)
