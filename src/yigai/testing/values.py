"""Strategies for the small values: text as people write it, numbers, dates, paths, addresses.

Every strategy gives only valid values, and every field that has a default varies.
"""

from __future__ import annotations

import string
from fractions import Fraction

import pendulum
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.values.citation import Citation, Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Basis, Due
from yigai.values.money import Money, Rounding
from yigai.values.number import Number
from yigai.values.period import Period, Quarter
from yigai.values.provision import Address, Label, ProvisionPath, chinese_numeral
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.unit import Unit

TRICKY_TEXTS = (
    "null", "~", "yes", "no", "on", "true", "False", "2.10", "010", "0x1F", "1e3", "1_000", ".5", "-.inf",
    "2023-12-31", "12:30:45", "=", "<<", "-", "- 一", "? 键", "年底前: 完成", "a: b", "# 注", "文字 # 注",
    "'单'", '"双"', "“三医联动”", "it's", "{a: b}", "[甲, 乙]", "&锚", "*名", "!标签", "!!str x", "%TAG", "@",
    "`", "|", ">-", "---", "...", " 前空格", "后空格 ", "\t制表", "两\n行", "两\r\n行", "\n", "尾行\n\n",
    "\\", "\\n", "\x00空", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028行", "\ufeff头", "\ufffe", "\uffff",
    "😀医", "１２", "，。；：（）《》", "医" * 200, "医 改" * 80,
)  # fmt: skip
"""Texts that YAML or JSON would read as something else, fold, escape or refuse, when written carelessly."""

UNITS = ("%", "‰", "人", "万人", "个", "家", "元", "亿元", "年", "个月", "天", "个百分点", "所", "批次")

_CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
_PUNCTUATION = st.sampled_from("，。；：、（）《》“”！？-:#'\"{}[]&*!|>%@`,.\\ \t\n\r")
_ANY = st.characters(exclude_categories=["Cs"])


def texts(*, max_size: int = 12) -> SearchStrategy[str]:
    """Text of every kind that a file must carry unchanged; perhaps empty, perhaps only spaces."""
    mixed = st.text(_CHINESE | _PUNCTUATION | st.sampled_from(string.ascii_letters + string.digits) | _ANY)
    return st.sampled_from(TRICKY_TEXTS) | st.text(_CHINESE, max_size=max_size) | mixed


def words(*, max_size: int = 12) -> SearchStrategy[str]:
    """Text that says something, as a title or a name must."""
    return texts(max_size=max_size).filter(lambda text: bool(text.strip()))


def slugs() -> SearchStrategy[str]:
    """Identifiers such as `price-review`; also the words that YAML takes for something else."""
    part = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
    joined = st.lists(part, min_size=1, max_size=3).map("-".join)
    return joined | st.sampled_from(
        ["null", "yes", "no", "on", "true", "010", "1e3", "2023-12-31", "price-review"]
    )


def numbers() -> SearchStrategy[Number]:
    """Printed numbers: whole, with decimals (also trailing zeros), negative, and ratios `a:b`."""
    whole = st.integers(0, 10**10).map(str)
    decimal = st.builds("{}.{}".format, whole, st.text(string.digits, min_size=1, max_size=6))
    plain = whole | decimal
    signed = st.builds("{}{}".format, st.sampled_from(["", "-"]), plain)
    first = plain.filter(lambda text: bool(Fraction(text)))
    usual = st.sampled_from(["70", "70.10", "0.1", "100", "0", "1:1.6", "010"])
    return (usual | signed | st.builds("{}:{}".format, first, plain)).map(Number)


def ratios() -> SearchStrategy[Ratio]:
    """Exact shares and proportions, negative and above one too."""
    return st.fractions(max_denominator=10**6).map(Ratio)


def money() -> SearchStrategy[Money]:
    """Amounts in whole fen, deficits too."""
    return st.integers(-(10**14), 10**14).map(Money)


def roundings() -> SearchStrategy[Rounding]:
    """Every rounding."""
    return st.sampled_from(Rounding)


def units() -> SearchStrategy[Unit]:
    """Known units and words that are none."""
    return printed_units().map(Unit.of)


def printed_units() -> SearchStrategy[str]:
    """Units as a plan prints them."""
    return st.sampled_from(UNITS) | words(max_size=3)


def dates() -> SearchStrategy[pendulum.Date]:
    """Days of any year; those of the plans more often."""
    near = st.dates(pendulum.Date(2009, 1, 1), pendulum.Date(2035, 12, 31))
    return (near | st.dates()).map(lambda day: pendulum.Date(day.year, day.month, day.day))


def periods() -> SearchStrategy[Period]:
    """Spans of days, single days too."""
    ends = st.lists(dates(), min_size=2, max_size=2).map(sorted)
    return ends.map(lambda pair: Period(first=pair[0], last=pair[1])) | years().map(Period.year)


def quarters() -> SearchStrategy[Quarter]:
    """Quarters of the years of the plans."""
    return st.builds(Quarter, year=years(), number=st.integers(1, 4))


def years() -> SearchStrategy[int]:
    """Years of four digits."""
    return st.integers(2009, 2035) | st.integers(1000, 9999)


def dues() -> SearchStrategy[Due]:
    """Deadlines of each precision and basis, and unresolved ones."""
    text = dates().flatmap(lambda day: st.sampled_from([day.isoformat()[:size] for size in (4, 7, 10)]))
    printed = st.none() | texts()
    basis = st.sampled_from(Basis)
    resolved = st.builds(Due.parse, text, printed=printed, basis=basis)
    return resolved | st.builds(Due, printed=printed, basis=basis, unresolved=texts())


def region_codes() -> SearchStrategy[RegionCode]:
    """Codes of provinces, cities and counties, whether or not the standard has given them out."""
    two = st.integers(0, 99).map("{:02d}".format)
    return st.builds("{}{}{}".format, st.integers(11, 82), two | st.just("00"), two | st.just("00")).map(
        RegionCode
    )


def provision_paths(*, max_depth: int = 3) -> SearchStrategy[ProvisionPath]:
    """Paths such as `2.10`, also with the suffix of a misprinted duplicate; preamble and closing."""
    number = st.integers(1, 30) | st.integers(1, 9999)
    suffix = st.just("") | st.integers(2, 99).map("-{}".format)
    part = st.builds("{}{}".format, number, suffix)
    dotted = st.lists(part, min_size=1, max_size=max_depth).map(".".join)
    usual = ["preamble", "closing", "2.10"] if max_depth > 1 else ["preamble", "closing"]
    return (dotted | st.sampled_from(usual)).map(ProvisionPath)


def labels() -> SearchStrategy[Label]:
    """Labels as printed: （十二）, 第十二条, 12. and their like."""
    shapes = ("（{}）", "({})", "{}、", "第{}条", "第{}章", "{}是")
    chinese = st.builds(
        lambda shape, number: shape.format(chinese_numeral(number)),
        st.sampled_from([shape for shape in shapes if shape != "{}、"]),
        st.integers(1, 9999),
    )
    arabic = st.builds(
        str.format, st.sampled_from(["（{}）", "({})", "{}.", "{}．", "第{}条"]), st.integers(1, 9999)
    )
    circled = st.integers(0, 19).map(lambda step: chr(ord("①") + step))
    return (chinese | arabic | circled).map(Label.parse)


def addresses() -> SearchStrategy[Address]:
    """Addresses of documents, provisions and statements."""
    inside = st.builds(Address, document=slugs(), path=provision_paths(), statement=st.none() | slugs())
    return st.builds(Address, document=slugs()) | inside


def document_numbers() -> SearchStrategy[DocumentNumber]:
    """Numbers such as 国办发〔2022〕14号."""
    issuer = st.sampled_from(["国办发", "国医改发", "粤卫", "赣府厅发"]) | st.text(
        _CHINESE, min_size=1, max_size=6
    )
    return st.builds(DocumentNumber, issuer=issuer, year=years(), serial=st.integers(1, 99999))


def citations() -> SearchStrategy[Citation]:
    """Sources with every kind of evidence."""
    return st.builds(
        Citation,
        source=addresses().map(str) | words(),
        evidence=st.sampled_from(Evidence),
        mirror=st.none() | texts(),
        note=st.none() | texts(),
    )
