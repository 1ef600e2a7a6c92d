"""What a document asks (上级要求), resolved once, however many plans are compared with it."""

from __future__ import annotations

from functools import lru_cache

import attrs

from yigai.judging.assertion import Requirement, assertion_of
from yigai.model.plan import Plan, Task
from yigai.model.statement import Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import Level

_MOST_DOCUMENTS = 16


@attrs.frozen(kw_only=True)
class Asked:
    """One upper statement; `area` is the level of the areas that its figure counts, if it counts areas."""

    task: Task
    statement: Statement
    requirement: Requirement
    area: Level | None = None

    def counts_whole_areas(self, level: Level) -> bool:
        """Whether a plan of this level governs just one of the areas, so that nothing is asked of it."""
        return self.area is not None and not level.is_above(self.area)


@lru_cache(maxsize=_MOST_DOCUMENTS)
def asked_by(upper: Plan, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """Every statement of a document, in the order of the text; kept for the next plan."""
    words = vocabulary.with_local(upper.indicators, upper.populations)
    return tuple(
        Asked(
            task=task,
            statement=statement,
            requirement=Requirement(
                assertion=assertion_of(statement, address=address, document=upper.document, vocabulary=words),
                addressee=statement.addressee,
            ),
            area=_area_counted(statement, words),
        )
        for address, task, statement in upper.statements()
    )


def _area_counted(statement: Statement, words: Vocabulary) -> Level | None:
    indicator = words.indicator(statement.indicator) if isinstance(statement, Target) else None
    counted = words.population(indicator.counted_over) if indicator and indicator.counted_over else None
    return counted.area_level if counted else None
