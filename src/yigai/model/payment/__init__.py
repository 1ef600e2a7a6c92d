"""Payment rules (支付规则) as data: one frozen class for each kind, a closed union."""

from __future__ import annotations

from yigai.model.payment.bands import Band, BandTable, Sharing
from yigai.model.payment.county_package import CountyPackage, HistoryPackage
from yigai.model.payment.dip import Dip, DipPoints
from yigai.model.payment.holding import Holding, InterimPayment, SettledBy
from yigai.model.payment.parameter import Dated, NotInForce, Parameter
from yigai.model.payment.points import (
    Deviations,
    PointBudget,
    PointSettlement,
    SpecialCaseReview,
    Zone,
)
from yigai.model.payment.price_review import PriceReview, Threshold
from yigai.model.payment.procurement import ProcurementRetention, ScoreStep
from yigai.model.payment.rule import Effective, RuleHead

PaymentRule = Dip | CountyPackage | HistoryPackage | InterimPayment | ProcurementRetention | PriceReview

__all__ = [
    "Band",
    "BandTable",
    "CountyPackage",
    "Dated",
    "Deviations",
    "Dip",
    "DipPoints",
    "Effective",
    "HistoryPackage",
    "Holding",
    "InterimPayment",
    "NotInForce",
    "Parameter",
    "PaymentRule",
    "PointBudget",
    "PointSettlement",
    "PriceReview",
    "ProcurementRetention",
    "RuleHead",
    "ScoreStep",
    "SettledBy",
    "Sharing",
    "SpecialCaseReview",
    "Threshold",
    "Zone",
]
