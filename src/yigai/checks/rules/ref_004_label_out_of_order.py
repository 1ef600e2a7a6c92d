"""A label that does not follow the one before it (序号不连续)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import InvalidValue, Text
from yigai.judging.finding import Finding, Severity
from yigai.values.provision import Label, ProvisionPath


@rule(
    id="YG-REF-004",
    title=Text(zh="序号不连续", en="label out of order"),
    severity=Severity.WARNING,
    what=Text(
        zh="任务或部分的序号既不接着上一个，也不是在新的部分里重新从一开始。",
        en="A label neither follows the one before it nor starts again at one in a new section.",
    ),
    why=Text(
        zh="多半是漏编了一条，或序号印错，引用时会指错。",
        en="Mostly a task was left out or a number is misprinted, and citations go astray.",
    ),
    bad="""
tasks:
  - {path: "1.1", label: （一）, title: 甲}
  - {path: "1.3", label: （三）, title: 乙}
""",
    good="""
tasks:
  - {path: "1.1", label: （一）, title: 甲}
  - {path: "1.2", label: （二）, title: 乙}
""",
    needs_all=True,
)
def label_out_of_order(this: Rule, context: Context) -> Iterator[Finding]:
    """Every label that breaks the count of its depth; after one that nobody can read, any may follow."""
    plan = context.plan
    rows = {section.path: section.label for section in plan.sections}
    rows |= {task.path: task.label for task in plan.tasks}
    last: dict[int, tuple[int | None, ProvisionPath | None]] = {}
    for path, label in sorted(rows.items(), key=lambda row: row[0].in_order):
        if label is None:
            continue
        depth = str(path).count(".")
        before, parent = last.get(depth, (0, None))
        number = _number(label)
        last[depth] = number, path.parent
        starts_again = number == 1 and path.parent != parent
        if number is None or before is None or number == before + 1 or starts_again:
            continue
        message = Text(
            zh=f"序号 {label} 不接上一个，这里应为第 {before + 1} 项",
            en=f"label {label} breaks the count, {before + 1} was due",
        )
        yield own(this, plan, str(path), message, expected=str(before + 1), actual=str(number))


def _number(label: str) -> int | None:
    try:
        return Label.parse(label).number
    except InvalidValue:
        return None
