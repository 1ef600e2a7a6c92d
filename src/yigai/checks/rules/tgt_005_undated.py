"""No date where one is asked (未印时限)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-005",
    title=Text(zh="未印时限", en="no date where one is asked"),
    severity=None,
    what=Text(
        zh="上级要求有时限，回应没有印出任何时限。",
        en="The requirement has a deadline and the answer prints none.",
    ),
    why=Text(
        zh="没有时限就无法判断是否按期完成。", en="Without a date nobody can say whether it was done in time."
    ),
    bad="""
# asked: due: "2023-12-31"
- {kind: duty, id: reform, summary: 推进疾控改革,
   topic: disease-control-reform}
""",
    good="""
- {kind: duty, id: reform, summary: 推进疾控改革,
   topic: disease-control-reform, due: "2023-12-31"}
""",
)
def undated(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is UNDATED."""
    short = Text(zh="未印时限", en="no date where one is asked")
    return deviating(this, context, Deviation.UNDATED, short, "date")
