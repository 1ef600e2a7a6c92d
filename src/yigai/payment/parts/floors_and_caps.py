"""Bounds that a document above sets to a figure of a rule (上下限), as a floor of 95 % or a cap of 5 %.

The bound itself is allowed. A rule outside of it pays nobody, and says so before any amount.
"""

from __future__ import annotations

from yigai.errors import Text
from yigai.payment.builder import Builder
from yigai.payment.formula import Given, Relation
from yigai.payment.program import Table


def keep_at_least(b: Builder, figure: Given, floor: Given) -> None:
    """Refuse a figure below its floor."""
    _refuse(b, figure, Relation.LESS, floor)


def keep_at_most(b: Builder, figure: Given, cap: Given) -> None:
    """Refuse a figure above its cap."""
    _refuse(b, figure, Relation.MORE, cap)


def _refuse(b: Builder, figure: Given, relation: Relation, bound: Given) -> None:
    said = f"{figure.printed} {relation.value} {bound.printed}"
    b.refuse(
        Table.AREA,
        f"{figure.name} {relation.value} {bound.name}",
        figure.less(bound) if relation is Relation.LESS else figure.more(bound),
        Text(
            zh=f"{figure.says.zh} {said}（{bound.says.zh}，{bound.source.source}）",
            en=f"{figure.says.en} {said} ({bound.says.en}, {bound.source.source})",
        ),
    )
