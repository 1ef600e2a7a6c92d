"""Numbers that are no targets (非目标数字): years, document numbers, slogans, grades, ages, counts of a list.

What never holds a target is covered before the search; sentences that tell what has been are left out.
"""

from __future__ import annotations

import re

COVER = "□"

# Each of these is covered, character for character.
_TABLE: tuple[str, ...] = (
    r"“[^”\n]{0,40}”",  # “1+2+8”, “六个一”, “十四五”
    r"‘[^’\n]{0,40}’",
    r"《[^》\n]{0,120}》",  # 《某某行动计划（2021—2025年）》
    r"[\u4e00-\u9fff]{0,8}\[\d{4}\]\d{1,5}号",  # 国办发〔2022〕14号
    r"\[\d{4,9}号?",  # 〔2015118号
    r"第[〇零一二三四五六七八九十百千\d]{1,6}[\u4e00-\u9fff]?",  # 第三批, 第十四届
    r"(?<!\d)(?:19|20)\d{2}年?(?:-|至|到)(?:19|20)?\d{2,4}年度?",  # 2021—2023年
    r"(?<!\d)(?:19|20)\d{2}年度?(?:\d{1,2}月(?:\d{1,2}日)?)?",  # 2023年6月15日
    r"(?<!\d)\d{1,2}月(?:\d{1,2}日|份|底|末)",  # 6月15日, 9月底
    r"(?<![\d%])(?:19|20)\d{2}(?=版|国家|年)",  # 2018版
    r"每\d[\d.]{0,4}[万千百]?(?:常住)?(?:人口|居民|人)",  # 每3万人1辆
    r"[每按](?:10|十|百|千|万|十万|百万){1,2}(?=[\u4e00-\u9fff])",  # 每千人口, 每10万
    r"(?:百|千|万)元(?=医疗收入|收入)",  # 百元医疗收入
    r"\d年(?=(?:相对)?生存率)",  # 癌症5年生存率
    r"十[二三四五六]五(?=规划|期间|末|时期|以来|卫生)",  # 十四五规划
    r"[0-9]{1,9}(?!DDD)[A-Za-z][A-Za-z0-9]*|[A-Za-z]{1,9}-?[0-9]{1,9}[A-Za-z]*",  # 5G, ICD-10
    r"(?:排名|排位|名次|位居)后\d{1,3}(?:名|位|%)?",  # 排名后10%的医院
    # 前100名, 前4批
    r"(?<![年月底日末之以])前(?:\d{1,4}|[〇一二两三四五六七八九十百]{1,4})(?:名|位|强|家|批|%)?",
    # 30万以上人口的县, 人口50万以上的县, 服务人口超过3万的乡镇
    (
        r"\d[\d.]{0,6}[万千]?(?:人|人口)?(?:及)?(?:以[上下]|左右)?(?:常住|户籍)?人口(?:以[上下])?的?"
        r"(?=县|乡|镇|街道|市|区|城市|地区|大县)"
    ),
    (
        r"人口(?:数|规模)?(?:超过|超|达到|不足|低于|少于|多于|在)?\d[\d.]{0,6}万?人?(?:以[上下]|左右)?的"
        r"(?=县|乡|镇|街道|市|区|城市|地区|村|大县)"
    ),
    r"\d{1,3}\+[\dXNn](?:\+[\dXNn])*",  # 1+3+N
    # 12345热线, 120急救
    r"(?<![\d.])(?:12345|12320|12356|120|110|119|12393)(?=热线|急救|平台|电话|指挥|服务|政务|、|及|和)",
    # 65岁及以上老年人, 0—6岁
    (
        r"\d{1,3}(?:(?:-|至|到)\d{1,3})?(?:周)?岁(?:及)?(?:以[上下]|以内)?"
        r"(?=[\u4e00-\u9fff]{0,6}(?:人|儿童|婴|妇女|女|居民|男|青少年|的))"
    ),
    r"\d{1,3}(?:-|至|到)\d{1,3}周?岁",
)
_COVERED = re.compile("|".join(_TABLE))
# A sentence that tells what has been: 已有36家, 达到了; but 比去年提高
_PAST = re.compile(
    r"截[至止]目前|目前[,已全我]|目前[^,;。]{2,12}(?:达到?|为|有)|近年来"
    r"|已(?:经|有|达|降|升|增|提高|下降|实现|完成|建成|建立|在|开展|累计|覆盖)|(?<![比较])(?:去年|上年[末底])"
    r"|(?:达到|实现|完成|增长|提高|下降|建成)了"
)
_CONSEQUENCE = re.compile("覆盖|惠及|服务|累计|其中|占|达")
# 参保率98.3%，费用同比下降3.6%: a sentence of a report, which aims at nothing.
_COMPARED = re.compile(r"同比(?:增长|增加|下降|降低|减少|提高)(?!不|幅)")
_AIMS = re.compile("达|以[上下内]|不[低少高超]|力争|确保|控制|到20|新增|完成|实现")
# 截至2022年底, … holds for all that follows, up to a word of what is to come.
_TOLD = re.compile(
    r"截[至止](?:目前|(?P<year>20\d\d)年)|据(?:统计|测算|调查)|普查(?:数据|结果)|(?:数据|监测)显示"
)
_TO_COME = re.compile(r"力争|争取|确保|到20\d\d|(?<=[,;年底前])(?:要|须|应|将|实现|完成)")
# Figures of a rule of payment, which is kept by paying so, not by reaching them: 费率系数不低于0.9, 按90%预拨
_PARAMETERS = re.compile(
    r"系数|点值|基准点数|保证金|预拨|拨付(?!到位|率)|(?:月度?|按月)预付|分担|留用比例|结余留用|扣除|扣减|年度清算|基准费用|触发"
)
_PUT_ASIDE = re.compile(
    "[^,;。]{0,20}作为[^,;。]{0,20}金|[^,;。]{0,8}提取|的?[^,;。]{0,8}(?:保证|调剂|调节|风险)金"
)
_BASIS = re.compile(r"基础上|经验|的成果")
# Only what is a rule for single cases: 对超过10%的部分, 对达到90分的给予奖励
_RULE = re.compile(r"(?:^|[,;])(?:凡|如|若|当|对于?)(?=[^,;]*$)")
# 每低1分扣减1%, 85分以上的全额拨付: the scale of a rule
_SCALE = re.compile(r"每(?:低|高|超|降低?|增加?|减少|提高|下降|上升|超过)?$")
# what is done to those who …: 到位率低于90%的暂停配送, 超支10%以内的由医共体承担
_BORNE = re.compile("的(?:部分)?,?(?:由|按|不予|给予|予以|全额|暂停|取消|通报|约谈|限期|责令|扣)")
# and the same before the figure: 考核优秀的上浮2%, 未备案的降低20个百分点
_DONE_TO = re.compile(r"的(?:给予|予以)?(?:上浮|下浮|上调|下调|提高|降低|增加|减少|扣减?|奖励)$")
_RULE_BEHIND = re.compile(
    r"^[^,;。]{0,4}的?(?:部分|情形|给予|予以|由医保|由财政|奖励|扣|按比例|的,|的可|，可)"
)
_PLACES = re.compile(
    r"的[^,;。]{0,12}(?:医院|机构|卫生院|县|乡镇|街道|地区|人员|患者|医师|家庭|群众|单位|企业|药店|村|城市|居民)"
)

# Words behind a count that make it a figure of speech: 两个方面, 三个环节, 四个机制
_ABSTRACT = re.compile(
    r"(?:大)?(?:方面|层面|环节|机制|维度|阶段|统一|结合|转变|清单|允许|确保|关键|全面|重点(?!专科|学科|实验室|医院|病种|人群)|方向|原则|体系|层次|同等|专项行动|一批"
    r"|领域|步骤|不变|坚持|办法|措施|抓手|突破|并重|必须|覆盖|提升|到位|核心(?!医院|专科)|办公室|部门|渠道|要素|模块|类别|指标|专班|指导性"
    r"|文件|改革任务|任务|重点任务|实事|举措|便民|惠民|民生|内容|制度|要求|工作(?!站|室|坊|点)|目标|问题|情形|政策|条|维护|一律|月|年度|季度|周期|行动|工程)"
)
# What is there already, unless a verb adds to it: 评估5个试点城市, but 新增100个试点城市.
_EXISTING = re.compile(r"(?:[\u4e00-\u9fff]{0,6})(?:试点|示范)(?:城市|省|地区|医院|县)")
_ADDS = re.compile(
    r"(?:新增|遴选|选择|选取|选定|确定|增加|扩大|新建|创建|建成|培育|打造|再|全省|全市|(?<![现已])有)$"
)


def covered(text: str) -> str:
    """The text with what never holds a target covered, of the same length.

    >>> covered("落实“1+2+8”,第三批")
    '落实□□□□□□□,□□□'
    """
    return _COVERED.sub(lambda match: COVER * len(match[0]), text)


def is_consequence(before: str, clause: str) -> bool:
    """Whether a clause goes on telling what has been: 已建成5个联盟，覆盖13家医院."""
    previous = re.split("[,;。]", before)[-1]
    return bool(_CONSEQUENCE.match(clause)) and is_past(previous)


def is_past(clause: str) -> bool:
    """Whether a clause tells what has been reached already."""
    return bool(_PAST.search(clause))


def is_report(sentence: str) -> bool:
    """Whether a sentence compares with the year before and aims at nothing: 参保率98.3%，同比提高1.1%."""
    return bool(_COMPARED.search(sentence)) and _AIMS.search(sentence) is None


def is_told(before: str, year: int | None) -> bool:
    """Whether a figure stands in what is told of a day that has been: 截至2022年底，床位6.5张，签约率41%.

    In a document of 2023 (`year`, where the title prints one) 截至2023年底 is still to come.
    """
    told = list(_TOLD.finditer(before))
    if not told or (year and told[-1]["year"] and int(told[-1]["year"]) >= year):
        return False
    return _TO_COME.search(before, told[-1].end()) is None


def is_parameter(left: str, right: str) -> bool:
    """Whether a figure belongs to a rule of payment: 费率系数不低于0.9, 将不少于95%的部分作为预算基金."""
    return bool(_PARAMETERS.search(left) or _PUT_ASIDE.match(right))


def is_condition(right: str, behind: object) -> bool:
    """Whether a count tells which places are meant, not how many: 床位100张以上的医院."""
    return behind is not None and bool(_PLACES.match(right))


def is_basis(right: str) -> bool:
    """Whether a number counts what something builds on: 在总结8家医院经验的基础上."""
    return bool(_BASIS.search(right))


def is_rule(left: str, right: str, unit: str | None) -> bool:
    """Whether a number is the condition of a rule: 对超过10%的部分由医院承担."""
    if (
        _SCALE.search(left)
        or _DONE_TO.search(left)
        or _BORNE.match(right)
        or (unit == "分" and right.startswith("的"))
    ):
        return True
    return bool(_RULE.search(left)) and bool(_RULE_BEHIND.match(right))


def is_figure_of_speech(right: str, left: str = "", *, goes_on: bool = False) -> bool:
    """Whether a count is one of abstract things, 四个方面, or of what is there already, 5个试点城市.

    What `goes_on` with a list is there no more than what the list begins with.
    """
    is_there = _EXISTING.match(right) and not (goes_on or _ADDS.search(left))
    return bool(_ABSTRACT.match(right) or is_there)
