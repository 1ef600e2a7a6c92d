"""The closed vocabularies of a plan file: the words a document is encoded with.

Each enumeration is one row of the table of words in the file reference; its values are what stands in
the files. Where an order is meant, the members stand in it.
"""

from __future__ import annotations

import enum


class Level(enum.Enum):
    """An administrative level (层级), from the nation down to a single institution."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    INSTITUTION = "institution"

    def is_above(self, other: Level) -> bool:
        """Whether this level stands above `other`."""
        return _LEVELS.index(self) < _LEVELS.index(other)


_LEVELS = tuple(Level)


class DocumentKind(enum.Enum):
    """What a document is (文种); being a draft is a status, not a kind."""

    PLAN = "plan"
    OPINION = "opinion"
    NOTICE = "notice"
    MEASURES = "measures"
    INTERPRETATION = "interpretation"
    NEWS = "news"
    OTHER = "other"


class DocumentStatus(enum.Enum):
    """Whether a document is in force, as far as it says so itself."""

    ISSUED = "issued"
    DRAFT_FOR_COMMENT = "draft-for-comment"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Force(enum.Enum):
    """How strongly a sentence binds (约束力)."""

    REQUIRE = "require"
    """必须, 应, 确保, 严格."""
    STATED = "stated"
    """No force word; most sentences."""
    PROMOTE = "promote"
    """推进, 推动."""
    ENCOURAGE = "encourage"
    """鼓励, 支持."""
    EXPLORE = "explore"
    """探索, 有条件的…可."""
    PERMIT = "permit"
    """允许."""

    @property
    def rank(self) -> int:
        """Strength: require 3, stated and promote 2, encourage and explore 1, permit 0."""
        return _FORCE_RANK[self]


_FORCE_RANK = {
    Force.REQUIRE: 3,
    Force.STATED: 2,
    Force.PROMOTE: 2,
    Force.ENCOURAGE: 1,
    Force.EXPLORE: 1,
    Force.PERMIT: 0,
}


class Softener(enum.Enum):
    """A word that loosens a sentence: 力争 (strive), 原则上 (in principle), 有条件的 (conditional)."""

    NONE = "none"
    STRIVE = "strive"
    IN_PRINCIPLE = "in-principle"
    CONDITIONAL = "conditional"


class Comparator(enum.Enum):
    """How a target's figure is to be read (不少于, 不超过, 左右 …)."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    RANGE = "range"
    APPROX = "approx"


class TargetKind(enum.Enum):
    """What a target fixes: a level, a change, everything without exception (全覆盖), or a set standard."""

    LEVEL = "level"
    CHANGE = "change"
    UNIVERSAL = "universal"
    STANDARD = "standard"


class MechanismName(enum.Enum):
    """A payment or pricing mechanism (支付与价格机制) the documents name."""

    DRG = "drg"
    DIP = "dip"
    CASE_PRICE = "case-price"
    PER_DIEM = "per-diem"
    CAPITATION = "capitation"
    FEE_FOR_SERVICE = "fee-for-service"
    GLOBAL_BUDGET = "global-budget"
    SURPLUS_RETENTION = "surplus-retention"
    OVERRUN_SHARING = "overrun-sharing"
    SPECIAL_CASE_REVIEW = "special-case-review"
    TCM_DISEASE = "tcm-disease"
    PROCUREMENT_SURPLUS_RETENTION = "procurement-surplus-retention"
    PRICE_ADJUSTMENT = "price-adjustment"
    NEGOTIATION = "negotiation"
    FUND_SUPERVISION = "fund-supervision"
    FUND_BUNDLING = "fund-bundling"
    OTHER = "other"


class MechanismStatus(enum.Enum):
    """How far a mechanism is to go: implemented, piloted (试点), or only explored (探索)."""

    IMPLEMENT = "implement"
    PILOT = "pilot"
    EXPLORE = "explore"

    @property
    def rank(self) -> int:
        """Reach: implement 2, pilot 1, explore 0."""
        return _STATUS_RANK[self]


_STATUS_RANK = {MechanismStatus.IMPLEMENT: 2, MechanismStatus.PILOT: 1, MechanismStatus.EXPLORE: 0}


class FrequencyUnit(enum.Enum):
    """The unit of a recurring duty's period."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class Regular(enum.Enum):
    """The text asks for repetition (定期) without saying how often."""

    REGULAR = "regular"


class Role(enum.Enum):
    """An agency's part in a task: 牵头 (lead), 配合 (participating), or not said."""

    LEAD = "lead"
    PARTICIPATING = "participating"
    UNSPECIFIED = "unspecified"


class Function(enum.Enum):
    """What an agency is responsible for (职能), the same at every level whatever its name."""

    HEALTH = "health"
    MEDICAL_INSURANCE = "medical-insurance"
    FINANCE = "finance"
    DEVELOPMENT_REFORM = "development-reform"
    HUMAN_RESOURCES = "human-resources"
    TCM = "tcm"
    CDC = "cdc"
    DRUG_ADMINISTRATION = "drug-administration"
    MARKET_REGULATION = "market-regulation"
    EDUCATION = "education"
    CIVIL_AFFAIRS = "civil-affairs"
    INDUSTRY_IT = "industry-it"
    COMMERCE = "commerce"
    SCIENCE = "science"
    AGRICULTURE = "agriculture"
    PUBLIC_SECURITY = "public-security"
    NATURAL_RESOURCES = "natural-resources"
    HOUSING = "housing"
    ENVIRONMENT = "environment"
    JUSTICE = "justice"
    TAX = "tax"
    STATE_ASSETS = "state-assets"
    FINANCIAL_REGULATION = "financial-regulation"
    STAFFING = "staffing"
    PUBLICITY = "publicity"
    CYBERSPACE = "cyberspace"
    ORGANISATION = "organisation"
    CULTURE_SPORT = "culture-sport"
    SPORT = "sport"
    ADMIN_APPROVAL = "admin-approval"
    GOV_SERVICES_DATA = "gov-services-data"
    MILITARY_HEALTH = "military-health"
    HEALTH_REFORM_OFFICE = "health-reform-office"
    LOCAL_GOVERNMENT = "local-government"
    OTHER = "other"


class Better(enum.Enum):
    """Which way an indicator improves."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class IndicatorKind(enum.Enum):
    """What sort of figure an indicator is; it decides which populations compare."""

    SHARE = "share"
    MEAN = "mean"
    COUNT = "count"
    RATIO = "ratio"
    AMOUNT = "amount"
    DURATION = "duration"


class AlignmentBasis(enum.Enum):
    """Why two provisions are linked: the lower text says so (printed), or they share a subject (topical)."""

    PRINTED = "printed"
    TOPICAL = "topical"


class Depth(enum.Enum):
    """How deep an alignment goes: to tasks (where to look), or to every statement."""

    TASKS = "tasks"
    STATEMENTS = "statements"


class Extent(enum.Enum):
    """How much of the upper statement a link says the lower one answers."""

    FULL = "full"
    PARTIAL = "partial"
    CONTRARY = "contrary"
