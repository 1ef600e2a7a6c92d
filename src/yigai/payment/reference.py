"""Reference amounts of a year (年初基准): weights, points and values computed from the years before it.

They are fixed before the year and go into the rule and the tables of groups; no settlement computes them, so
that nothing a case is measured by can depend on what its points turn out to be worth. Means are those of all
stays, of people who paid themselves too. Trimming (裁剪) is not done here: which stays lie beyond 2.5 % and
97.5 % no document seen says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from yigai.errors import InvalidValue, Text, Undefined
from yigai.model.payment.words import PointMethod
from yigai.values.money import Money, Rounding
from yigai.values.ratio import Ratio
from yigai.values.scaled import SCALE, Factor, Points

_FEN = 100
_POINTS_OF_MEAN = 1000


@attrs.frozen(kw_only=True)
class Year:
    """A year before, with its weight: what all cases cost, and the points they had."""

    weight: int
    cost: Money
    points: Points


def weighted_mean(means: Sequence[Money | None], weights: Sequence[int]) -> Fraction | None:
    """The mean over several years in yuan, exactly; unknown where one of them is.

    The DIP 3.0 draft weights three years 1 : 2 : 7, the oldest first.

    >>> weighted_mean([Money.parse("9000.00"), Money.parse("10000.00"), Money.parse("11000.00")], [1, 2, 7])
    Fraction(10600, 1)
    """
    if len(means) != len(weights):
        raise InvalidValue(
            found=f"{len(means)} / {len(weights)}",
            expected=Text(zh="每年一个均值、一个权重", en="a mean and a weight for every year"),
        )
    known = [mean.fen for mean in means if mean is not None]
    if len(known) < len(means):
        return None
    total = sum(weight * fen for weight, fen in zip(weights, known, strict=True))
    return Fraction(total, _positive(sum(weights), "weights") * _FEN)


def disease_points(
    means: Mapping[str, Fraction | None],
    method: PointMethod,
    *,
    reference: Money | None = None,
    base_disease: str | None = None,
) -> dict[str, Points | None]:
    """The points of every disease (病种分值), rounded half up to four decimals; unknown where its mean is.

    `reference` is the mean of all cases (average) or the money worth one point (fixed quota).

    >>> str(disease_points({"K35": Fraction(10600)}, PointMethod.FIXED_QUOTA, reference=Money(10000))["K35"])
    '106.0000'
    """
    if method is PointMethod.BASE_DISEASE:
        one = means.get(base_disease or "")
    else:
        one = None if reference is None else Fraction(reference.fen, _FEN)
    if one is None or method is PointMethod.GIVEN:
        raise InvalidValue(
            found=method.value,
            expected=Text(
                zh="有均值的基准病种，或基准费用", en="a base disease that has a mean, or a reference cost"
            ),
        )
    per = one if method is PointMethod.FIXED_QUOTA else one / _POINTS_OF_MEAN
    return {
        name: None if mean is None else Points(_scaled(mean, per, method.value))
        for name, mean in means.items()
    }


def relative_weights(groups: Mapping[str, tuple[int, Money]]) -> dict[str, Factor]:
    """Relative weights (相对权重) from the cases and the cost of every group: its mean over that of all.

    >>> str(relative_weights({"A": (3, Money(300)), "B": (1, Money(500))})["B"])
    '2.5000'
    """
    cases = sum(count for count, _ in groups.values())
    cost = sum(money.fen for _, money in groups.values())
    mean = Fraction(cost, _positive(cases, "cases"))
    return {
        name: Factor(_scaled(Fraction(money.fen, _positive(count, name)), mean, name))
        for name, (count, money) in groups.items()
    }


def weighs_the_same(
    cases: Mapping[str, int], before: Mapping[str, Factor], after: Mapping[str, Factor]
) -> bool:
    """Whether an adjustment of weights keeps the sum of cases x weight, exactly (总权重不变).

    医保发〔2025〕18号 art. 15 asks for it and names no tolerance.

    >>> one, two = Factor.parse("1"), Factor.parse("2")
    >>> weighs_the_same({"A": 2, "B": 1}, {"A": one, "B": two}, {"A": one, "B": two})
    True
    """
    return sum(cases[name] * weight.units for name, weight in before.items()) == sum(
        cases[name] * weight.units for name, weight in after.items()
    )


def factor_of_means(mean: Money, whole: Money, *, bonus: Factor | None = None) -> Factor:
    """A factor from two means: of a level and type over the area, or of an auxiliary class over its disease.

    The bonus (加成系数) of an institution is added to what has been rounded.

    >>> bonus = Factor.parse("0.03")
    >>> str(factor_of_means(Money.parse("9000.50"), Money.parse("9500.00"), bonus=bonus))
    '0.9774'
    """
    basic = _scaled(Fraction(mean.fen), Fraction(whole.fen), "mean")
    return Factor(basic + (bonus.units if bonus else 0))


def start_value(years: Sequence[Year]) -> Ratio:
    """The start-of-year value (年初预算点值) in yuan: weighted cost over weighted points, exactly."""
    cost = sum(year.weight * year.cost.fen for year in years)
    points = sum(year.weight * year.points.units for year in years)
    return Ratio(Fraction(cost, _FEN) / Fraction(_positive(points, "points"), SCALE))


def _scaled(part: Fraction, whole: Fraction, name: str) -> int:
    """A quotient in ten-thousandths, half up."""
    if whole <= 0:
        raise _nothing(name)
    return Rounding.HALF_UP.to_int(part / whole * SCALE)


def _positive(divisor: int, name: str) -> int:
    if divisor <= 0:
        raise _nothing(name)
    return divisor


def _nothing(name: str) -> Undefined:
    return Undefined(where=name, found="0", expected=Text(zh="大于零的除数", en="a divisor above zero"))
