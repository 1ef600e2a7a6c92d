"""Settle a county's package by the draft of its province, and compare the two readings of the draft.

Leaves with 0 when everything was settled, 1 when rows were rejected, 2 when it could not be done.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum

import yigai
from yigai.files.overlay import overlay
from yigai.payment.compare import compare_settlements
from yigai.reports.trace import trace_lines

HERE = Path(__file__).parent
AS_OF = pendulum.Date(2024, 12, 31)  # the day whose figures count: the library never reads the clock
TRIED = {"reading": "total"}


def main() -> int:
    """Settle, print, and return the exit code."""
    try:
        rule = yigai.load_rule(HERE / "increment.overlay.yaml")
        activity = yigai.read_activity(HERE / "activity.yaml").activity
        settled = yigai.settle(rule, activity, as_of=AS_OF)
        other = yigai.settle(overlay(rule, TRIED, source="试算"), activity, as_of=AS_OF)
    except yigai.YigaiError as error:  # says file, line, what was found and what was expected
        print(error.render("zh"), file=sys.stderr)
        return 2
    print(rule.title)
    for result in settled.results:
        print(f"  {result.id:8}{result!s:>16} 元")
    print(f"  {'合计':6}{settled.total!s:>16} 元")
    for row in settled.left_out:
        print(f"  未列入  {row.place}  {row.reason.zh}")

    print("\n包干总额从何而来")
    for line in trace_lines(settled.explain("area", column="package_total"), "zh", indent=2):
        print(line)

    print(f"\n试算：{'，'.join(f'{path} = {value}' for path, value in TRIED.items())}")
    for change in compare_settlements(settled, other).changed:
        print(f"  {change.id:8}{settled.amount(change.id)!s:>16} -> {other.amount(change.id)!s:>16} 元")
        if change.departs is not None:
            first = change.departs
            print(f"      始于{first.says.zh}：{first.printed(first.before)} -> {first.printed(first.after)}")
    return 1 if settled.rejected else 0


if __name__ == "__main__":
    sys.exit(main())
