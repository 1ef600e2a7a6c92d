"""The number of an official document (文号, 发文字号), by which documents cite one another.

国办发〔2022〕14号 is the issuer's word 国办发, the year in six-cornered brackets, and the serial of
that year. Web pages print it with every kind of bracket and width; two spellings of one number must
be one value. A number whose bracket was lost (〔2015118号) is not guessed at: 18 and 118 would both
fit.
"""

from __future__ import annotations

import re

import attrs

from yigai.errors import NOTHING, InvalidValue, Text

_OPENING = "〔[【(（［﹝"
_CLOSING = "〕]】)）］﹞"
_ONE_SPELLING = str.maketrans(
    _OPENING + _CLOSING + "０１２３４５６７８９", "〔" * len(_OPENING) + "〕" * len(_CLOSING) + "0123456789"
)
_ISSUER = re.compile(r"[\u3400-\u9fff]+")  # Chinese characters only
_FIRST_YEAR, _LAST_YEAR = 1000, 9999
_LAST_SERIAL = 99999
_NUMBER = re.compile(rf"({_ISSUER.pattern})〔([0-9]{{4}})〕([0-9]{{1,5}})号")
_DIGIT, _NOT_ZERO, _ISSUING = "[0-9０-９]", "[1-9１-９]", _ISSUER.pattern.removesuffix("+")
PRINTED = re.compile(
    rf"\s*{_ISSUING}(?:{_ISSUING}|\s)*[{re.escape(_OPENING)}]"
    rf"\s*{_NOT_ZERO}(?:\s*{_DIGIT}){{3}}\s*[{re.escape(_CLOSING)}]"
    rf"(?=[\s0０]*{_NOT_ZERO})(?:\s*{_DIGIT}){{1,5}}\s*号\s*"
)
"""What `DocumentNumber.parse` takes, in a pattern other languages know too (for the schema)."""


def _is_issuer(_instance: object, _attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not _ISSUER.fullmatch(value):
        raise InvalidValue(
            found=repr(value),
            expected=Text(
                zh="汉字的发文机关代字，如 '国办发'", en="an issuer's word in Chinese, such as '国办发'"
            ),
        )


def _is_year(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise InvalidValue(
            found=repr(value), expected=Text(zh="四位整数年份", en="a year of four digits as an int")
        )


def _is_serial(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or not 1 <= value <= _LAST_SERIAL:
        raise InvalidValue(
            found=repr(value),
            expected=Text(zh="1 至 99999 的整数序号", en="a serial from 1 to 99999 as an int"),
        )


def _missing_bracket(text: str) -> Text:
    match ("〔" in text, "〕" in text):
        case (True, False):
            return Text(zh="年份后缺右括号〕", en="the closing bracket 〕 after the year is missing")
        case (False, True):
            return Text(zh="年份前缺左括号〔", en="the opening bracket 〔 before the year is missing")
        case (False, False):
            return Text(zh="年份两侧缺括号〔〕", en="the brackets 〔〕 around the year are missing")
        case _:
            return NOTHING


def _read(text: object) -> tuple[str, int, int]:
    spelled = "".join(text.split()).translate(_ONE_SPELLING) if isinstance(text, str) else ""
    match = _NUMBER.fullmatch(spelled)
    if match is None:
        raise InvalidValue(
            found=repr(text),
            expected=Text(
                zh="发文字号，如 '国办发〔2022〕14号'", en="a document number, such as '国办发〔2022〕14号'"
            ),
            hint=_missing_bracket(spelled) if spelled else NOTHING,
        )
    return match[1], int(match[2]), int(match[3])


@attrs.frozen(kw_only=True)
class DocumentNumber:
    """A document number (文号) in its parts.

    >>> str(DocumentNumber.parse("国办发 [２０２２] 14 号"))
    '国办发〔2022〕14号'
    """

    issuer: str = attrs.field(validator=_is_issuer)
    """The letters of the issuer (机关代字), 国办发."""
    year: int = attrs.field(validator=_is_year)
    """The year in the brackets."""
    serial: int = attrs.field(validator=_is_serial)
    """The running number (顺序号)."""

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number printed with brackets of any kind, spaces, and digits of either width.

        Raises `InvalidValue` for anything else.
        """
        issuer, year, serial = _read(text)
        return cls(issuer=issuer, year=year, serial=serial)

    def __str__(self) -> str:
        return f"{self.issuer}〔{self.year}〕{self.serial}号"
