"""Reading and checking at the size of a province, inside one process.

Plans of any size are made by repeating the tasks of the shipped plans under new paths, so a task keeps its
real statements (about eight) and owners. Run by hand from the root of the repository:
`python -m benchmarks.in_process`.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from itertools import cycle, islice

import attrs
import pendulum
from benchmarks.harness import Figure, median_of, peak_megabytes, report

import yigai
from yigai.catalogue.store import alignment
from yigai.files.convert import structure_trusted
from yigai.files.formats import read_yaml, to_json, to_yaml
from yigai.model import Alignment, Place, Plan, Section, Task
from yigai.values import ProvisionPath

PROVISIONS = 1200
LARGE = 200
MANY = 340
STATEMENTS = 8
IN_A_SECTION = 50
AS_OF = pendulum.Date(2023, 12, 31)


def repeated(plan: Plan, tasks: int, *, name: str) -> tuple[Plan, dict[ProvisionPath, list[ProvisionPath]]]:
    """A plan of so many tasks, each with the first statements of a task of `plan`; and what became which."""
    copies: dict[ProvisionPath, list[ProvisionPath]] = {task.path: [] for task in plan.tasks}
    made: list[Task] = []
    for number, task in enumerate(islice(cycle(plan.tasks), tasks)):
        path = ProvisionPath(f"{number // IN_A_SECTION + 1}.{number % IN_A_SECTION + 1}")
        copies[task.path].append(path)
        made.append(attrs.evolve(task, path=path, label=None, statements=task.statements[:STATEMENTS]))
    sections = {task.path.parent for task in made}
    return (
        attrs.evolve(
            plan,
            document=attrs.evolve(plan.document, id=name),
            sections=tuple(Section(path=path, title="部分") for path in sorted(filter(None, sections))),
            standing_rules=(),
            tasks=tuple(made),
        ),
        copies,
    )


def repeated_links(
    links: Alignment, plan: Plan, copies: dict[ProvisionPath, list[ProvisionPath]]
) -> Alignment:
    """The same links from every copy of a task, where the copy still has the statement."""
    known = {(task.path, statement.id) for task in plan.tasks for statement in task.statements}
    made = (
        attrs.evolve(link, lower=Place(path, link.lower.statement))
        for link in links.links
        for path in copies[link.lower.path]
        if link.lower.statement is None or (path, link.lower.statement) in known
    )
    return attrs.evolve(links, lower=plan.id, links=tuple(made))


def size_of(plan: Plan) -> str:
    """How many tasks, statements and owners."""
    owners = sum(len(task.responsibilities) for task in plan.tasks)
    return f"{len(plan.tasks)} tasks, {sum(1 for _ in plan.statements())} statements, {owners} owners"


def many_plans(city: Plan, nation: Plan, links: Alignment) -> list[Figure]:
    """Check 340 city plans one after the other, keep every report, and count up the outcomes.

    Every plan is built from text of its own, so no two share memory; building is not timed.
    """
    counted: Counter[tuple[str, yigai.Outcome]] = Counter()
    reports: list[yigai.CheckReport] = []
    taken = 0.0
    for number in range(MANY):
        name = f"city-{number}"
        data = json.loads(to_json(attrs.evolve(city, document=attrs.evolve(city.document, id=name))))
        data.pop("format")
        plan = structure_trusted(data, Plan)
        own_links = attrs.evolve(links, lower=name)
        began = time.process_time()
        checked = yigai.check(plan, against=[nation], links=[own_links], as_of=AS_OF)
        counted.update((verdict.requirement, verdict.outcome) for verdict in checked.verdicts)
        taken += time.process_time() - began
        reports.append(checked)
    print(f"{len(reports)} plans: {size_of(city)} each; {counted.total()} verdicts")
    return [
        Figure(what=f"check and count up {MANY} plans", measured=taken, budget=5),
        Figure(what="  peak memory, all reports kept", measured=peak_megabytes(), budget=300, unit="MB"),
    ]


def reading(nation: Plan) -> list[Figure]:
    """Read 1,200 provisions: the generated JSON as the catalogue reads it, and the YAML a person wrote."""
    plan, _ = repeated(nation, PROVISIONS, name="large")
    as_json, as_yaml = to_json(plan), to_yaml(plan)
    print(f"read: {size_of(plan)}; {len(as_json):,} characters of JSON, {len(as_yaml):,} of YAML")

    def from_json() -> Plan:
        data = json.loads(as_json)
        data.pop("format")
        return structure_trusted(data, Plan)

    def from_yaml() -> Plan:
        return read_yaml(as_yaml, Plan)

    assert from_json() == plan
    assert from_yaml() == plan
    return [
        Figure(what=f"{PROVISIONS} provisions from shipped JSON", measured=median_of(from_json), budget=0.1),
        Figure(what=f"{PROVISIONS} provisions from YAML", measured=median_of(from_yaml), budget=0.8),
    ]


def large_plan(city: Plan, nation: Plan, links: Alignment) -> Figure:
    """Check one plan of 200 tasks."""
    plan, copies = repeated(city, LARGE, name="large-city")
    own_links = repeated_links(links, plan, copies)
    print(f"check: {size_of(plan)}, {len(own_links.links)} links")

    def check() -> yigai.CheckReport:
        return yigai.check(plan, against=[nation], links=[own_links], as_of=AS_OF)

    return Figure(what=f"check a plan of {LARGE} tasks", measured=median_of(check), budget=0.05)


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    city, nation = yigai.load("heyuan-2023"), yigai.load("national-2023h2")
    links = alignment(city.id, nation.id)
    assert links is not None
    # The peak of memory is that of the whole process so far, so what has a budget of it comes first.
    report(*many_plans(city, nation, links), *reading(nation), large_plan(city, nation, links))


if __name__ == "__main__":
    main()
