"""Narrower than asked (范围窄于上级要求)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-003",
    title=Text(zh="范围窄于上级要求", en="narrower than asked"),
    severity=None,
    what=Text(
        zh="回应只覆盖上级所要求范围的一部分。",
        en="The answer covers only part of the population that was asked for.",
    ),
    why=Text(
        zh="只在少数机构或地区落实，不等于全面落实。", en="Done in a few places is not done in all of them."
    ),
    bad="""
# asked of tight-consortia
- {kind: duty, id: drug-linkage, summary: 药品联动,
   topic: consortium-drug-linkage, population: county-consortia}
""",
    good="""
- {kind: duty, id: drug-linkage, summary: 药品联动,
   topic: consortium-drug-linkage, population: tight-consortia}
""",
)
def narrower(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is NARROWER."""
    short = Text(zh="范围窄于上级要求", en="narrower than asked")
    return deviating(this, context, Deviation.NARROWER, short, "population")
