"""A figure seen only in somebody's system, used as if a document set it (实践做法当作政策)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, parts_of, values_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment.parameter import Sourced
from yigai.model.payment.points import Deviations
from yigai.values.citation import Citation, Evidence

_CONVENTION = Citation(
    source="yigai: explanation/evidence", evidence=Evidence.INFERRED, note="practice is not policy"
)


@rule(
    id="YG-PAY-007",
    title=Text(zh="实践做法当作政策", en="practice used as policy"),
    severity=Severity.WARNING,
    what=Text(
        zh="规则里的数只在某个系统里见过，没有文件规定它（证据为 practice）。",
        en="A part of the rule is known only from what somebody's system does; no document sets it.",
    ),
    why=Text(
        zh="别处的做法可以参考，照搬则无据可查。",
        en="What is done elsewhere may be a guide; as a rule it has nothing to stand on.",
    ),
    bad="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
deviations:
  profile: sample-practice
  source: 某市结算系统（虚构）
  evidence: practice
  classified_by: group-mean
  corrected_by: group-mean
  zones: [{edge: 50%, when: "<", then: ratio}]
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    good="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
deviations:
  source: 示例办法（虚构）
  evidence: issued
  classified_by: group-mean
  corrected_by: group-mean
  zones: [{edge: 50%, when: "<", then: ratio}]
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    basis=(_CONVENTION,),
)
def practice_as_policy(this: Rule, context: Context) -> Iterator[Finding]:
    """Every part, and every value, whose evidence is practice."""
    for found in context.payment_rules:
        rule_ = found.rule
        if rule_.evidence is Evidence.PRACTICE:
            message = Text(zh="整条规则只见于实践", en="the whole rule is known from practice only")
            yield at(this, found, "", message)
        for path, part in parts_of(rule_):
            seen = _named(part) if isinstance(part, Deviations) else part
            if isinstance(seen, Sourced) and seen.evidence is Evidence.PRACTICE:
                yield at(this, found, path, _said(path), citations=(seen.cited(rule_.citation()),))
        for path, dated in values_of(rule_):
            if dated.evidence is Evidence.PRACTICE:
                cited = (dated.cited(rule_.citation()),)
                yield at(this, found, f"{path} {dated.period}", _said(path), citations=cited)


def _named(part: Deviations) -> Deviations:
    """The profile whose zones a rule takes, or the zones it has itself."""
    from yigai.payment.profiles import profiles

    if part.zones or part.profile is None:
        return part
    return profiles().get(part.profile, part)


def _said(path: str) -> Text:
    return Text(zh=f"{path} 只见于实践，没有文件规定", en=f"{path} is known from practice only")
