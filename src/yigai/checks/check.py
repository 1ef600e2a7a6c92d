"""Check a plan against the documents above it (核对)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib.metadata import version

import attrs
import pendulum

from yigai.catalogue import store
from yigai.checks.chain import between, joined
from yigai.checks.comparison import compare_with
from yigai.checks.limits import limits_of, limits_of_rule
from yigai.checks.practice import with_benchmarks
from yigai.checks.registry import Registry, registry
from yigai.checks.report import CheckReport, Crash, Input
from yigai.checks.rule import Context, PaymentRuleAt
from yigai.errors import InvalidValue, Text, UnknownName, YigaiError
from yigai.files.faults import shown
from yigai.judging.finding import Finding, Severity
from yigai.model.alignment import Alignment
from yigai.model.document import Document
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan
from yigai.model.words import DocumentKind, Level
from yigai.values.citation import Evidence

_PAYMENT_AREA = "PAY"
_PAYMENT = f"YG-{_PAYMENT_AREA}"


def _are_names(_config: object, attribute: attrs.Attribute[tuple[str, ...]], value: object) -> None:
    """A bare text would be taken for its letters."""
    if isinstance(value, str):
        tuple_of_it = Text(zh=f"元组，如 ({value!r},)", en=f"a tuple, like ({value!r},)")
        raise InvalidValue(where=attribute.name, found=repr(value), expected=tuple_of_it)


@attrs.frozen(kw_only=True)
class Config:
    """What a user changes about a check (设置); all of it is named in the report's head.

    `select` and `ignore` take names of rule packs (`targets`), rule ids or their starts (`YG-TGT`);
    `severities` maps a rule id to the severity its findings get.
    """

    select: tuple[str, ...] = attrs.field(default=(), validator=_are_names)
    ignore: tuple[str, ...] = attrs.field(default=(), validator=_are_names)
    severities: Mapping[str, Severity] = attrs.Factory(dict)


def check(
    plan: Plan,
    *,
    against: Iterable[Plan],
    links: Iterable[Alignment] | None = None,
    as_of: pendulum.Date,
    config: Config | None = None,
    rules: Registry | None = None,
) -> CheckReport:
    """Judge a plan against every statement of the documents above it (核对).

    `links` are the alignments to use, of the plan with an upper document or of two upper documents; None
    takes the catalogue's own, where it has one. Those of two upper documents change no verdict: they tell
    which findings are about the same matter. `as_of` is the day the check speaks of; there is no default,
    so that the same call gives the same report. Raises `UnknownName` for a selector no rule answers to, or
    an alignment of other documents, and `InvalidValue` for a selection that leaves no rule, for what is given
    twice, for a plan among its own upper documents, and for values of another type.

    >>> from yigai.catalogue.store import load
    >>> city, nation = load("heyuan-2023"), load("national-2023h2")
    >>> report = check(city, against=[nation], as_of=pendulum.Date(2023, 12, 31))
    >>> report.fails()
    False
    """
    _require_day(as_of)
    config = config or Config()
    known = rules or registry()
    chosen = _some(known.select(config.select, config.ignore), config)
    for name in config.severities:
        known.rule(name)
    uppers = _each_once(plan, against)
    alignments = _alignments(plan, uppers, links)
    context = _context(plan, uppers, alignments, as_of)
    findings, crashes = _run(chosen, context, config.severities)
    told = with_benchmarks(joined(findings, context.comparisons, context.between), (plan, *uppers))
    return CheckReport(
        version=_version(),
        as_of=as_of,
        plan=_plan_input(plan),
        against=tuple(_plan_input(upper) for upper in uppers),
        links=tuple(_alignment_input(alignment) for alignment in alignments),
        registry=chosen.digest,
        overrides=_overrides(config),
        limits=tuple(limits_of(context, _titles(plan, uppers))),
        comparisons=context.comparisons,
        findings=_in_reading_order(told, context),
        crashes=crashes,
    )


def check_payment_rule(
    payment_rule: PaymentRule,
    *,
    as_of: pendulum.Date,
    config: Config | None = None,
    rules: Registry | None = None,
) -> CheckReport:
    """Judge a payment rule from its data alone (支付规则体检), as it stands on a day.

    Only the rules of the area PAY run. Raises `UnknownName` for a selector no rule answers to.
    """
    _require_day(as_of)
    config = config or Config()
    known = (rules or registry()).select(config.select or (_PAYMENT,), config.ignore)
    chosen = _some(Registry.of(each for each in known.rules if each.area == _PAYMENT_AREA), config)
    subject = _page_of(payment_rule)
    context = Context(
        plan=subject,
        comparisons=(),
        vocabulary=store.vocabulary(),
        documents=_known_documents(subject, ()),
        as_of=as_of,
        payment_rules=(PaymentRuleAt(address=payment_rule.id, rule=payment_rule),),
    )
    findings, crashes = _run(chosen, context, config.severities)
    return CheckReport(
        version=_version(),
        as_of=as_of,
        plan=attrs.evolve(_plan_input(subject), content=payment_rule),
        against=(),
        links=(),
        registry=chosen.digest,
        overrides=_overrides(config),
        limits=tuple(limits_of_rule(payment_rule)),
        comparisons=(),
        findings=_in_reading_order(findings, context),
        crashes=crashes,
    )


def _require_day(as_of: object) -> None:
    if type(as_of) is not pendulum.Date:
        like = Text(
            zh="pendulum.Date，如 pendulum.date(2023, 12, 31)",
            en="a pendulum.Date, like pendulum.date(2023, 12, 31)",
        )
        raise InvalidValue(where="as_of", found=repr(as_of), expected=like)


def _some(chosen: Registry, config: Config) -> Registry:
    """What was chosen, if that is any rule at all: a check of nothing must not look clean."""
    if (config.select or config.ignore) and not chosen.rules:
        raise InvalidValue(
            found="; ".join(_selectors(config)),
            expected=Text(
                zh="至少有一条规则可运行的 select 与 ignore",
                en="a select and an ignore that leave a rule to run",
            ),
        )
    return chosen


def _page_of(payment_rule: PaymentRule) -> Plan:
    """A payment rule's title page, as a document without tasks."""
    region = payment_rule.region
    page = Document(
        id=payment_rule.id,
        title=payment_rule.title,
        kind=DocumentKind.OTHER,
        level=Level(region.level) if region else Level.NATIONAL,
        region=region,
        evidence=payment_rule.citation().evidence,
    )
    return Plan(document=page)


@cache
def _version() -> str:
    return version("yigai")


def _each_once(plan: Plan, against: Iterable[Plan]) -> tuple[Plan, ...]:
    """The upper documents, if they are documents, each given once, and none the plan itself."""
    _require(plan, Plan, Text(zh="计划 Plan（用 yigai.load 读入）", en="a Plan (see yigai.load)"))
    listed = Text(zh="Plan 的列表", en="a list of Plans")
    _require(against, Iterable, listed)
    uppers = tuple(against)
    seen: set[str] = set()
    for upper in uppers:
        _require(upper, Plan, listed)
        if upper.id == plan.id:
            other = Text(zh="计划以外的文件", en="another document than the plan")
            raise InvalidValue(found=upper.id, expected=other)
        if upper.id in seen:
            twice = Text(zh=f"{upper.id} 两次", en=f"{upper.id} twice")
            raise InvalidValue(
                found=twice, expected=Text(zh="每份上级文件只给一次", en="each upper document once")
            )
        seen.add(upper.id)
    return uppers


def _require(value: object, kind: type, expected: Text) -> None:
    if not isinstance(value, kind) or isinstance(value, str):
        raise InvalidValue(found=shown(value), expected=expected)


def _alignments(
    plan: Plan, uppers: tuple[Plan, ...], links: Iterable[Alignment] | None
) -> tuple[Alignment, ...]:
    pairs = [(lower, upper) for lower in (plan, *uppers) for upper in uppers if lower is not upper]
    if links is None:
        found = (_own_alignment(lower, upper) for lower, upper in pairs)
        return tuple(alignment for alignment in found if alignment is not None)
    listed = Text(
        zh="Alignment 的列表（用 yigai.load_alignment 读入）",
        en="a list of Alignments (see yigai.load_alignment)",
    )
    _require(links, Iterable, listed)
    given = tuple(links)
    for position, alignment in enumerate(given):
        _require(alignment, Alignment, listed)
        ends = f"{alignment.lower} -> {alignment.upper}"
        if not any(_joins(alignment, lower, upper) for lower, upper in pairs):
            known = ", ".join(sorted(f"{lower.id} -> {upper.id}" for lower, upper in pairs))
            raise UnknownName(
                found=Text(zh=f"对应关系 {ends}", en=f"alignment {ends}"),
                expected=Text(
                    zh=f"所核对文件之间的对应关系：{known}", en=f"an alignment of what is checked: {known}"
                ),
            )
        if alignment in given[:position]:
            twice = Text(zh=f"对应关系 {ends} 两次", en=f"alignment {ends} twice")
            raise InvalidValue(
                found=twice, expected=Text(zh="每份对应关系只给一次", en="each alignment once")
            )
    return given


def _joins(alignment: Alignment, lower: Plan, upper: Plan) -> bool:
    return (alignment.lower, alignment.upper) == (lower.id, upper.id)


def _own_alignment(lower: Plan, upper: Plan) -> Alignment | None:
    """The catalogue's alignment, if these are the catalogue's documents and not others of the same id."""
    alignment = store.alignment(lower.id, upper.id)
    is_ours = alignment is not None and store.plan(lower.id) == lower and store.plan(upper.id) == upper
    return alignment if is_ours else None


def _context(
    plan: Plan, uppers: tuple[Plan, ...], alignments: tuple[Alignment, ...], as_of: pendulum.Date
) -> Context:
    """What the rules may read, every statement of every upper document judged."""
    vocabulary = store.vocabulary()
    comparisons = tuple(
        compare_with(plan, upper, [each for each in alignments if _joins(each, plan, upper)], vocabulary)
        for upper in uppers
    )
    return Context(
        plan=plan,
        comparisons=comparisons,
        vocabulary=vocabulary.with_local(plan.indicators, plan.populations),
        documents=_known_documents(plan, uppers),
        as_of=as_of,
        between=tuple(between(uppers, alignments, vocabulary)),
        agencies=store.agencies(),
        carriers=store.carriers(),
        names_in_use=store.names_in_use(),
        payment_rules=tuple(
            PaymentRuleAt(address=f"{plan.id}#{task.path}/{rule.id}", rule=rule)
            for task in plan.tasks
            for rule in plan.rules_of(task)
        ),
    )


def _known_documents(plan: Plan, uppers: tuple[Plan, ...]) -> dict[str, Callable[[], Plan]]:
    """Every document by id, read only when asked for; what was given wins over the catalogue."""
    documents: dict[str, Callable[[], Plan]] = {
        entry.id: partial(store.plan, entry.id) for entry in store.entries()
    }
    for given in (*uppers, plan):
        documents[given.id] = partial(_itself, given)
    return documents


def _titles(plan: Plan, uppers: tuple[Plan, ...]) -> frozenset[str]:
    """The titles of all documents known here, for a citation that prints a title and no id."""
    given = (document.document.title for document in (plan, *uppers))
    return frozenset((*given, *(entry.title for entry in store.entries())))


def _itself(plan: Plan) -> Plan:
    return plan


def _run(
    rules: Registry, context: Context, severities: Mapping[str, Severity]
) -> tuple[list[Finding], tuple[Crash, ...]]:
    findings: list[Finding] = []
    crashes: list[Crash] = []
    for rule in rules.rules:
        if rule.needs_all and context.plan.document.excerpt:
            continue
        try:
            found = [_finding(each) for each in rule.find(rule, context)]
        except Exception as error:  # noqa: BLE001 (one rule must not keep the others from speaking)
            crashes.append(Crash(rule=rule.id, problem=_problem(error)))
            continue
        severity = severities.get(rule.id)
        findings += found if severity is None else [attrs.evolve(each, severity=severity) for each in found]
    return findings, tuple(crashes)


def _finding(found: object) -> Finding:
    if not isinstance(found, Finding):
        raise InvalidValue(found=repr(found), expected=Text(zh="Finding", en="a Finding"))
    return found


def _problem(error: Exception) -> str:
    return str(error) if isinstance(error, YigaiError) else f"{type(error).__name__}: {error}"


def _in_reading_order(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """By the place of the upper statement, then of the plan's own, then by rule."""
    place: dict[str, int] = {}
    for comparison in context.comparisons:
        for judged in comparison.judged:
            place.setdefault(judged.verdict.requirement, len(place))
    place.setdefault(context.plan.id, len(place))
    for section in context.plan.sections:
        place.setdefault(f"{context.plan.id}#{section.path}", len(place))
    for task in context.plan.tasks:
        place.setdefault(f"{context.plan.id}#{task.path}", len(place))
        for statement in task.statements:
            place.setdefault(f"{context.plan.id}#{task.path}/{statement.id}", len(place))
        for rule in context.plan.rules_of(task):
            place.setdefault(f"{context.plan.id}#{task.path}/{rule.id}", len(place))

    def key(finding: Finding) -> tuple[int, str, str, int, str, str]:
        subject = finding.subject or ""
        address = finding.requirement or subject
        where, here = place.get(address, len(place)), place.get(subject, len(place))
        return where, finding.rule, address, here, subject, finding.detail

    return tuple(sorted(findings, key=key))


def _overrides(config: Config) -> tuple[str, ...]:
    severities = tuple(f"{name}: {severity.value}" for name, severity in sorted(config.severities.items()))
    return (*_selectors(config), *severities)


def _selectors(config: Config) -> tuple[str, ...]:
    selected = (f"select: {', '.join(config.select)}",) if config.select else ()
    ignored = (f"ignore: {', '.join(config.ignore)}",) if config.ignore else ()
    return (*selected, *ignored)


def _plan_input(plan: Plan) -> Input:
    document = plan.document
    return Input(id=document.id, title=document.title, evidence=document.evidence, content=plan)


def _alignment_input(alignment: Alignment) -> Input:
    return Input(
        id=f"{alignment.lower}--{alignment.upper}",
        title=f"{alignment.author}: {alignment.basis.value}, {alignment.depth.value}",
        evidence=Evidence.INFERRED,
        content=alignment,
    )
