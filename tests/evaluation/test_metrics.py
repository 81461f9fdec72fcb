"""The figures are those of the annotation guide."""

import pytest

from align.evaluation.metrics import at_least, bootstrap, equal, macro_f1, qwk, ratio

PAIRS = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (3, 4), (2, 3), (0, 2)]


def test_kappa_is_one_for_agreement_and_none_where_nothing_differs() -> None:
    assert qwk([(level, level) for level in range(5)]) == 1.0
    assert qwk([(3, 3), (3, 3)]) == 1.0
    assert qwk([]) is None


def test_kappa_weighs_a_far_miss_more_than_a_near_one() -> None:
    near = qwk([*PAIRS, (3, 4)])
    far = qwk([*PAIRS, (0, 4)])
    assert near is not None
    assert far is not None
    assert near > far


def test_kappa_equals_a_value_worked_by_hand() -> None:
    # Two items, labels 0 and 4, one of them off by four: observed 8, expected 8, so chance level.
    assert qwk([(0, 0), (0, 4)]) == pytest.approx(0.0)


def test_met_counts_from_level_three() -> None:
    met = at_least(PAIRS, 3)
    assert met.precision == 1.0
    assert met.recall == pytest.approx(3 / 4)
    assert equal(PAIRS) == pytest.approx(5 / 8)


def test_precision_and_recall_have_denominators_of_their_own() -> None:
    found = ratio(8, 10, 6, 12)
    assert (found.precision, found.recall) == (0.8, 0.5)
    assert found.f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)
    assert ratio(0, 0, 0, 0).f1 is None
    assert ratio(0, 0, 0, 3).f1 == 0.0


def test_macro_f1_weighs_rare_stances_like_common_ones() -> None:
    pairs = [("commit", "commit")] * 9 + [("commit", "negate")]
    assert equal(pairs) == pytest.approx(0.9)
    assert macro_f1(pairs) == pytest.approx((18 / 19 + 0) / 2)


def test_the_bootstrap_is_seeded_and_holds_the_figure() -> None:
    values = [0, 1] * 20
    figure = lambda drawn: sum(drawn) / len(drawn)  # noqa: E731
    first, second = (bootstrap(values, figure) for _ in range(2))
    assert first == second
    assert first is not None
    assert first[0] < 0.5 < first[1]
