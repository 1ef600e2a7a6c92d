"""A deadline of settlement later than the dated table of national documents (结算时限晚于国家要求)."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import pendulum

from yigai.catalogue import store
from yigai.checks.payment_rules import at, values_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import PaymentRule
from yigai.model.payment.parameter import Dated
from yigai.values.citation import Citation, Evidence

_TABLE = "national-settlement-in-time"
_PATHS = ("holding.settled_by.month", "holding.settled_by.year")
_NINE = Citation(
    source="医保办发〔2024〕9号",
    evidence=Evidence.ISSUED,
    note="月结不超过 30 个工作日，年度清算在次年 6 月底前",
)
_LATER = Citation(
    source=f"yigai: catalogue/{_TABLE}",
    evidence=Evidence.RESTATED,
    note="医保办发〔2025〕13号与 2025 年 12 月行动方案的时限，逐期列出",
)


@rule(
    id="YG-PAY-006",
    title=Text(zh="结算时限晚于国家要求", en="settled later than asked"),
    severity=Severity.ERROR,
    what=Text(
        zh="月结或年度清算的时限，晚于国家文件对同一时期的要求；该要求仅见转述的，降为警告。",
        en="A month or a year may be settled later than national documents ask for that time; a warning only "
        "where what they ask is known from others.",
    ),
    why=Text(
        zh="拖欠结算等于医院替基金垫款。",
        en="Money that comes late is lent to the fund by the hospitals.",
    ),
    bad="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法（虚构）
holding:
  deposit: 5%
  settled_by: {year: 07-31}
""",
    good="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法（虚构）
holding:
  deposit: 5%
  settled_by: {year: 06-30}
""",
    basis=(_NINE, _LATER),
)
def later_than_asked(this: Rule, context: Context) -> Iterator[Finding]:
    """Every deadline that is later than one of the table which holds in the same time."""
    asked_for = store.payment_rule(_TABLE)
    table = [(path, asked) for path, asked in values_of(asked_for) if path in _PATHS]
    head = asked_for.citation()
    for found in context.payment_rules:
        for path, dated in values_of(found.rule):
            late = [
                asked
                for of, asked in table
                if of == path and dated.value > asked.value
                and _meets(_days(found.rule, dated, context.as_of), asked)
            ]  # fmt: skip
            if not late:
                continue
            asked: Dated[Any] = min(late, key=attrgetter("value"))
            cited = asked.cited(head)
            message = Text(
                zh=f"{path} 为 {dated.value}，应不晚于 {asked.value}",
                en=f"{path} is {dated.value}, later than {asked.value}",
            )
            yield at(
                this, found, f"{path} {dated.period}", message,
                severity=Severity.ERROR if cited.evidence is Evidence.ISSUED else Severity.WARNING,
                expected=f"<= {asked.value}", actual=str(dated.value), citations=(cited,),
            )  # fmt: skip


def _days(rule_: PaymentRule, dated: Dated[Any], as_of: pendulum.Date) -> tuple[pendulum.Date, pendulum.Date]:
    """From when to when a value is known to hold; an end nobody printed is the day of the check."""
    effective = rule_.effective
    firsts = [each for each in (dated.first, effective.first if effective else None) if each is not None]
    lasts = [each for each in (dated.last, effective.last if effective else None) if each is not None]
    first = max(firsts) if firsts else min([as_of, *lasts])
    last = min(lasts) if lasts else max([as_of, first])
    return first, last


def _meets(days: tuple[pendulum.Date, pendulum.Date], asked: Dated[Any]) -> bool:
    first, last = days
    return (asked.first is None or asked.first <= last) and (asked.last is None or first <= asked.last)
