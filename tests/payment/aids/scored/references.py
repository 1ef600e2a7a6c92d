"""Reference amounts, roundings and days of the score: what the library answers without a settlement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pendulum

from scored.example import Example, Tree
from yigai.errors import Undefined
from yigai.files.formats import read_yaml
from yigai.model.activity import Activity
from yigai.model.payment import Effective, FeeForService, NotInForce
from yigai.model.payment.words import PointMethod
from yigai.payment import reference
from yigai.payment.settle import settle
from yigai.values.money import Money, Rounding
from yigai.values.scaled import Factor, Points


def refusing(answer: Callable[[Example], Tree]) -> Callable[[Example], Tree]:
    """The answer, or that it is refused because something would be divided by nothing."""

    def answered(example: Example) -> Tree:
        try:
            return answer(example)
        except Undefined:
            return {"refused": "undefined"}

    return answered


def _exact(value: Fraction | None) -> int | str | None:
    """A fraction as the score writes it."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)


@refusing
def dip_base(example: Example) -> Tree:
    """Points of diseases from their means over three years."""
    rule = example.rule
    means = {
        each["disease"]: reference.weighted_mean(
            [None if mean is None else Money.parse(mean) for mean in each["yearly_means"]],
            rule["year_weights"],
        )
        for each in example.activity["diseases"]
    }
    measure = rule.get("all_mean", rule.get("point_worth"))
    points = reference.disease_points(
        means,
        PointMethod(rule["method"]),
        reference=None if measure is None else Money.parse(measure),
        base_disease=rule.get("base_disease"),
    )
    if None in points.values():
        return {"refused": "unknown"}
    return {
        "mean_ratio": {name: _exact(mean) for name, mean in means.items()},
        "points": {name: str(each) for name, each in points.items()},
    }


@refusing
def relative_weights(example: Example) -> Tree:
    """Weights of groups from their cases and costs."""
    groups = {
        each["group"]: (each["cases"], Money.parse(each["cost"])) for each in example.activity["groups"]
    }
    weights = reference.relative_weights(groups)
    return {"weight_points": {name: str(weight) for name, weight in weights.items()}}


@refusing
def start_value(example: Example) -> Tree:
    """What a point was expected to be worth."""
    years = [
        reference.Year(
            weight=each["weight"], cost=Money.parse(each["cost"]), points=Points.parse(each["points"])
        )
        for each in example.activity["years"]
    ]
    return {"start_value_ratio": _exact(reference.start_value(years).as_fraction())}


def institution_factor(example: Example) -> Tree:
    """The factor of a level and type, without its bonus and with it."""
    activity = example.activity
    means = Money.parse(activity["level_mean"]), Money.parse(activity["area_mean"])
    bonus = Factor.parse(activity["bonus"])
    return {
        "basic_points": str(reference.factor_of_means(*means)),
        "factor_points": str(reference.factor_of_means(*means, bonus=bonus)),
    }


def auxiliary_factor(example: Example) -> Tree:
    """The factor of a class of cases within a disease."""
    means = (Money.parse(example.activity[name]) for name in ("class_mean", "disease_mean"))
    return {"factor_points": str(reference.factor_of_means(*means))}


def weights_conserved(example: Example) -> Tree:
    """Whether an adjustment keeps the sum of all weights."""
    groups = {each["group"]: each for each in example.activity["groups"]}
    cases = {name: each["cases"] for name, each in groups.items()}
    before, after = (_weights(groups, name) for name in ("before_points", "after_points"))
    return {"conserved": reference.weighs_the_same(cases, before, after)}


def _weights(groups: Mapping[str, Any], column: str) -> dict[str, Factor]:
    return {name: Factor.parse(each[column]) for name, each in groups.items()}


def rounding(example: Example) -> Tree:
    """To a whole number, half away from nothing."""
    numbers = example.activity["numbers"]
    return {"rounded": [Rounding.HALF_UP.to_int(Fraction(number)) for number in numbers]}


def in_force(example: Example) -> Tree:
    """Whether a rule holds on a day."""
    first, last = example.rule["first"], example.rule.get("last")
    day = pendulum.Date.fromisoformat
    rule = FeeForService(
        id="example",
        title="示例",
        less_patients=False,
        effective=None if first is None else Effective(first=day(first), last=last and day(last)),
    )
    activity = read_yaml("format: yigai-activity/1\n", Activity)
    try:
        settlement = settle(rule, activity, as_of=day(example.activity["on"]))
    except NotInForce as refused:
        return {"state": "not yet" if "not yet" in str(refused) else "ended"}
    undated = any("does not say from when to when it holds" in limit.en for limit in settlement.limits)
    return {"state": "unknown" if undated else "in force"}
