"""Which classes stand in files, under which kinds and keys: what reader, writer and schema share."""

from __future__ import annotations

from typing import Any

import attrs

from yigai.model import activity
from yigai.model.agency import Agency, Responsibility
from yigai.model.alignment import Alignment, Link
from yigai.model.document import CitedDocument, Document
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.payment import (
    AreaAmount,
    AreaBudget,
    Band,
    BandTable,
    BaseRate,
    Capitation,
    CasePrice,
    CategoryQuota,
    CostSharing,
    CountyPackage,
    DayRates,
    DaySegment,
    Deviations,
    Dip,
    DipPoints,
    DrgPoints,
    DrgRate,
    Effective,
    Extra,
    FeeForService,
    Gate,
    GlobalBudget,
    HistoryPackage,
    Holding,
    InterimPayment,
    PayBan,
    PaymentRule,
    PayShare,
    PerDiem,
    PointBudget,
    PointSettlement,
    PriceReview,
    ProcurementRetention,
    PublicHealth,
    Readmission,
    ScoreStep,
    SettledBy,
    Sharing,
    SpecialCaseReview,
    TcmGate,
    Threshold,
    Tier,
    Tiers,
    Zone,
)
from yigai.model.payment.overlay import Overlay
from yigai.model.plan import Plan, Section, StandingRule, Task
from yigai.model.statement import Baseline, Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.values.citation import Citation
from yigai.values.period import Period

Kinds = dict[str, type[Any]]

STATEMENT_KINDS: Kinds = {
    "duty": Duty,
    "target": Target,
    "mechanism": Mechanism,
    "prohibition": Prohibition,
}
RULE_KINDS: Kinds = {
    "dip": Dip,
    "drg-rate": DrgRate,
    "drg-points": DrgPoints,
    "tcm-gate": TcmGate,
    "county-package": CountyPackage,
    "per-diem": PerDiem,
    "capitation": Capitation,
    "case-price": CasePrice,
    "fee-for-service": FeeForService,
    "global-budget": GlobalBudget,
    "area-budget": AreaBudget,
    "public-health": PublicHealth,
    "cost-sharing": CostSharing,
    "staff-pay": PayShare,
    "history-package": HistoryPackage,
    "interim-payment": InterimPayment,
    "procurement-retention": ProcurementRetention,
    "price-review": PriceReview,
}
UNIONS: dict[Any, Kinds] = {Statement: STATEMENT_KINDS, PaymentRule: RULE_KINDS}
"""The unions whose members say in a key `kind` which of them they are."""
KIND_OF = {cls: name for kinds in UNIONS.values() for name, cls in kinds.items()}

# Parts before wholes: cattrs looks the hooks of a class's fields up when the class is registered.
CLASSES: tuple[type[Any], ...] = (
    Period, Citation, Observation, Baseline, Frequency, *STATEMENT_KINDS.values(),
    Effective, Band, BandTable, Gate, Sharing, Zone, Deviations, AreaAmount, PointBudget, PointSettlement,
    SettledBy, Holding, SpecialCaseReview, DipPoints, BaseRate, Readmission, DaySegment, DayRates,
    CategoryQuota, Extra, Tier, Tiers, PayBan, ScoreStep, Threshold,
    *RULE_KINDS.values(),
    Responsibility, Agency, Indicator, Population, CitedDocument, Document, Section, Task, StandingRule,
    Plan, Link, Alignment, Overlay,
    activity.Area, activity.Institution, activity.Month, activity.Group, activity.GroupLevel, activity.Cell,
    activity.Case,
    activity.Auxiliary, activity.Service, activity.Consortium, activity.Member, activity.Flow,
    activity.Product, activity.PriceItem, activity.Measured, activity.Enrolment, activity.Activity,
)  # fmt: skip

# Keys in a file that Python has a better, or no, name for.
_RENAMED: dict[type[Any], dict[str, str]] = {
    StandingRule: {"declared_in": "from"},
    Link: {"lower": "from", "upper": "to"},
    Effective: {"first": "from", "last": "to"},
    Band: {"start": "from", "end": "to"},
    DaySegment: {"first": "from", "last": "to"},
    Tier: {"start": "from", "end": "to"},
    ScoreStep: {"start": "from"},
}
_STATEMENT_KEYS = (
    "kind", "id", "summary", "topic", "mechanism", "status", "indicator", "target_kind", "comparator",
    "value", "upper", "unit", "baseline", "every", "force", "softener", "addressee", "population", "due",
    "evidence", "note", "doubt",
)  # fmt: skip


def in_file(name: str, cls: Any) -> str:
    """The key under which a field of a class stands in a file."""
    return _RENAMED.get(cls, {}).get(name, name)


def file_keys(cls: type[Any]) -> dict[str, str | None]:
    """The keys of a class in a file, in order, each with its field; the kind of a member has none."""
    names: dict[str, str | None] = {
        in_file(field.name, cls): field.name for field in attrs.fields(cls) if field.init
    }
    if cls not in KIND_OF:
        return names
    if cls in STATEMENT_KINDS.values():
        return {key: names.get(key) for key in _STATEMENT_KEYS if key == "kind" or key in names}
    return {"kind": None, **names}
