"""The typed model of a reform document: frozen classes only, no reading, no judging."""

from __future__ import annotations

from yigai.model.agency import Agency, Carrier, NameInUse, Responsibility
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.document import CitedDocument, Document, Year
from yigai.model.flaws import Flaw, Flawed
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.plan import Plan, Section, StandingRule, Task
from yigai.model.statement import Baseline, Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import (
    AlignmentBasis,
    Better,
    Comparator,
    Depth,
    DocumentKind,
    DocumentStatus,
    Extent,
    Force,
    FrequencyUnit,
    Function,
    IndicatorKind,
    Level,
    MechanismName,
    MechanismStatus,
    Regular,
    Role,
    Softener,
    TargetKind,
)

__all__ = [
    "Agency",
    "Alignment",
    "AlignmentBasis",
    "Baseline",
    "Better",
    "Carrier",
    "CitedDocument",
    "Comparator",
    "Depth",
    "Document",
    "DocumentKind",
    "DocumentStatus",
    "Duty",
    "Extent",
    "Flaw",
    "Flawed",
    "Force",
    "Frequency",
    "FrequencyUnit",
    "Function",
    "Indicator",
    "IndicatorKind",
    "Level",
    "Link",
    "Mechanism",
    "MechanismName",
    "MechanismStatus",
    "NameInUse",
    "Observation",
    "Place",
    "Plan",
    "Population",
    "Prohibition",
    "Regular",
    "Responsibility",
    "Role",
    "Section",
    "Softener",
    "StandingRule",
    "Statement",
    "Target",
    "TargetKind",
    "Task",
    "Vocabulary",
    "Year",
]
