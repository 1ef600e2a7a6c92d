"""A rule in words (公式说明): its steps in their order, from the same program that computes the amounts."""

from __future__ import annotations

from collections.abc import Iterator

import pendulum

from yigai.model.payment import PaymentRule
from yigai.payment.program import Program
from yigai.payment.rows import TABLE_NAMES
from yigai.payment.words import Said, program_in_words
from yigai.reports.layout import WIDTH, labelled, rule_line, sayer, spaced, wrapped
from yigai.reports.settlement_text import figure_lines, paragraphs
from yigai.values.citation import Citation


def formula_text(rule: PaymentRule, program: Program, as_of: pendulum.Date, lang: str = "zh") -> str:
    """The whole rule as lines of at most 80 columns."""
    return paragraphs(
        [
            _head(rule, as_of, lang),
            _limits(program, lang),
            figure_lines(program, rule.citation(), lang),
            _steps(rule, program, lang),
        ]
    )


def _head(rule: PaymentRule, as_of: pendulum.Date, lang: str) -> Iterator[str]:
    say, cited = sayer(lang), rule.citation()
    yield from wrapped(f"{say('计算公式', 'Formula')}  {rule.title}", WIDTH, hanging=4)
    yield rule_line(WIDTH)
    told = [
        (say("规则", "rule"), rule.id),
        (say("出处", "source"), f"{cited.source}  {cited.evidence.says.of(lang)}"),
        (say("依据日", "as of"), as_of.isoformat()),
    ]
    for name, text in told:
        yield from labelled(name, text, WIDTH, room=10, indent=2)


def _limits(program: Program, lang: str) -> Iterator[str]:
    if program.limits:
        yield sayer(lang)("限度", "Limits")
    for limit in program.limits:
        yield from wrapped(f"· {limit.of(lang)}", WIDTH, indent=2, hanging=2)


def _steps(rule: PaymentRule, program: Program, lang: str) -> Iterator[str]:
    yield sayer(lang)("步骤", "Steps")
    head = rule.citation()
    for number, said in enumerate(program_in_words(program), start=1):
        yield from _step(number, said, head, lang, is_result=_is_result(said, program))


def _is_result(said: Said, program: Program) -> bool:
    return (said.table, said.name) == (program.table, program.result)


def _step(number: int, said: Said, head: Citation, lang: str, *, is_result: bool) -> Iterator[str]:
    say = sayer(lang)
    unit = said.unit.of(lang)
    title = f"{said.says.of(lang)}{say(f'（{unit}）', f' ({unit})') if unit else ''}"
    parts = [f"{number:>3}  {TABLE_NAMES[said.table].of(lang)}", title, said.name]
    if is_result:
        parts.append(say("← 结果", "← the result"))
    yield from spaced(parts, WIDTH, hanging=7)
    for at, (when, formula) in enumerate(said.branches):
        first = say("若", "if") if at == 0 else say("否则若", "else if")
        condition = f"{first} {when.of(lang)}{say('：', ': ')}" if when.zh else say("否则：", "else: ")
        yield from wrapped(f"· {condition}{formula.of(lang)}", WIDTH, indent=5, hanging=2)
    if said.formula.zh:
        sign = "= " if not said.branches else ""
        yield from wrapped(f"{sign}{said.formula.of(lang)}", WIDTH, indent=5, hanging=2)
    for cited in said.sources:
        if cited.source != head.source:
            yield from wrapped(f"{cited.evidence.says.of(lang)} {cited.source}", WIDTH, indent=7, hanging=2)
