"""The pytest plugin: plan files, decision tables and cases of payment rules are tests of their own.

`*.plan.yaml` is read strictly, written and read again, and, where the settings name documents above,
checked against them. `*.verdicts.yaml` is a decision table; each row is a test. `*.case.yaml` is a case of
a payment rule: what must come out of a settlement. The settings stand in pytest's configuration file:
`yigai_against` (ids or files), `yigai_links` (files), `yigai_as_of` (a date) and `yigai_fail_on` (error,
warning or info). Nothing else of yigai is imported before it is needed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import pytest

if TYPE_CHECKING:
    import pendulum

    from yigai.checks.report import CheckReport
    from yigai.errors import YigaiError
    from yigai.files.formats import VocabularyFile
    from yigai.judging.finding import Severity
    from yigai.judging.verdict import Deviation, Outcome, Reason
    from yigai.model.alignment import Alignment
    from yigai.model.plan import Plan
    from yigai.testing.decisions import DecisionTable, Row

T = TypeVar("T")

PLAN_ENDING = ".plan.yaml"
VERDICTS_ENDING = ".verdicts.yaml"
CASE_ENDING = ".case.yaml"
_LEVELS = ("error", "warning", "info")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings."""
    parser.addini("yigai_against", "documents above every plan file: ids or files", type="args", default=[])
    parser.addini(
        "yigai_links", "alignment files; else the catalogue's own, where it has one", type="args", default=[]
    )
    parser.addini("yigai_as_of", "the day the check speaks of, YYYY-MM-DD", default="")
    parser.addini("yigai_fail_on", "error, warning or info", default="error")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse settings that make no sense before anything is collected."""
    level, day = config.getini("yigai_fail_on"), config.getini("yigai_as_of")
    if level not in _LEVELS:
        _misused("yigai_fail_on", f"found {level!r}, expected one of {', '.join(_LEVELS)}")
    if day and not _is_date(day):
        _misused("yigai_as_of", f"found {day!r}, expected a date YYYY-MM-DD")
    if config.getini("yigai_against"):
        if not day:
            _misused("yigai_as_of", "found nothing, expected a date YYYY-MM-DD, because yigai_against is set")
        config.stash[_SETTINGS] = Settings(config)
    elif config.getini("yigai_links"):
        _misused("yigai_against", "found nothing, expected ids or files, because yigai_links is set")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect plan files, decision tables and cases, nothing else."""
    if file_path.name.endswith(PLAN_ENDING):
        found: pytest.Collector = PlanFile.from_parent(parent, path=file_path)
        return found
    if file_path.name.endswith(VERDICTS_ENDING):
        return VerdictFile.from_parent(parent, path=file_path)
    if file_path.name.endswith(CASE_ENDING):
        return CaseFile.from_parent(parent, path=file_path)
    return None


class Settings:
    """What plans are checked against; everything is read once, at the start."""

    def __init__(self, config: pytest.Config) -> None:
        from yigai.catalogue.store import load, load_alignment
        from yigai.files.leaves import date
        from yigai.judging.finding import Severity

        base = config.inipath.parent if config.inipath else config.rootpath
        against, links = config.getini("yigai_against"), config.getini("yigai_links")
        names = [_name_or_file(name, base) for name in against]
        self.files = {Path(name).resolve() for name in names if Path(name).is_absolute()}
        self.against: list[Plan] = [_setting("yigai_against", load, name) for name in names]
        self.links: list[Alignment] = [
            _setting("yigai_links", load_alignment, _name_or_file(name, base)) for name in links
        ]
        self.as_of: pendulum.Date = date(config.getini("yigai_as_of"))
        self.level: Severity = Severity(config.getini("yigai_fail_on"))
        uppers = [upper.id for upper in self.against]
        for name, each in zip(links, self.links, strict=True):
            if each.upper not in uppers:
                wanted = f"expected links to a document of yigai_against: {', '.join(uppers)}"
                _misused("yigai_links", f"{name}: found links to {each.upper!r}, {wanted}")
        for upper in uppers:
            if uppers.count(upper) > 1:
                _misused("yigai_against", f"found {upper!r} twice, expected each document once")

    def report_of(self, plan: Plan) -> CheckReport:
        """The check of a plan, with the links given for it, else the catalogue's own."""
        from yigai.checks.check import check

        own = [each for each in self.links if each.lower == plan.id]
        return check(plan, against=self.against, links=own or None, as_of=self.as_of)


_SETTINGS = pytest.StashKey[Settings]()


class PlanFile(pytest.File):
    """A plan file: it reads, its writing is stable, it checks clean."""

    @cached_property
    def plan(self) -> Plan:
        """The plan in the file."""
        from yigai.files.formats import read_file
        from yigai.model.plan import Plan

        return read_file(self.path, Plan)

    def collect(self) -> Iterator[pytest.Item]:
        """The tests of one plan file; a document above is not checked against itself."""
        yield Reads.from_parent(self, name="reads")
        yield Stable.from_parent(self, name="writing is stable")
        settings = self.config.stash.get(_SETTINGS, None)
        if settings is not None and self.path.resolve() not in settings.files:
            yield Clean.from_parent(self, name="checks clean", settings=settings)


class _FileItem(pytest.Item):
    """A test of a file. It fails with what is wrong with the file, not with where the program stood."""

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and the name of the test."""
        return self.path, None, f"{self.path.name}: {self.name}"

    def runtest(self) -> None:
        """Run, and tell errors of the file as what they say."""
        from yigai.errors import YigaiError

        problem = ""
        try:
            self.look()
        except YigaiError as error:
            problem = _told(error, self)
        if problem:  # outside of the handler, so that the error itself is not shown as well
            self.fail_with(problem)

    def look(self) -> None:
        """The test itself."""
        raise NotImplementedError

    def fail_with(self, message: str) -> NoReturn:
        """Fail without a traceback."""
        pytest.fail(message, pytrace=False)


class Reads(_FileItem):
    """The file is a plan, without any fault."""

    def look(self) -> None:
        """Read it."""
        _ = _plan_file(self).plan


class _OfPlan(_FileItem):
    """A test of a plan that could be read; where it could not, `reads` says so, once."""

    def look(self) -> None:
        """Read the plan, then look at it."""
        from yigai.files.faults import FileFaults

        try:
            plan: Plan | None = _plan_file(self).plan
        except FileFaults:
            if not any(isinstance(item, Reads) and item.path == self.path for item in self.session.items):
                raise
            plan = None
        if plan is None:
            pytest.skip("the file has faults; its test 'reads' names them")
        self.look_at(plan)

    def look_at(self, plan: Plan) -> None:
        """The test itself."""
        raise NotImplementedError


class Stable(_OfPlan):
    """Written and read again, the plan is the same."""

    def look_at(self, plan: Plan) -> None:
        """Write and read."""
        from yigai.files.formats import read_yaml, to_yaml
        from yigai.model.plan import Plan

        text = to_yaml(plan)
        again = read_yaml(text, Plan, source=f"{self.path.name}, written by yigai")
        if again != plan or to_yaml(again) != text:
            self.fail_with(f"{_shown(self)}: written and read again, the plan is another one")


class Clean(_OfPlan):
    """Nothing is found at or above the chosen level."""

    def __init__(self, *, settings: Settings, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._settings = settings

    def look_at(self, plan: Plan) -> None:
        """Check the plan as the settings say."""
        from yigai.files.places import places_in

        report = self._settings.report_of(plan)
        if not any(each.alignments for each in report.comparisons):
            asked = ", ".join(each.id for each in report.against)
            said = f"{_shown(self)}: no alignment with {asked}, so nothing was judged; see yigai_links"
            self.warn(pytest.PytestWarning(said))
        lines = [f"{crash.rule} could not run: {crash.problem}" for crash in report.crashes]
        places = places_in(self.path)
        for finding in report.findings:
            if finding.severity.is_at_least(self._settings.level):
                addresses = " <- ".join(each for each in (finding.subject, finding.requirement) if each)
                spot = places.get(finding.subject or "", "").rpartition(":")[2]
                where = f"{_shown(self)}:{spot}" if spot else _shown(self)
                said = f"{finding.rule} {finding.severity.value}: {addresses}: {finding.message.en}"
                lines.append(f"{where}: {said}")
        if lines:
            self.fail_with("\n".join(lines))


class VerdictFile(pytest.File):
    """A decision table: each row is a test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The rows of one table."""
        from yigai.errors import YigaiError
        from yigai.files.formats import tree_of

        try:
            table = self._table()
            tree, _ = tree_of(self.path)
        except YigaiError as error:
            raise self.CollectError(_told(error, self)) from None
        for at, group in enumerate(table.groups):
            for number, row in enumerate(group.rows):
                yield VerdictRow.from_parent(
                    self,
                    name=f"{' '.join(group.title.split())} {number + 1}",
                    row=row,
                    vocabulary=table.vocabulary,
                    line=tree.place(("groups", at, "rows", number))[0],
                )

    def _table(self) -> DecisionTable:
        from yigai.testing.decisions import read_decision_table

        return read_decision_table(self.path)


class VerdictRow(_FileItem):
    """One row: what is asked, what is answered, and the verdict expected."""

    def __init__(self, *, row: Row, vocabulary: VocabularyFile, line: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._row = row
        self._vocabulary = vocabulary
        self._line = line

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, the line of the row and its name."""
        return self.path, self._line - 1, f"{self.path.name}: {self.name}"

    def look(self) -> None:
        """Judge the row."""
        from yigai.testing.decisions import judged

        row, verdict = self._row, judged(self._row, self._vocabulary)
        expected = (row.verdict, set(row.deviations), set(row.reasons))
        if (verdict.outcome, set(verdict.deviations), set(verdict.reasons)) != expected:
            said = _said(row.verdict, row.deviations, row.reasons)
            came = _said(verdict.outcome, verdict.deviations, verdict.reasons)
            lines = [f"{_shown(self)}:{self._line}: expected {said}, judged {came}"]
            for root in verdict.trace.steps:
                for step in root.steps:
                    inputs = ", ".join(f"{name} {value}" for name, value in dict(step.inputs).items())
                    lines.append(f"  {step.name}: {step.result} ({inputs})")
            self.fail_with("\n".join(lines))


class CaseFile(pytest.File):
    """A case of a payment rule: one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The test of the case."""
        yield Settles.from_parent(self, name="settles as expected")


class Settles(_FileItem):
    """What comes out of the settlement is what the case expects."""

    def look(self) -> None:
        """Run the case."""
        from yigai.payment.case_run import run_case
        from yigai.payment.cases import read_case
        from yigai.reports.cases import mismatch_lines

        mismatches = run_case(read_case(self.path))
        if mismatches:
            lines = [line for each in mismatches for line in mismatch_lines(each, "en")]
            self.fail_with("\n".join([f"{_shown(self)}: the case departs", *lines]))


def _plan_file(item: pytest.Item) -> PlanFile:
    return cast("PlanFile", item.parent)


def _said(outcome: Outcome, deviations: Iterable[Deviation], reasons: Iterable[Reason]) -> str:
    details = [each.value for each in (*deviations, *reasons)]
    return outcome.value + (f" ({', '.join(details)})" if details else "")


def _shown(node: pytest.Item | pytest.Collector) -> str:
    """The file as one would type it where pytest was started."""
    start = node.config.invocation_params.dir
    return str(node.path.relative_to(start)) if node.path.is_relative_to(start) else str(node.path)


def _told(error: YigaiError, node: pytest.Item | pytest.Collector) -> str:
    """All an error says; the faults of a file one a line, the file named as `_shown` names it."""
    import attrs

    from yigai.files.faults import FileFaults

    if not isinstance(error, FileFaults):
        return str(error)
    source = _shown(node)
    return "\n".join(
        attrs.evolve(fault, source=source if fault.source == str(node.path) else fault.source).render()
        for fault in error.faults
    )


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _name_or_file(name: str, base: Path) -> str:
    """An id is an id; a file stands beside the configuration file."""
    beside = base / name
    is_file = beside.is_file() or name.endswith((".yaml", ".yml", ".json")) or "/" in name or os.sep in name
    return str(beside) if is_file else name


def _setting(name: str, read: Callable[[str], T], value: str) -> T:
    from yigai.errors import YigaiError

    try:
        return read(value)
    except YigaiError as error:
        _misused(name, str(error))


def _misused(name: str, problem: str) -> NoReturn:
    message = f"setting {name}: {problem}"
    raise pytest.UsageError(message)
