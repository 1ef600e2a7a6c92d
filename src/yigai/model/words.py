"""The closed vocabularies of a plan file: the words a document is encoded with.

Each enumeration is one row of the table of words in the file reference; its values are what stands in
the files. Where an order is meant, the members stand in it.
"""

from __future__ import annotations

import enum


class Level(enum.Enum):
    """An administrative level (层级), from the nation down to a single institution."""

    NATIONAL = "national"
    """国家: the nation."""
    PROVINCE = "province"
    """省: a province, autonomous region or municipality."""
    CITY = "city"
    """市: a prefecture or city."""
    COUNTY = "county"
    """县: a county, district or county-level city."""
    INSTITUTION = "institution"
    """机构: a single institution, such as a hospital."""

    def is_above(self, other: Level) -> bool:
        """Whether this level stands above `other`."""
        return _LEVELS.index(self) < _LEVELS.index(other)


_LEVELS = tuple(Level)


class DocumentKind(enum.Enum):
    """What a document is (文种); being a draft is a status, not a kind."""

    PLAN = "plan"
    """工作任务、实施方案: a plan or list of tasks."""
    OPINION = "opinion"
    """意见: opinions that guide."""
    NOTICE = "notice"
    """通知: a notice."""
    MEASURES = "measures"
    """办法: measures, with articles."""
    INTERPRETATION = "interpretation"
    """解读: an official explanation."""
    NEWS = "news"
    """报道: news."""
    OTHER = "other"
    """其他: anything else."""


class DocumentStatus(enum.Enum):
    """Whether a document is in force (效力), as far as it says so itself."""

    ISSUED = "issued"
    """印发: issued."""
    DRAFT_FOR_COMMENT = "draft-for-comment"
    """征求意见稿: a draft published for comment."""
    SUPERSEDED = "superseded"
    """已废止或被替代: replaced or repealed."""
    UNKNOWN = "unknown"
    """不明: the text does not say."""


class Force(enum.Enum):
    """How strongly a sentence binds (力度)."""

    REQUIRE = "require"
    """必须、应、确保、严格: binds without exception."""
    STATED = "stated"
    """陈述: no force word; most sentences."""
    PROMOTE = "promote"
    """推进、推动: as strong as stated."""
    ENCOURAGE = "encourage"
    """鼓励、支持: somebody is encouraged."""
    EXPLORE = "explore"
    """探索、有条件的…可: as strong as encouraged."""
    PERMIT = "permit"
    """允许: allowed, not asked."""

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
    """A word that loosens a sentence (限定语)."""

    NONE = "none"
    """无: nothing loosens the sentence."""
    STRIVE = "strive"
    """力争、努力: to be striven for."""
    IN_PRINCIPLE = "in-principle"
    """原则上: in principle."""
    CONDITIONAL = "conditional"
    """有条件、条件成熟时: only where conditions allow."""


class Comparator(enum.Enum):
    """How a target's figure is to be read (比较符)."""

    AT_LEAST = ">="
    """不少于、不低于、达到、以上: at least."""
    MORE_THAN = ">"
    """高于、超过: more than."""
    AT_MOST = "<="
    """不超过、以下: at most."""
    LESS_THAN = "<"
    """低于: less than."""
    EQUAL = "="
    """等于、为: the figure alone, without a word."""
    RANGE = "range"
    """区间、至: from one figure to another."""
    APPROX = "approx"
    """左右、约: about; never compared."""


class TargetKind(enum.Enum):
    """What a target fixes (目标类型): a level, a change, everything without exception, or a set standard."""

    LEVEL = "level"
    """水平: a figure to be reached."""
    CHANGE = "change"
    """变化、提高、下降: by how much a figure is to change."""
    UNIVERSAL = "universal"
    """全覆盖、全部: everything without exception; no figure is printed, and it is judged as 100 %."""
    STANDARD = "standard"
    """标准: a set standard, which needs no deadline."""


class MechanismName(enum.Enum):
    """A payment or pricing mechanism (支付与价格机制) the documents name."""

    DRG = "drg"
    """按病组付费: payment by diagnosis-related group."""
    DIP = "dip"
    """按病种分值付费: payment by points for the disease."""
    CASE_PRICE = "case-price"
    """按病种付费: one price for a disease."""
    PER_DIEM = "per-diem"
    """按床日付费: payment by the day of care."""
    CAPITATION = "capitation"
    """按人头付费: payment by the head."""
    FEE_FOR_SERVICE = "fee-for-service"
    """按项目付费: payment for each service."""
    GLOBAL_BUDGET = "global-budget"
    """总额预算、总额付费: one budget for a year."""
    SURPLUS_RETENTION = "surplus-retention"
    """结余留用: what is left over may be kept."""
    OVERRUN_SHARING = "overrun-sharing"
    """合理超支分担: a justified overrun is shared."""
    SPECIAL_CASE_REVIEW = "special-case-review"
    """特例单议: unusual cases are reviewed one by one."""
    TCM_DISEASE = "tcm-disease"
    """中医优势病种付费: payment for diseases that Chinese medicine treats well."""
    PROCUREMENT_SURPLUS_RETENTION = "procurement-surplus-retention"
    """集采结余留用: savings of central procurement may be kept."""
    PRICE_ADJUSTMENT = "price-adjustment"
    """价格调整: prices of services are adjusted."""
    NEGOTIATION = "negotiation"
    """协商谈判: prices or budgets are negotiated."""
    FUND_SUPERVISION = "fund-supervision"
    """基金监管: the use of the fund is supervised."""
    FUND_BUNDLING = "fund-bundling"
    """打包付费: funds are paid to a consortium as one."""
    OTHER = "other"
    """其他: another mechanism; the summary says which."""


class MechanismStatus(enum.Enum):
    """How far a mechanism is to go (推行程度): implemented, piloted, or only explored."""

    IMPLEMENT = "implement"
    """实施: to be used."""
    PILOT = "pilot"
    """试点: to be tried in some places."""
    EXPLORE = "explore"
    """探索: to be looked into."""

    @property
    def rank(self) -> int:
        """Reach: implement 2, pilot 1, explore 0."""
        return _STATUS_RANK[self]


_STATUS_RANK = {MechanismStatus.IMPLEMENT: 2, MechanismStatus.PILOT: 1, MechanismStatus.EXPLORE: 0}


class FrequencyUnit(enum.Enum):
    """The unit of a recurring duty's period (周期单位)."""

    YEAR = "year"
    """年: a year."""
    QUARTER = "quarter"
    """季度: a quarter."""
    MONTH = "month"
    """月: a month."""
    WEEK = "week"
    """周: a week."""
    DAY = "day"
    """日: a day."""


class Regular(enum.Enum):
    """The text asks for repetition without saying how often (定期)."""

    REGULAR = "regular"
    """定期: regularly, without saying how often."""


class Role(enum.Enum):
    """An agency's part in a task (角色); only what the text says."""

    LEAD = "lead"
    """牵头: leads."""
    PARTICIPATING = "participating"
    """配合: takes part."""
    UNSPECIFIED = "unspecified"
    """未说明: listed without a part."""


class Function(enum.Enum):
    """What an agency is responsible for (职能), the same at every level whatever its name."""

    HEALTH = "health"
    """卫生健康: health."""
    MEDICAL_INSURANCE = "medical-insurance"
    """医疗保障: medical insurance."""
    FINANCE = "finance"
    """财政: finance."""
    DEVELOPMENT_REFORM = "development-reform"
    """发展改革: development and reform."""
    HUMAN_RESOURCES = "human-resources"
    """人力资源社会保障: human resources and social security."""
    TCM = "tcm"
    """中医药: Chinese medicine."""
    CDC = "cdc"
    """疾病预防控制: disease control."""
    DRUG_ADMINISTRATION = "drug-administration"
    """药品监管: drugs and devices."""
    MARKET_REGULATION = "market-regulation"
    """市场监管: markets."""
    EDUCATION = "education"
    """教育: education."""
    CIVIL_AFFAIRS = "civil-affairs"
    """民政: civil affairs."""
    INDUSTRY_IT = "industry-it"
    """工业和信息化: industry and information technology."""
    COMMERCE = "commerce"
    """商务: commerce."""
    SCIENCE = "science"
    """科技: science."""
    AGRICULTURE = "agriculture"
    """农业农村: agriculture."""
    PUBLIC_SECURITY = "public-security"
    """公安: public security."""
    NATURAL_RESOURCES = "natural-resources"
    """自然资源: natural resources."""
    HOUSING = "housing"
    """住房城乡建设: housing."""
    ENVIRONMENT = "environment"
    """生态环境: environment."""
    JUSTICE = "justice"
    """司法: justice."""
    TAX = "tax"
    """税务: taxes."""
    STATE_ASSETS = "state-assets"
    """国有资产监管: state assets."""
    FINANCIAL_REGULATION = "financial-regulation"
    """金融监管: banks and insurers."""
    STAFFING = "staffing"
    """机构编制: posts in public institutions."""
    PUBLICITY = "publicity"
    """宣传: publicity."""
    CYBERSPACE = "cyberspace"
    """网信: cyberspace."""
    ORGANISATION = "organisation"
    """组织: the organisation department."""
    CULTURE_SPORT = "culture-sport"
    """文化旅游体育: culture, tourism and sport in one."""
    SPORT = "sport"
    """体育: sport."""
    ADMIN_APPROVAL = "admin-approval"
    """行政审批: approvals."""
    GOV_SERVICES_DATA = "gov-services-data"
    """政务服务和数据管理: government services and data."""
    MILITARY_HEALTH = "military-health"
    """军队卫生: health in the army."""
    HEALTH_REFORM_OFFICE = "health-reform-office"
    """医改领导小组办公室: the office of the reform's leading group."""
    LOCAL_GOVERNMENT = "local-government"
    """地方人民政府: a local people's government."""
    OTHER = "other"
    """其他: any other."""


class Better(enum.Enum):
    """Which way an indicator improves (方向)."""

    UP = "up"
    """越高越好: more is better."""
    DOWN = "down"
    """越低越好: less is better."""
    NONE = "none"
    """不论高低: neither way is better."""


class IndicatorKind(enum.Enum):
    """What sort of figure an indicator is (类型); it decides which populations compare."""

    SHARE = "share"
    """比例: a part of a whole, in per cent."""
    MEAN = "mean"
    """平均: so much for each."""
    COUNT = "count"
    """数量: how many."""
    RATIO = "ratio"
    """比值: so many to one."""
    AMOUNT = "amount"
    """金额: money."""
    DURATION = "duration"
    """时长: how long."""


class AlignmentBasis(enum.Enum):
    """Why two provisions are linked (依据): the lower text says so, or they share a subject."""

    PRINTED = "printed"
    """依原文: the lower text says so."""
    TOPICAL = "topical"
    """按主题: they share a subject; our reading."""


class Depth(enum.Enum):
    """How deep an alignment goes (深度): to tasks (where to look), or to every statement."""

    TASKS = "tasks"
    """到任务: links only say where to look; nothing can be called missing."""
    STATEMENTS = "statements"
    """到要求: the author has looked for every statement."""


class Extent(enum.Enum):
    """How much of the upper statement a link says the lower one answers (程度)."""

    FULL = "full"
    """全部: all of it."""
    PARTIAL = "partial"
    """部分: only part of it."""
    CONTRARY = "contrary"
    """抵触: the opposite."""
