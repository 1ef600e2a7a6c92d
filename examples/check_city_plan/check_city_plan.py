"""Check a city's draft plan against the national one, and say task by task what to mend.

Leaves with 0 when nothing matters, 1 when something does, 2 when the check could not be done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import pendulum

import yigai
from yigai.model import Plan
from yigai.values import Address

HERE = Path(__file__).parent
AS_OF = pendulum.Date(2023, 8, 1)  # the day the check speaks of: the library never reads the clock
MATTERS = yigai.Severity.WARNING


def main(plan_file: str | Path, links_file: str | Path) -> int:
    """Check, print, and return the exit code."""
    try:
        plan, nation = yigai.load(plan_file), yigai.load("national-2023h2")
        links = yigai.load_alignment(links_file)
        report = yigai.check(plan, against=[nation], links=[links], as_of=AS_OF)
    except yigai.YigaiError as error:  # says file, line, what was found and what was expected
        print(error.render("zh"), file=sys.stderr)
        return 2
    findings = [finding for finding in report.findings if finding.severity.is_at_least(MATTERS)]
    print(f"{plan.document.title}：{len(findings)} 处须看")
    for task, found in by_task(findings, plan).items():
        print(f"\n{task}")
        for finding in found:
            print(f"  [{finding.severity.value}] {finding.rule} {finding.message.zh}")
            if finding.expected and finding.actual:  # as printed; where values were compared
                print(f"      要求 {finding.expected}，计划 {finding.actual}")
    return 2 if report.crashes else int(report.fails(MATTERS))  # where a rule crashed, silence means nothing


def by_task(findings: Iterable[yigai.Finding], plan: Plan) -> dict[str, list[yigai.Finding]]:
    """The findings under the task they stand in, in the plan's order; those about no task come last."""
    grouped: dict[str, list[yigai.Finding]] = {str(task.path): [] for task in plan.tasks}
    for finding in findings:
        path = Address.parse(finding.subject).path if finding.subject else None
        grouped.setdefault(str(path or "计划中未见"), []).append(finding)
    titles = {str(task.path): f"{task.label or task.path}{task.title or ''}" for task in plan.tasks}
    return {titles.get(path, path): found for path, found in grouped.items() if found}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check a plan against the national one.")
    parser.add_argument("plan", nargs="?", default=HERE / "city.plan.yaml")
    parser.add_argument("links", nargs="?", default=HERE / "city.links.yaml")
    given = parser.parse_args()
    sys.exit(main(given.plan, given.links))
