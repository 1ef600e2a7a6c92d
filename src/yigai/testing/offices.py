"""Strategies for agencies: who owns a task, who carries a function, when a name was in use."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.model.agency import Agency, Carrier, NameInUse, Responsibility
from yigai.model.words import Function, Level, Role
from yigai.testing.values import region_codes, texts, words
from yigai.values.citation import Evidence


def responsibilities() -> SearchStrategy[Responsibility]:
    """Owners of a task."""
    return st.builds(
        Responsibility, agency=words(), function=st.sampled_from(Function), role=st.sampled_from(Role)
    )


def agencies() -> SearchStrategy[Agency]:
    """Agencies of every level, with and without a region and other names."""
    return st.builds(
        Agency,
        name=words(),
        function=st.sampled_from(Function),
        level=st.sampled_from(Level),
        region=st.none() | region_codes(),
        aliases=st.lists(texts(), max_size=3).map(tuple),
    )


def carriers() -> SearchStrategy[Carrier]:
    """Who carries a function at a level, with somebody and with nobody."""
    return st.builds(
        Carrier,
        level=st.sampled_from(Level),
        function=st.sampled_from(Function),
        carried_by=st.none() | st.sampled_from(Function),
        source=words(),
        evidence=st.sampled_from(Evidence),
        note=st.none() | texts(),
    )


def names_in_use() -> SearchStrategy[NameInUse]:
    """The years of names, with open and closed ends."""
    return st.builds(
        NameInUse,
        endings=st.lists(words(), max_size=3).map(tuple),
        first_year=st.none() | st.integers(1949, 2099),
        last_year=st.none() | st.integers(1949, 2099),
        source=words(),
        evidence=st.sampled_from(Evidence),
        note=st.none() | texts(),
    )
