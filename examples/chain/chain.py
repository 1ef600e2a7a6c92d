"""Check a county's plan against the city's, the province's and the nation's at once, and say what to mend.

What one line of the county leaves open before several documents is told once, with all of them.
Leaves with 0 when nothing matters, 1 when something does, 2 when the check could not be done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pendulum

import yigai

HERE = Path(__file__).parent
ABOVE = ("nation", "province", "city")  # the order of the report
AS_OF = pendulum.Date(2024, 6, 1)  # the day the check speaks of: the library never reads the clock
MATTERS = yigai.Severity.WARNING


def main(county: str | Path = HERE / "county.plan.yaml") -> int:
    """Check, print, and return the exit code."""
    try:
        plan = yigai.load(county)
        above = [yigai.load(HERE / f"{name}.plan.yaml") for name in ABOVE]
        links = [yigai.load_alignment(path) for path in sorted((HERE / "links").glob("*.yaml"))]
        report = yigai.check(plan, against=above, links=links, as_of=AS_OF)
    except yigai.YigaiError as error:  # says file, line, what was found and what was expected
        print(error.render("zh"), file=sys.stderr)
        return 2
    print(plan.document.title)
    for limit in report.limits:
        print(f"  · {limit.zh}")
    for comparison in report.comparisons:
        met = sum(judged.verdict.is_met for judged in comparison.judged)
        print(f"\n{comparison.upper.document.title}：{len(comparison.judged)} 条中落实 {met} 条")
    findings = [finding for finding in report.findings if finding.severity.is_at_least(MATTERS)]
    gaps = list(by_gap(findings))
    print(f"\n{len(findings)} 处须看，归为 {len(gaps)} 个缺口")
    for gap in gaps:
        tell(gap)
    return 2 if report.crashes else int(report.fails(MATTERS))  # where a rule crashed, silence means nothing


def by_gap(findings: Iterable[yigai.Finding]) -> Iterable[list[yigai.Finding]]:
    """The findings that one mend would close, together; `elsewhere` says which they are."""
    left = list(findings)
    while left:
        gap, others = [left[0]], left[1:]
        for finding in gap:  # it grows while we walk
            same = {each.address for each in finding.elsewhere if each.is_same_gap}
            gap += [each for each in others if each.rule == finding.rule and each.requirement in same]
            others = [each for each in others if each not in gap]
        yield gap
        left = others


def tell(gap: list[yigai.Finding]) -> None:
    """One gap: what the county says, and what each document above asks of it."""
    first = gap[0]
    print(f"\n{first.rule}  {first.subject or '计划中未见'}  {first.actual or ''}".rstrip())
    for finding in gap:
        print(f"  [{finding.severity.value}] {finding.requirement}  {finding.expected or ''}".rstrip())
        for each in finding.elsewhere:
            if each.verdict is not None and each.verdict.requirement == finding.requirement:
                print(f"      {each.address} 对此条：{each.verdict.outcome.value}")
    for seen in first.benchmarks:
        value = f"{seen.comparator.value} {seen.value} {seen.unit}"
        source = f"{seen.source.evidence.value}，{seen.source.source}"
        print(f"  做法（不是要求）：{seen.region_name} {value}，{source}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
