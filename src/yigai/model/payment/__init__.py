"""Payment rules (支付规则) as data: one frozen class for each kind, a closed union."""

from __future__ import annotations

from yigai.model.payment.area_budget import AreaAmount, AreaBudget
from yigai.model.payment.bands import Band, BandTable, Gate, Sharing
from yigai.model.payment.capitation import Capitation, CategoryQuota
from yigai.model.payment.case_price import CasePrice, Extra
from yigai.model.payment.cost_sharing import CostSharing, Tier, Tiers
from yigai.model.payment.county_package import CountyPackage, HistoryPackage
from yigai.model.payment.dip import Dip, DipPoints
from yigai.model.payment.drg import BaseRate, DrgPoints, DrgRate, Readmission
from yigai.model.payment.fee_for_service import FeeForService
from yigai.model.payment.global_budget import GlobalBudget
from yigai.model.payment.holding import Holding, InterimPayment, SettledBy
from yigai.model.payment.parameter import Dated, NotInForce, Parameter
from yigai.model.payment.per_diem import DayRates, DaySegment, PerDiem
from yigai.model.payment.points import (
    Deviations,
    PointBudget,
    PointSettlement,
    SpecialCaseReview,
    Zone,
)
from yigai.model.payment.price_review import PriceReview, Threshold
from yigai.model.payment.procurement import ProcurementRetention, ScoreStep
from yigai.model.payment.public_health import PublicHealth
from yigai.model.payment.rule import Effective, RuleHead
from yigai.model.payment.staff_pay import PayBan, PayShare
from yigai.model.payment.tcm_gate import TcmGate

PaymentRule = (
    Dip
    | DrgRate
    | DrgPoints
    | TcmGate
    | CountyPackage
    | HistoryPackage
    | PerDiem
    | Capitation
    | CasePrice
    | FeeForService
    | GlobalBudget
    | AreaBudget
    | PublicHealth
    | CostSharing
    | InterimPayment
    | ProcurementRetention
    | PriceReview
    | PayShare
)

__all__ = [
    "AreaAmount",
    "AreaBudget",
    "Band",
    "BandTable",
    "BaseRate",
    "Capitation",
    "CasePrice",
    "CategoryQuota",
    "CostSharing",
    "CountyPackage",
    "Dated",
    "DayRates",
    "DaySegment",
    "Deviations",
    "Dip",
    "DipPoints",
    "DrgPoints",
    "DrgRate",
    "Effective",
    "Extra",
    "FeeForService",
    "Gate",
    "GlobalBudget",
    "HistoryPackage",
    "Holding",
    "InterimPayment",
    "NotInForce",
    "Parameter",
    "PayBan",
    "PayShare",
    "PaymentRule",
    "PerDiem",
    "PointBudget",
    "PointSettlement",
    "PriceReview",
    "ProcurementRetention",
    "PublicHealth",
    "Readmission",
    "RuleHead",
    "ScoreStep",
    "SettledBy",
    "Sharing",
    "SpecialCaseReview",
    "TcmGate",
    "Threshold",
    "Tier",
    "Tiers",
    "Zone",
]
