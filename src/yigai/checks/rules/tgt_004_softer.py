"""Softer than asked (语气软于上级要求)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-004",
    title=Text(zh="语气软于上级要求", en="softer than asked"),
    severity=None,
    what=Text(
        zh="上级的要求是确定的，回应却用了更软的措辞、附了限定语，或只是试点、探索。",
        en="A firm requirement is answered with softer words, a softener, or only a pilot or exploration.",
    ),
    why=Text(zh="“力争”“探索”没有承诺结果。", en="To strive or to explore promises no result."),
    bad="""
# asked: status implement
- {kind: mechanism, id: per-diem, summary: 探索按床日付费,
   mechanism: per-diem, status: explore}
""",
    good="""
- {kind: mechanism, id: per-diem, summary: 按床日付费, mechanism: per-diem}
""",
)
def softer(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is SOFTER."""
    short = Text(zh="语气软于上级要求", en="softer than asked")
    return deviating(this, context, Deviation.SOFTER, short, "force")
