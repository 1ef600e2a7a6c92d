"""A county's consortia at the end of the year, and its money for public health."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from oracle import bands
from oracle.exact import NoAmount, Why, divide, each, half_up, known, over, share


class Consortium(NamedTuple):
    """Its insured heads, what they cost where, and what bounds its surplus; amounts in fen."""

    heads: int | None
    inside: int | None
    outside: int | None
    indicator: Fraction | None
    reasonable: int | None


class Balance(NamedTuple):
    """What a consortium has left of its package or is short of, and what the fund pays it."""

    package: int
    balance: int
    net_flow: int
    shared: bands.Shared


def parts(package: int, heads: Mapping[str, int | None]) -> dict[str, int]:
    """A package by heads, which there have to be."""
    counts = each(heads, lambda name: Fraction(known(heads[name])))
    over(package, sum(counts.values(), Fraction(0)))
    return divide(package, counts)


def balances(
    packages: Mapping[str, int],
    consortia: Mapping[str, Consortium],
    flows: Mapping[tuple[str, str], int | None],
    sharing: bands.Sharing,
) -> dict[str, Balance]:
    """Each package less what its own people cost inside, at the others and outside the county."""
    for home in consortia:
        if any((home, at) not in flows for at in consortia if at != home):
            raise NoAmount(Why.UNKNOWN, Why.OUT_OF_BOUNDS)

    def balance(name: str) -> Balance:
        own = consortia[name]
        gone = sum(known(cost) for (home, _), cost in flows.items() if home == name)
        come = sum(known(cost) for (_, at), cost in flows.items() if at == name)
        used = known(own.inside) + gone + known(own.outside)
        shared = bands.shared(
            sharing,
            quota=packages[name],
            cost=used,
            base=packages[name],
            indicator=own.indicator,
            reasonable=own.reasonable,
        )
        return Balance(packages[name], packages[name] - used, come - gone, shared)

    return each(consortia, balance)


def to_members(kept: int, weights: Mapping[str, Fraction | None]) -> dict[str, int]:
    """A surplus among the members of a consortium by their weights; of none nobody has a part."""
    if kept == 0:
        return dict.fromkeys(weights, 0)
    return divide(kept, each(weights, lambda name: known(weights[name])))


class PublicHealth(NamedTuple):
    """Money a head: a part in advance, the rest after the assessment; in fen."""

    whole: int
    prepaid: int
    after: int
    paid: int


def public_health(
    residents: int | None, per_head: int, prepaid_share: Fraction, k: Fraction | None
) -> PublicHealth:
    """The prepaid part is rounded, the other is the rest and is paid times k."""
    whole = known(residents) * per_head
    prepaid = half_up(whole * share(prepaid_share))
    after = half_up((whole - prepaid) * share(known(k)))
    return PublicHealth(whole, prepaid, after, prepaid + after)
