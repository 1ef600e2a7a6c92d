"""An agency whose name speaks of another function (部门与职能不符)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.agencies import carrier_of, functions_named, names_function, printed_owners
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import Function


@rule(
    id="YG-AGY-003",
    title=Text(zh="部门与职能对不上", en="agency does not fit its function"),
    severity=Severity.INFO,
    what=Text(
        zh="部门名称里只有别的职能的常用字样。看不出职能的名称不在此列。",
        en="The printed name has the usual words of other functions only. A name without any is left alone.",
    ),
    why=Text(
        zh="职能标错，部门之间的比较就会出错。",
        en="With a wrong function, agencies of two levels are compared wrongly.",
    ),
    bad="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市财政局, function: health}]
""",
    good="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市财政局, function: finance}]
""",
)
def does_not_fit(this: Rule, context: Context) -> Iterator[Finding]:
    """Every owner, once, whose name has words of other functions only."""
    level = context.plan.document.level
    for task, owner in printed_owners(context.plan):
        if owner.function is Function.OTHER or names_function(owner.agency, owner.function):
            continue
        named = functions_named(owner.agency)
        if not named or owner.function in {carrier_of(each, level, context.carriers) for each in named}:
            continue
        words = "、".join(function.value for function in Function if function in named)
        message = Text(
            zh=f"{owner.agency} 标为 {owner.function.value}，名称却像 {words}",
            en=f"{owner.agency} is marked {owner.function.value}, and its name looks like {words}",
        )
        yield own(
            this,
            context.plan,
            str(task.path),
            message,
            expected=words,
            actual=owner.function.value,
            detail=owner.agency,
        )
