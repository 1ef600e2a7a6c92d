"""Words where a figure is asked (以文字回应数值要求)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-006",
    title=Text(zh="以文字回应数值要求", en="words where a figure is asked"),
    severity=None,
    what=Text(
        zh="上级要求有数值、全覆盖或频次，回应只有文字。",
        en="A figure, full coverage or a frequency is asked, and only words answer.",
    ),
    why=Text(
        zh="没有数值就无法衡量，也无法考核。", en="What has no figure can be neither measured nor assessed."
    ),
    bad="""
# asked: target_kind: universal, indicator: e-voucher-coverage
- {kind: duty, id: e-voucher, summary: 推广电子凭证, topic: e-voucher}
""",
    good="""
- {kind: target, id: e-voucher, summary: 电子凭证全覆盖,
   indicator: e-voucher-coverage, target_kind: universal}
""",
)
def unquantified(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is UNQUANTIFIED."""
    short = Text(zh="以文字回应数值要求", en="words where a figure is asked")
    return deviating(this, context, Deviation.UNQUANTIFIED, short, "value", "frequency")
