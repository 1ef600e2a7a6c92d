"""Tools for testing plans and the programs that use them: Hypothesis strategies.

They need Hypothesis, the extra `yigai[strategies]`, which is imported when one of them is first asked for.
Decision tables (`yigai.testing.decisions`) and the pytest plugin (`yigai.testing.plugin`) do without.

>>> from hypothesis import given
>>> from yigai.files.formats import read_yaml, to_yaml
>>> from yigai.model import Plan
>>> from yigai.testing import plans
>>> @given(plans())
... def reads_what_it_writes(plan: Plan) -> None:
...     assert read_yaml(to_yaml(plan), Plan) == plan
>>> reads_what_it_writes()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yigai.testing.broken import broken_plans
    from yigai.testing.model import (
        alignments,
        baselines,
        cited_documents,
        documents,
        duties,
        frequencies,
        indicators,
        links,
        mechanisms,
        observations,
        places,
        plans,
        population_sets,
        populations,
        prohibitions,
        sections,
        standing_rules,
        stated_years,
        statements,
        targets,
        tasks,
        vocabularies,
    )
    from yigai.testing.offices import agencies, carriers, names_in_use, responsibilities
    from yigai.testing.payment import activities, factors, overlays, parameters, payment_rules, points
    from yigai.testing.values import (
        addresses,
        citations,
        dates,
        document_numbers,
        dues,
        labels,
        money,
        numbers,
        periods,
        provision_paths,
        quarters,
        ratios,
        region_codes,
        roundings,
        slugs,
        texts,
        units,
        words,
        years,
    )

_ROOMS = ("values", "offices", "payment", "model", "broken")

__all__ = [
    "activities",
    "addresses",
    "agencies",
    "alignments",
    "baselines",
    "broken_plans",
    "carriers",
    "citations",
    "cited_documents",
    "dates",
    "document_numbers",
    "documents",
    "dues",
    "duties",
    "factors",
    "frequencies",
    "indicators",
    "labels",
    "links",
    "mechanisms",
    "money",
    "names_in_use",
    "numbers",
    "observations",
    "overlays",
    "parameters",
    "payment_rules",
    "periods",
    "places",
    "plans",
    "points",
    "population_sets",
    "populations",
    "prohibitions",
    "provision_paths",
    "quarters",
    "ratios",
    "region_codes",
    "responsibilities",
    "roundings",
    "sections",
    "slugs",
    "standing_rules",
    "stated_years",
    "statements",
    "targets",
    "tasks",
    "texts",
    "units",
    "vocabularies",
    "words",
    "years",
]


def __getattr__(name: str) -> object:
    """Fetch a strategy from its module when it is first used."""
    if name not in __all__:
        message = f"module 'yigai.testing' has no attribute {name!r}"
        raise AttributeError(message)
    try:
        rooms = [importlib.import_module(f"yigai.testing.{room}") for room in _ROOMS]
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        message = f"yigai.testing.{name} needs Hypothesis; install it with: pip install 'yigai[strategies]'"
        raise ModuleNotFoundError(message, name="hypothesis") from None
    return next(getattr(room, name) for room in rooms if hasattr(room, name))


def __dir__() -> list[str]:
    return __all__
