"""Where a sentence stands: the path of a provision (条款), its printed label, its address.

Documents number their tasks with labels of many shapes (（十二）, 一、, ①, 第十二条) that restart,
run on, or are misprinted. The path is ours and unique; the label is kept as printed, with the number
it counts. An address names a document and, in it, a provision and one of its statements.
"""

from __future__ import annotations

import re

import attrs

from yigai.errors import InvalidValue, Text

_DIGITS = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
_HIGHEST = 9999
_DIGIT_BY_DIGIT = re.compile(r"(?=.*零)[一二三四五六七八九][零一二三四五六七八九]{1,3}")
_TO_ASCII = str.maketrans(_DIGITS, "0123456789")

_CHINESE = "[〇零一二三四五六七八九两兩十百千]+"
_COUNT = rf"{_CHINESE}|[1-9１-９][0-9０-９]{{0,3}}"
_LABEL = re.compile(
    rf"[(（]({_COUNT})[)）]|({_COUNT})[.．、]?|第({_COUNT})[条條章节節]|({_CHINESE})是|([①-⑳])"
)
_LABEL_FORM = Text(zh="序号，如 '（十二）'、'第十二条'", en="a label such as '（十二）' or '第十二条'")

# The suffix tells duplicates apart, from the second on: 12, 12-2, 12-3.
_PART = "[1-9][0-9]{0,3}(?:-(?:[2-9]|[1-9][0-9]))?"
PATH = re.compile(rf"preamble|closing|{_PART}(?:\.{_PART})*")
_PATH_FORM = Text(zh="条款路径，如 '3.12'、'preamble'", en="a provision path such as '3.12' or 'preamble'")

_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_FORM = Text(zh="标识，如 'price-review'", en="a slug of a-z, 0-9 and hyphens such as 'price-review'")


def _matched(value: object, pattern: re.Pattern[str], form: Text) -> re.Match[str]:
    match = pattern.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise InvalidValue(found=repr(value), expected=form)
    return match


def chinese_numeral(number: int) -> str:
    """Write out a number from 1 to 9999: 12 is 十二, 105 is 一百零五."""
    if type(number) is not int or not 1 <= number <= _HIGHEST:
        form = Text(zh="1 至 9999 的整数", en="an int from 1 to 9999")
        raise InvalidValue(found=repr(number), expected=form)
    written, rest = "", number
    for unit, size in (*_UNITS.items(), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            written += _DIGITS[digit] + unit
        elif written and rest and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if written.startswith("一十") else written


def read_numeral(text: str) -> int:
    """Read a Chinese numeral from 1 to 9999, also 一百〇五, 两百 and, digit by digit, 二〇二二.

    >>> read_numeral("一百零五")
    105
    """
    spelled = re.sub(r"[两兩](?=[百千])|\A[两兩]\Z", "二", text.replace("〇", "零"))
    if _DIGIT_BY_DIGIT.fullmatch(spelled):
        return int(spelled.translate(_TO_ASCII))
    total = digit = 0
    for character in spelled:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = max(_DIGITS.find(character), 0)
    total += digit
    # The sum is lenient; a numeral is only what would be written so again (not 百十, not 一百五).
    if not 1 <= total <= _HIGHEST or chinese_numeral(total) != spelled:
        form = Text(zh="一至九千九百九十九的汉字数", en="a Chinese numeral from 一 to 九千九百九十九")
        raise InvalidValue(found=repr(text), expected=form)
    return total


def _count(printed: object) -> int:
    match = _matched(printed, _LABEL, _LABEL_FORM)
    count = match[match.lastindex or 0]
    if match[5]:
        return ord(count) - ord("①") + 1
    return int(count) if count.isdecimal() else read_numeral(count)


def _is_counted(label: Label, _attribute: attrs.Attribute[int], value: object) -> None:
    number = _count(label.printed)
    if type(value) is not int or value != number:
        raise InvalidValue(found=f"{label.printed}: {value!r}", expected=Text(zh=str(number), en=str(number)))


@attrs.frozen(kw_only=True)
class Label:
    """A label as printed (序号) and the number it counts.

    >>> Label.parse("（十二）")
    Label(printed='（十二）', number=12)
    """

    printed: str
    """The label as printed."""
    number: int = attrs.field(validator=_is_counted)
    """The number it counts."""

    @classmethod
    def parse(cls, text: str) -> Label:
        """Read a label of any shape of the genre, full or half width, without what follows it.

        Raises `InvalidValue` for anything else.
        """
        return cls(printed=text, number=_count(text))

    def __str__(self) -> str:
        return self.printed


def _is_path(_instance: object, _attribute: attrs.Attribute[str], value: object) -> None:
    _matched(value, PATH, _PATH_FORM)


def _natural(path: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Preamble, then by number and not by letter (2.9 before 2.10), then closing."""
    if path in ("preamble", "closing"):
        return (0 if path == "preamble" else 2, ())
    parts = (part.partition("-") for part in path.split("."))
    return (1, tuple((int(number), int(suffix or 1)) for number, _, suffix in parts))


@attrs.frozen(order=True)
class ProvisionPath:
    """The path of outline numbers to a provision (条款路径): section 3, item 12 is "3.12".

    >>> ProvisionPath("2.9") < ProvisionPath("2.10")
    True
    """

    text: str = attrs.field(validator=_is_path, order=_natural)
    """The path as written."""

    @classmethod
    def parse(cls, text: str) -> ProvisionPath:
        """Read "3.12"; the same as calling the class, under the verb all values share.

        Raises `InvalidValue` for anything else.
        """
        return cls(text)

    @property
    def parent(self) -> ProvisionPath | None:
        """The path one part shorter, or None at the top."""
        above, dot, _ = self.text.rpartition(".")
        return ProvisionPath(above) if dot else None

    @property
    def number(self) -> int | None:
        """The number of the last part, without its suffix; preamble and closing have none."""
        _, parts = _natural(self.text)
        return parts[-1][0] if parts else None

    @property
    def in_order(self) -> tuple[int, tuple[tuple[int, int], ...]]:
        """What many paths are sorted by: as they compare, but each is taken apart only once."""
        return _natural(self.text)

    def __str__(self) -> str:
        return self.text


def _is_slug(_instance: object, _attribute: attrs.Attribute[str], value: object) -> None:
    _matched(value, _SLUG, _SLUG_FORM)


def _stands(address: Address, _attribute: attrs.Attribute[str | None], value: object) -> None:
    """A statement stands in a provision."""
    if value is not None:
        _matched(value, _SLUG, _SLUG_FORM)
        if address.path is None:
            raise InvalidValue(found=f"{address.document}/{value}", expected=_PATH_FORM)


@attrs.frozen(kw_only=True)
class Address:
    """A document, a provision of it, or a statement of that provision (地址).

    >>> str(Address.parse("national-2023h2#3.12/drg-dip-coverage").path)
    '3.12'
    """

    document: str = attrs.field(validator=_is_slug)
    """The id of the document."""
    path: ProvisionPath | None = None
    """The path of the provision; none for the document itself."""
    statement: str | None = attrs.field(default=None, validator=_stands)
    """The id of the statement; none for the provision itself."""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read "document", "document#path" or "document#path/statement".

        Raises `InvalidValue` for anything else.
        """
        document, hash_sign, below = text.partition("#")
        path, slash, statement = below.partition("/")
        return cls(
            document=document,
            path=ProvisionPath(path) if hash_sign else None,
            statement=statement if slash else None,
        )

    def __str__(self) -> str:
        path = f"#{self.path}" if self.path else ""
        return self.document + path + (f"/{self.statement}" if self.statement else "")
