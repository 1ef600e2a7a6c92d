"""A statement about a population nobody has defined (未知范围)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text, did_you_mean
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-REF-006",
    title=Text(zh="未知范围", en="unknown population"),
    severity=Severity.ERROR,
    what=Text(
        zh="条款引用的范围既不在计划中定义，也不在目录中。",
        en="A statement names a population that neither the plan nor the catalogue defines.",
    ),
    why=Text(
        zh="不知道范围就无法判断谁宽谁窄，真正的回应会被漏掉。",
        en="Without it nobody can say who covers more, and true answers are overlooked.",
    ),
    bad="""
- {kind: duty, id: linkage, summary: 药品联动,
   topic: consortium-drug-linkage, population: tight-consortium}
""",
    good="""
- {kind: duty, id: linkage, summary: 药品联动,
   topic: consortium-drug-linkage, population: tight-consortia}
""",
)
def unknown_population(this: Rule, context: Context) -> Iterator[Finding]:
    """Every population of a statement, and every wider one it leads to, that is not known."""
    known = [population.id for population in context.vocabulary.populations]
    called = {population.name: population.id for population in context.vocabulary.populations}
    named = [
        (f"{task.path}/{statement.id}", statement.population, "")
        for task in context.plan.tasks
        for statement in task.statements
    ]
    named += [("", population.within, population.id) for population in context.plan.populations]
    for path, name, narrower in named:
        if name is not None and context.vocabulary.population(name) is None:
            hint = did_you_mean(called.get(name, name), known)
            message = Text(
                zh=f"没有范围 {name}" + (f"；{hint.zh}" if hint.zh else ""),
                en=f"no population {name}" + (f"; {hint.en}" if hint.en else ""),
            )
            yield own(this, context.plan, path, message, actual=name, detail=narrower)
