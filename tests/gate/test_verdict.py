"""The exit code of several is the worst; an empty policy is none."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from align.gate import Gate, Policy, Requirement, worst

ORDER = [70, 2, 3, 1, 4, 5, 0]


def test_the_worst_of_two_comes_first_in_the_documented_order() -> None:
    for (rank, code), (other_rank, other) in itertools.product(enumerate(ORDER), repeat=2):
        assert worst([code, other]) == ORDER[min(rank, other_rank)]


@given(st.lists(st.sampled_from(ORDER)))
def test_the_order_of_plans_does_not_matter(codes: list[int]) -> None:
    assert worst(codes) == worst(sorted(codes))


def test_nothing_judged_is_no_failure_of_its_own() -> None:
    assert worst([]) == 0


def test_a_gate_is_armed_by_whatever_somebody_asked_for() -> None:
    assert not Gate().armed
    assert Gate(Policy(fail_on=("absent",))).armed
    assert Gate(Policy(fail_under=0.0)).armed
    assert Gate(Policy(strict=True)).armed
    assert Gate(Policy(require=(Requirement(target="ECO", level="partial"),))).armed
