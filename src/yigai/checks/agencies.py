"""What printed agency names tell (部门名称): words of a function, the level, the years of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yigai.model.agency import Agency, Carrier, NameInUse, Responsibility
from yigai.model.plan import Plan, Task
from yigai.model.words import DocumentKind, Function, Level

# Words that stand in the names of agencies of a function and hardly in others. A name with none of them tells
# nothing: the table is never a list of all names there are.
_WORDS: dict[Function, tuple[str, ...]] = {
    Function.HEALTH: ("卫生", "卫健"),
    Function.MEDICAL_INSURANCE: ("医保", "医疗保障"),
    Function.FINANCE: ("财政",),
    Function.DEVELOPMENT_REFORM: ("发展改革", "发展和改革", "发改"),
    Function.HUMAN_RESOURCES: ("人力资源", "人社"),
    Function.TCM: ("中医",),
    Function.CDC: ("疾控", "疾病预防"),
    Function.DRUG_ADMINISTRATION: ("药监", "药品监督", "食品药品"),
    Function.MARKET_REGULATION: ("市场监管", "市场监督"),
    Function.EDUCATION: ("教育", "教体"),
    Function.CIVIL_AFFAIRS: ("民政",),
    Function.INDUSTRY_IT: ("工业", "工信", "经济和信息化", "经信"),
    Function.COMMERCE: ("商务",),
    Function.SCIENCE: ("科技", "科学技术"),
    Function.AGRICULTURE: ("农业",),
    Function.PUBLIC_SECURITY: ("公安",),
    Function.NATURAL_RESOURCES: ("自然资源",),
    Function.HOUSING: ("住房", "住建"),
    Function.ENVIRONMENT: ("生态环境",),
    Function.JUSTICE: ("司法",),
    Function.TAX: ("税务",),
    Function.STATE_ASSETS: ("国资委", "国有资产"),
    Function.FINANCIAL_REGULATION: ("金融", "银保监"),
    Function.STAFFING: ("编办", "机构编制"),
    Function.PUBLICITY: ("宣传部",),
    Function.CYBERSPACE: ("网信", "网络安全"),
    Function.ORGANISATION: ("组织部",),
    Function.CULTURE_SPORT: ("文化", "文旅", "文广"),
    Function.SPORT: ("体育",),
    Function.ADMIN_APPROVAL: ("审批", "政务服务"),
    Function.GOV_SERVICES_DATA: ("政务服务", "数据", "政数"),
    Function.MILITARY_HEALTH: ("军委",),
    Function.HEALTH_REFORM_OFFICE: ("医改",),
    Function.LOCAL_GOVERNMENT: ("政府", "管委会", "管理委员会"),
}
_PROVINCE = re.compile(r"[\u4e00-\u9fff]{0,3}省[^省市县区]+(?:委|局|厅|委员会|办公室)")


def printed_owners(plan: Plan) -> Iterator[tuple[Task, Responsibility]]:
    """Every owner once by name and function, with the first task that names it."""
    seen: set[tuple[str, Function]] = set()
    for task in plan.tasks:
        for owner in task.responsibilities:
            if (owner.agency, owner.function) not in seen:
                seen.add((owner.agency, owner.function))
                yield task, owner


def owns_by_task(plan: Plan) -> bool:
    """Whether the plan prints owners task by task: at least half of its numbered tasks have some.

    An interpretation or a news report assigns nothing. Where few or none
    have any, the document says who does what elsewhere, or not at all; what one task
    does not print then tells nothing.
    """
    if plan.document.kind in {DocumentKind.INTERPRETATION, DocumentKind.NEWS}:
        return False
    asking = [owners for task, owners in plan.owners() if task.path.number is not None and task.statements]
    owned = sum(bool(owners) for owners in asking)
    return owned > 0 and 2 * owned >= len(asking)


def functions_named(name: str) -> set[Function]:
    """The functions whose usual words stand in a name; empty tells nothing."""
    return {function for function in _WORDS if names_function(name, function)}


def names_function(name: str, function: Function) -> bool:
    """Whether the usual words of a function stand in a name."""
    read = name.replace("人民政府", "政府")  # which holds the characters of 民政
    return any(word in read for word in _WORDS.get(function, ()))


def level_of_name(name: str, agencies: Iterable[Agency]) -> Level | None:
    """The level a name certainly belongs to, if it says so: an agency of the nation, or 省…局.

    A branch with the name of the nation in front, 国家税务总局河源市税务局, is no agency of the nation.
    """
    for agency in agencies:
        if agency.region is None and name in (agency.name, *agency.aliases):
            return agency.level
    return Level.PROVINCE if _PROVINCE.fullmatch(name.replace("市场监", "")) else None


def in_use(name: str, known: Iterable[NameInUse]) -> NameInUse | None:
    """The years in which a name was in use, or None where nothing is known."""
    return next((each for each in known if name.endswith(each.endings)), None)


def carrier_of(function: Function, level: Level, carriers: Iterable[Carrier]) -> Function | None:
    """Who carries a function at a level; None where nobody is to be expected."""
    for carrier in carriers:
        if carrier.level is level and carrier.function is function:
            return carrier.carried_by
    return function
