"""The indicators and populations known where a plan is read: the catalogue's and the plan's own."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from yigai.model.indicator import Indicator, Population


@attrs.frozen(kw_only=True, cache_hash=True)
class Vocabulary:
    """An immutable dictionary (词表) of `indicators` and `populations`, by id."""

    indicators: tuple[Indicator, ...] = ()
    populations: tuple[Population, ...] = ()
    _indicator_by_id: dict[str, Indicator] = attrs.field(init=False, repr=False, eq=False)
    _population_by_id: dict[str, Population] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_indicator_by_id", {item.id: item for item in self.indicators})
        object.__setattr__(self, "_population_by_id", {item.id: item for item in self.populations})

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that id, or None."""
        return self._indicator_by_id.get(name)

    def population(self, name: str) -> Population | None:
        """The population of that id, or None."""
        return self._population_by_id.get(name)

    def wider(self, name: str) -> tuple[str, ...]:
        """The ids of all populations that contain the one of that id, nearest first."""
        found: list[str] = []
        population = self.population(name)
        while population is not None and population.within is not None and population.within not in found:
            found.append(population.within)
            population = self.population(population.within)
        return tuple(found)

    def with_local(self, indicators: Iterable[Indicator], populations: Iterable[Population]) -> Vocabulary:
        """This vocabulary with a plan's own words added; a plan's own word wins over the same id here."""
        return Vocabulary(
            indicators=(*self.indicators, *indicators), populations=(*self.populations, *populations)
        )
