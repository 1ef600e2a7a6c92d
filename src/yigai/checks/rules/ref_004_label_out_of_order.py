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
)
def label_out_of_order(this: Rule, context: Context) -> Iterator[Finding]:
    """Every section or task whose label breaks the count; labels nobody can read are left alone."""
    plan = context.plan
    for rows in (
        [(section.path, section.label) for section in plan.sections],
        [(task.path, task.label) for task in plan.tasks],
    ):
        before: int | None = None
        parent: ProvisionPath | None = None
        for path, label in rows:
            number = _number(label)
            if number is None:
                continue
            follows = (before or 0) + 1
            starts_again = number == 1 and path.parent != parent
            if number != follows and not starts_again:
                message = Text(
                    zh=f"序号 {label} 不接上一个，应为第 {follows}",
                    en=f"label {label} breaks the count, {follows} was due",
                )
                yield own(this, plan, str(path), message, expected=str(follows), actual=str(number))
            before, parent = number, path.parent


def _number(label: str | None) -> int | None:
    try:
        return Label.parse(label).number if label else None
    except InvalidValue:
        return None
