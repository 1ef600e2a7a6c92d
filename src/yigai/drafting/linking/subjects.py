"""What a task is about (主题), as words that compare between plans: the subjects of health reform.

Two plans seldom call one matter by the same name: 县域医共体 answers 分级诊疗, 村医 answers 基层. Each line
of the table is a subject with the words that tell it. The table is open; it is no list of provisions.
"""

from __future__ import annotations

import re

import attrs

from yigai.errors import Text


@attrs.frozen
class Subject:
    """A matter that plans deal with (主题), its name, and the words by which it is known."""

    id: str
    name: Text
    words: str


_SUBJECTS = (
    # 建设国家医学中心, 区域医疗中心
    Subject(
        "medical-centres",
        Text(zh="区域医疗中心", en="medical centres"),
        r"医学中心|区域(?:性)?医疗(?:卫生)?中心|高水平医院|高地|龙头医院",
    ),
    # 提升县级医院能力, 临床重点专科, 县域内就诊率
    Subject(
        "hospital-capability",
        Text(zh="医院服务能力", en="capability of hospitals"),
        r"(?:地市|市级|县级|市县|县域)[^,，。；、]{0,6}(?:医院|医疗)[^,，。；]{0,8}(?:能力|水平|服务)"
        r"|重点专科|专科能力|千县工程|县域内(?:住院|就诊)率|资源(?:共享|扩容|下沉|均衡)|县医院|三级医院",
    ),
    # 乡镇卫生院、村卫生室、社区卫生服务, 强基层
    Subject(
        "primary-care",
        Text(zh="基层医疗卫生", en="primary care"),
        r"基层|村医|乡村医|社区|乡镇卫生院|村卫生室|农村|网底|乡村|一体化管理",
    ),
    # 分级诊疗, 医联体, 医共体, 家庭医生
    Subject(
        "tiered-care",
        Text(zh="分级诊疗", en="tiered care"),
        r"分级诊疗|医(?:疗)?联(?:合)?体|医共体|医疗卫生共同体|双向转诊|家庭医生|首诊|上下联动|城市医疗集团|转诊|远程",
    ),
    Subject("tcm", Text(zh="中医药", en="Chinese medicine"), r"中医|中药|中西医|国医|民族医药"),
    Subject(
        "service-prices",
        Text(zh="医疗服务价格", en="prices of services"),
        r"(?:服务|医疗)[^,，。；药]{0,4}价格|调价|价格(?:动态)?(?:调整|改革|管理|项目)|比价",
    ),
    # 薪酬制度, 编制, 人事
    Subject(
        "pay-and-posts",
        Text(zh="人事薪酬", en="pay and posts"),
        r"薪酬|工资|绩效(?:分配|工资)|人事|编制|两个允许|年薪|职称|人员支出",
    ),
    # 公立医院高质量发展, 现代医院管理制度, 绩效考核, 党建
    Subject(
        "public-hospitals",
        Text(zh="公立医院改革", en="public hospitals"),
        r"公立医院[^,，。；]{0,8}(?:高质量|改革|管理|考核|治理|发展)|现代医院管理|法人治理|院长负责制|医院章程|绩效考核|医院党|公益性",
    ),
    # 综合监管, 打击欺诈骗保, 民营医院规范
    Subject(
        "supervision",
        Text(zh="综合监管", en="supervision"),
        r"监管|监督(?:检查|执法)|欺诈骗保|行风|民营医院|社会办医|反腐|廉洁|商业贿赂|飞行检查|处罚|不正之风|依法治",
    ),
    # 基本医保, 参保, 异地就医, 门诊共济, 统筹
    Subject(
        "basic-insurance",
        Text(zh="基本医保", en="basic insurance"),
        r"全民(?:基本)?医保|基本医(?:疗)?保|参保|异地(?:就医|直接|结算)|门诊(?:共济|统筹|保障|特定)|直接结算|个人账户|(?:省|市)级统筹"
        r"|筹资|医保(?:电子|待遇|目录|信息|服务|经办)|待遇清单|慢特病",
    ),
    # 大病保险, 医疗救助, 商业健康保险, 长期护理保险
    Subject(
        "multi-tier-insurance",
        Text(zh="多层次保障", en="several tiers of insurance"),
        r"多层次|大病保险|医疗救助|商业(?:健康)?(?:补充)?(?:医疗)?保险|商业健康|长期护理|长护|补充(?:医疗)?保险|惠民保|因病(?:返贫|致贫)|重特大疾病",
    ),
    # 支付方式改革, DRG, DIP
    Subject(
        "payment",
        Text(zh="支付方式", en="ways of payment"),
        r"支付(?:方式|标准|政策|改革)|付费|DRG|DIP|病种分值|按床日|按人头|总额预算|结余留用",
    ),
    # 审评审批, 仿制药, 研发创新
    Subject(
        "drug-innovation",
        Text(zh="药品研发创新", en="new medicines"),
        r"研发|审评|审批|仿制药|创新药|罕见病|新药|一致性评价|医疗器械创新|医药(?:产业|工业)|临床研究|临床试验",
    ),
    # 集中带量采购
    Subject(
        "procurement",
        Text(zh="集中采购", en="procurement"),
        r"集采|集中(?:带量)?采购|带量|采购|两票制|中选|挂网|耗材(?!.{0,6}监管)",
    ),
    # 短缺药, 基本药物, 药品质量
    Subject(
        "drug-supply",
        Text(zh="药品供应", en="supply of medicines"),
        r"药品(?:的)?(?:供应|保障|质量|追溯|使用|储备)|短缺药|基本药物|保供|稳价|合理用药|药学|药师|疫苗|儿童(?:用)?药|追溯|国家组织药品|药事",
    ),
    # 医防融合, 慢性病, 健康中国行动
    Subject(
        "prevention",
        Text(zh="医防融合", en="care joined with prevention"),
        r"医防|防治(?:结合|融合)|慢(?:性)?病|健康(?:中国|行动|促进|管理|教育|生活)|筛查|爱国卫生|健康[^,，。；]{1,3}行动|心理|精神卫生|癌症|早诊",
    ),
    Subject(
        "disease-control",
        Text(zh="疾病预防控制", en="disease control"),
        r"疾控|疾病(?:预防)?(?:控制|防控)|疾病预防",
    ),
    # 公共卫生, 传染病, 应急救治
    Subject(
        "public-health",
        Text(zh="公共卫生", en="public health"),
        r"公共卫生|传染病|疫情|应急|感染|新冠|新型冠状|急救|血液|监测预警|乙类|院前|重症|救治能力|防控",
    ),
    # 住院医师规范化培训, 紧缺专业
    Subject(
        "professionals",
        Text(zh="人才培养", en="professionals"),
        r"人才|培养|规范化培训|住院医师|医学(?:生|教育)|紧缺|学科带头|高层次|继续教育|医教协同|科教",
    ),
    # 全科医生, 特岗, 农村订单定向
    Subject(
        "general-practitioners",
        Text(zh="全科与基层队伍", en="general practitioners"),
        r"全科|定向(?:免费|培养|医学)|特岗|县(?:聘|管)(?:乡|镇)(?:聘|用)|村医|乡村医生|基层(?:卫生)?(?:人才|队伍|人员)|大学生乡村",
    ),
    Subject(
        "digital",
        Text(zh="信息化", en="digital health"),
        r"信息化|互联网|信息(?:系统|平台|标准|互通)|大数据|智慧|远程|电子(?:病历|健康|凭证)|互联互通|人工智能|数字",
    ),
    # 一老一小, 医养结合, 托育
    Subject(
        "old-and-young",
        Text(zh="一老一小", en="the old and the young"),
        r"一老一小|医养|养老|老年|托育|婴幼儿|妇幼|儿科|生育|安宁疗护|儿童(?!.{0,2}药)",
    ),
    Subject(
        "funding",
        Text(zh="政府投入", en="public funding"),
        r"(?:政府|财政)[^,，。；]{0,6}(?:投入|补助|办医)|化解债务|债务|投入(?:责任|政策|机制)",
    ),
    Subject(
        "leading",
        Text(zh="组织领导", en="leading the reform"),
        r"三明|组织领导|领导小组|督(?:查|导|促)|宣传引导|典型经验|试点示范|改革经验|三医",
    ),
)
_COMPILED = tuple((subject, re.compile(subject.words)) for subject in _SUBJECTS)


def subjects_in(words: str) -> dict[str, int]:
    """How often each subject is spoken of, by id.

    >>> subjects_in("推动县域医共体高质量发展")
    {'tiered-care': 1}
    """
    counts = {subject.id: len(words_of.findall(words)) for subject, words_of in _COMPILED}
    return {name: count for name, count in counts.items() if count}


def name_of(subject: str) -> Text:
    """The name of a subject.

    >>> name_of("tcm").zh
    '中医药'
    """
    return next(each.name for each in _SUBJECTS if each.id == subject)
