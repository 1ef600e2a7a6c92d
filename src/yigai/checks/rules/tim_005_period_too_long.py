"""A price review with a longer period than anybody prints (周期过长)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.judging.frequencies import frequency_axis, printed
from yigai.judging.verdict import Deviation
from yigai.model.statement import Duty, Frequency
from yigai.model.words import FrequencyUnit
from yigai.values.citation import Citation, Evidence

# The longest period anybody has printed for a recurring duty, with who prints it.
_PRICE_REVIEW = Citation(
    source="heyuan-2023#2.9",
    evidence=Evidence.ISSUED,
    note="调价评估最长两年一次，并称执行广东省的评估指标；没有更高的文件印有期限",
)
_AT_LEAST = {"price-review": Frequency(times=1, per=2, unit=FrequencyUnit.YEAR)}


@rule(
    id="YG-TIM-005",
    title=Text(zh="调价评估间隔过长", en="price review less often than known limits"),
    severity=Severity.INFO,
    what=Text(
        zh="调价评估的间隔超过两年，即目录中各文件所印的最长间隔。",
        en="Price reviews lie more than two years apart, the longest period that any document "
        "of the catalogue prints.",
    ),
    why=Text(zh="间隔过长，调整就跟不上成本的变化。", en="With too long a period, prices fall behind costs."),
    bad="""
- {kind: duty, id: price-review, summary: 每三年评估一次, topic: price-review,
   every: {times: 1, per: 3, unit: year}}
""",
    good="""
- {kind: duty, id: price-review, summary: 每两年评估一次, topic: price-review,
   every: {times: 1, per: 2, unit: year}}
""",
    basis=(_PRICE_REVIEW,),
)
def period_too_long(this: Rule, context: Context) -> Iterator[Finding]:
    """Every duty that does not come at least as often as the table asks."""
    for task in context.plan.tasks:
        for statement in task.statements:
            needed = _AT_LEAST.get(statement.topic) if isinstance(statement, Duty) else None
            if (
                needed is None
                or not isinstance(statement, Duty)
                or not isinstance(statement.every, Frequency)
            ):
                continue
            if frequency_axis(needed, statement.every).deviation is Deviation.WEAKER:
                message = Text(
                    zh=f"“{statement.summary}”的间隔过长", en=f'"{statement.summary}" comes too seldom'
                )
                path = f"{task.path}/{statement.id}"
                yield own(
                    this,
                    context.plan,
                    path,
                    message,
                    expected=printed(needed),
                    actual=printed(statement.every),
                )
