"""Settle a year by a payment rule, say why one figure is what it is, and try another value in the rule.

    python examples/settle_a_year.py RULE ACTIVITY ROW[:STEP] PATH=VALUE

Leaves with 0 when everything was settled, 1 when rows were rejected, 2 when it could not be done.
"""

from __future__ import annotations

import sys

import pendulum

import yigai
from yigai.files.overlay import overlay
from yigai.payment.compare import compare_settlements
from yigai.reports.trace import trace_lines

AS_OF = pendulum.Date(2024, 12, 31)  # the day whose figures count: the library never reads the clock


def main(rule_name: str, activity_name: str, asked: str, tried: str) -> int:
    """Settle, print, and return the exit code."""
    row, _, step = asked.partition(":")
    path, _, value = tried.partition("=")
    try:
        rule = yigai.load_rule(rule_name)
        activity = yigai.read_activity(activity_name).activity
        settled = yigai.settle(rule, activity, as_of=AS_OF)
        other = yigai.settle(overlay(rule, {path: value}, source="试算"), activity, as_of=AS_OF)
        trace = settled.explain(row, column=step or None)
    except yigai.YigaiError as error:  # says file, line, what was found and what was expected
        print(error.render("zh"), file=sys.stderr)
        return 2
    print(rule.title)
    for result in settled.results:
        print(f"  {result.id:8}{result!s:>16} 元")
    print(f"  {'合计':6}{settled.total!s:>16} 元")
    for parts in settled.parts.values():
        for part in parts:
            print(f"  其中  {part.within}  {part.id:16}{part!s:>16} {part.measure.unit.zh}")
    for left_out in settled.left_out:
        print(f"  未列入  {left_out.place}  {left_out.reason.zh}")

    print(f"\n{asked} 从何而来")
    for line in trace_lines(trace, "zh", indent=2):
        print(line)

    print(f"\n试算：{path} = {value}")
    for change in compare_settlements(settled, other).changed:
        print(f"  {change.id:8}{settled.amount(change.id)!s:>16} -> {other.amount(change.id)!s:>16} 元")
        if change.departs is not None:
            first = change.departs
            print(f"      始于{first.says.zh}：{first.printed(first.before)} -> {first.printed(first.after)}")
    return 1 if settled.rejected else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
