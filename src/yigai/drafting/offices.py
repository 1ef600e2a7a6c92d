"""Agencies (部门) as documents print them: what function a name tells, and what no agency is called.

The tables are open: a line more teaches drafting a name it did not know.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yigai.model.words import Function

# Words in names of agencies; the first that is found decides, so what is more specific stands first.
_WORDS: tuple[tuple[str, Function], ...] = (
    ("军委|军队|后勤保障部|总后勤部|武警|部队", Function.MILITARY_HEALTH),  # 中央军委后勤保障部卫生局
    ("医改|医药卫生体制改革|综改办", Function.HEALTH_REFORM_OFFICE),  # 市医改办, 省医改领导小组秘书处
    ("医保|医疗保障|医疗保险", Function.MEDICAL_INSURANCE),  # 省医保局, 县医疗保险中心
    ("银保监|金融|保监|银监|银行", Function.FINANCIAL_REGULATION),  # 某某银保监分局
    ("中医", Function.TCM),  # 国家中医药局
    ("疾控|疾病预防", Function.CDC),  # 市疾控局
    ("食品药品|食药|药监|药品监督|药品监管|药管", Function.DRUG_ADMINISTRATION),  # 市食药监局
    ("人力资源|人社|人力社保|劳动保障|社会保障|社保", Function.HUMAN_RESOURCES),  # 市人社局
    ("编办|编委|机构编制|编制办", Function.STAFFING),  # 市委编办
    ("卫生|卫健|卫计|计生|爱卫", Function.HEALTH),  # 县卫健委, 区卫计局
    (
        "市场监|市场(?:和|与)?质量|市监(?!委)|工商(?!联|业)|质监|质量技术监督|知识产权",
        Function.MARKET_REGULATION,
    ),  # 市市场监管局
    ("财政", Function.FINANCE),  # 省财政厅
    ("税务|国税|地税", Function.TAX),  # 市税务局
    ("工业和信息化|工业信息|工信|经济和信息化|经信|经济信息|工信委|经贸信息", Function.INDUSTRY_IT),
    ("发展改革|发展和改革|发改|发展与改革|物价", Function.DEVELOPMENT_REFORM),  # 市发改委
    ("商务", Function.COMMERCE),  # 省商务厅
    ("教育|教体|教科|教委", Function.EDUCATION),  # 市教体局
    ("科技|科学技术|科委", Function.SCIENCE),  # 科技部
    ("农业|乡村振兴|扶贫|农委|畜牧", Function.AGRICULTURE),  # 县农业农村局
    ("公安", Function.PUBLIC_SECURITY),
    ("自然资源|国土|规划", Function.NATURAL_RESOURCES),  # 市规划和自然资源局
    ("住房|住建|城乡建设|建设局|住建委", Function.HOUSING),
    ("(?<!营商)环境|环保", Function.ENVIRONMENT),
    ("司法|法制", Function.JUSTICE),
    ("国资|国有资产", Function.STATE_ASSETS),
    ("网信|网络安全|互联网信息", Function.CYBERSPACE),
    ("宣传", Function.PUBLICITY),
    ("组织部|党建办", Function.ORGANISATION),
    ("文化|文旅|文广|文体|广电|旅游", Function.CULTURE_SPORT),
    ("体育", Function.SPORT),
    ("政务服务|数据|政数|智慧城市|政务公开|数字", Function.GOV_SERVICES_DATA),  # 市政务服务数据管理局
    ("审批|行政服务", Function.ADMIN_APPROVAL),  # 市行政审批局
    ("民政", Function.CIVIL_AFFAIRS),
)
_FUNCTIONS = tuple((re.compile(words), function) for words, function in _WORDS)

# 各县区政府, 江东新区管委会, 各镇（街道）, 各设区市: local governments, alone or all together.
_LOCAL = re.compile(
    r"政府|(?:新区|高新区|经开区|开发区|示范区|合作区|试验区|园区|度假区)$|管委会|管理委员会|街道办事处|办事处$|党工委|区管委|行政公署|^新疆生产建设兵团$|府办$"
    r"|^各?(?:有关|相关)?(?:乡|镇|街道|县级市|省|自治区|设区市|区县|县市区|市县|县区|市州|州市|区|县|市|旗|地市|盟市)"
    r"(?:[、()和及]|乡|镇|街道|区|县|市|省|州|旗|级|两|场|街|园|新|开发|功能|示范|高新|特区|兵团|党委)*$"
)
# 和平县, 越秀区: a place by its name alone; not 社区 or 本市
_PLACE = re.compile(
    r"(?!.*(?:[地社片辖灾病校院小]区|城市)$|(?:主|老|新|中心|各|全|本)?[城郊园山牧林库景]区$"
    r"|[全各城我本省]市$|[全各我本][县区]$)[\u4e00-\u9fff]{2,5}[县区市旗]"
)
_COLLECTIVE = re.compile(
    r"(?:各|有关|相关|其他|全市|全县|全省|全区|市级|县级|省级|区级|市直|县直|省直)[^,。;]{0,16}"
    r"(?:部门|单位|机构|医院|高校|院校|企业|医共体|医联体|成员单位|委办局|中心|卫生院|责任人)$"
)
# How the name of an agency ends.
SUFFIX = re.compile(
    r"(?:委|局|厅|部|办|府|院|署|会|处|室|组|科|社|队|站|库|所|团|校|公司|银行|企业|集团|学校|大学|中心|部门"
    r"|单位|机构|医共体|医联体|专班|行业协会|街道|乡镇|镇|残联|妇联|科协|工商联|侨联|文联|总工会|工会|团市委|红十字会|法院|检察院"
    r"|军区|分行|支行|海关|邮政|人社|兵团|开发区|新区|园区|管委)$"
)
# Words without a suffix that stand for a department in a list: 财政、卫生健康、医保等部门
_BARE = re.compile(
    r"(?:[省市县区]|国家)?(?:机构编制|编制|发展改革|发展和改革|发改|财政|人力资源社会保障|人力资源和社会保障|人社|卫生健康|卫健"
    r"|卫生计生|卫生|医疗保障|医保|民政|教育|科技|公安|司法|农业农村|商务|审计|税务|市场监管|药品监管|药监"
    r"|食品药品监管|中医药|疾控|工业和信息化|工信|宣传|网信|残联|扶贫|乡村振兴|退役军人|银保监|价格|物价"
    r"|编办|组织|统计|自然资源|生态环境|住房城乡建设|国资|体育|文化旅游|大数据|行政审批|红十字会|工会|妇联|共青团)"
)
# 人民政府 has the characters of 民政 in it.
_PEOPLES = re.compile("人民政府")
_HOSPITAL = re.compile(
    r"(?:医院|卫生院|医疗机构|卫生机构|医共体|医联体|服务中心|保健院|医疗集团|急救中心|血站)$"
)

# 排在第一位的为牵头部门, 县级医院牵头组建医共体: sentences with the name of an agency in them
_NO_NAME = re.compile(
    r"[。;:]|\d{2}|第一[位个家]|首[位个家]|为牵头|牵头(?!医院|医疗|机构|单位)|负责(?!人)|下同|简称|职责|[将把被]"
)
_HEADING = re.compile("(?:第一)?(?:牵头|责任|负责|配合|参与|协同|协助|主办|协办|实施|完成)(?:单位|部门|机构)")


@lru_cache(maxsize=4096)
def function_of(name: str) -> Function:
    """What an agency of this name is responsible for; `other` where no word of the table is in it.

    >>> function_of("市卫生健康局").value, function_of("各县区人民政府").value
    ('health', 'local-government')
    """
    first = (
        re.sub(r"[(\[][^()\[\]]*[)\]]?", "", name) or name
    )  # 市委宣传部, 各县医保局, without what is in brackets
    if (_LOCAL.search(name) or _PLACE.fullmatch(name)) and not re.search(
        r"政府(?:办|研究室|督查|法制|国资)|医改|领导小组", name
    ):
        return Function.LOCAL_GOVERNMENT
    if _HOSPITAL.search(first) or first.endswith("成员单位"):
        return Function.OTHER
    read = _PEOPLES.sub("政府", first)
    for words, function in _FUNCTIONS:
        if words.search(read):
            return function
    if re.search("政府(?:办|研究室|督查)", read):
        return Function.LOCAL_GOVERNMENT if read.endswith(("办公室", "办公厅")) else Function.OTHER
    return Function.OTHER


@lru_cache(maxsize=4096)
def is_agency(name: str) -> bool:
    """Whether a name looks like one of an agency, or of several together.

    >>> is_agency("市医保局"), is_agency("各相关部门"), is_agency("含省际联盟")
    (True, True, False)
    """
    if not 2 <= len(name) <= 40 or _NO_NAME.search(name) or _HEADING.fullmatch(name):
        return False
    bare = re.sub(r"\([^()]{0,30}\)$", "", name)
    return bool(
        SUFFIX.search(bare) or SUFFIX.search(name) or _LOCAL.search(name) or _COLLECTIVE.search(name)
    ) or bool(_PLACE.fullmatch(name) or is_bare(name))


def is_bare(name: str) -> bool:
    """Whether a name is a department's field alone, as in a list before 等部门."""
    return bool(_BARE.fullmatch(name))
