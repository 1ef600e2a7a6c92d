"""A statement, most often a prohibition, that the plan contradicts (相抵触)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from yigai.checks.findings import judged_in, summary_at, unmet
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-COV-003",
    title=Text(zh="与上级要求相抵触", en="contradicts what was asked"),
    severity=None,
    what=Text(
        zh="对应关系注明计划中的一条与上级要求相反。即使另有条款回应了该要求，也要报告。",
        en="The alignment says that a statement of the plan is contrary to the upper one; "
        "reported even if another statement answers it well.",
    ),
    why=Text(
        zh="禁止性规定不必重申也有约束力，相反的规定无效且有风险。",
        en="A prohibition binds without being repeated; a contrary rule is void and harmful.",
    ),
    bad="""
# alignment
- {from: "2.11/income-quota", to: "2.7/no-income-quota", extent: contrary,
   reason: 给科室下达创收指标}
""",
    good="""
# no contrary statement; the prohibition need not be restated
""",
)
def contradicted(this: Rule, context: Context) -> Iterator[Finding]:
    """Every contrary answer, whether or not it is the best one."""
    for comparison, judged in judged_in(context):
        for answer in judged.answers:
            if Deviation.CONTRARY in answer.deviations:
                text, asked = summary_at(comparison.lower, answer.claim), judged.statement.summary
                message = Text(zh=f"“{text}”与“{asked}”相抵触", en=f'"{text}" contradicts "{asked}"')
                yield unmet(this, comparison, attrs.evolve(judged, verdict=answer), message, axes=frozenset())
