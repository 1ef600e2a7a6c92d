"""Payment rules (支付规则) as data: one frozen class for each kind, a closed union."""

from __future__ import annotations

from yigai.model.payment.bands import Band, BandTable, Sharing
from yigai.model.payment.county_package import CountyPackage
from yigai.model.payment.dip import Dip, DipPoints
from yigai.model.payment.drg import BaseRate, DrgPoints, DrgRate, Readmission
from yigai.model.payment.parameter import Dated, NotInForce, Parameter
from yigai.model.payment.points import (
    Deviations,
    Holding,
    PointBudget,
    PointSettlement,
    SpecialCaseReview,
    Zone,
)
from yigai.model.payment.rule import Effective, RuleHead
from yigai.model.payment.tcm_gate import TcmGate

PaymentRule = Dip | DrgRate | DrgPoints | TcmGate | CountyPackage

__all__ = [
    "Band",
    "BandTable",
    "BaseRate",
    "CountyPackage",
    "Dated",
    "Deviations",
    "Dip",
    "DipPoints",
    "DrgPoints",
    "DrgRate",
    "Effective",
    "Holding",
    "NotInForce",
    "Parameter",
    "PaymentRule",
    "PointBudget",
    "PointSettlement",
    "Readmission",
    "RuleHead",
    "Sharing",
    "SpecialCaseReview",
    "TcmGate",
    "Zone",
]
