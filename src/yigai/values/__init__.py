"""Exact small values: money, numbers, dates, labels, addresses and citations."""

from __future__ import annotations

from yigai.values.citation import Citation, Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Basis, Due, Precision
from yigai.values.money import Money, Rounding, allocate
from yigai.values.number import Number
from yigai.values.period import Period, Quarter
from yigai.values.provision import Address, Label, ProvisionPath
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.unit import Unit

__all__ = [
    "Address",
    "Basis",
    "Citation",
    "DocumentNumber",
    "Due",
    "Evidence",
    "Label",
    "Money",
    "Number",
    "Period",
    "Precision",
    "ProvisionPath",
    "Quarter",
    "Ratio",
    "RegionCode",
    "Rounding",
    "Unit",
    "allocate",
]
