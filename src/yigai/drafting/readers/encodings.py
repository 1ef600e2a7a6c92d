"""Encodings (编码) of text: told by the bytes, strictly; a byte that fits none is refused, not replaced."""

from __future__ import annotations

import codecs
import re

from yigai.drafting.readers.bounds import MOST_CHARACTERS, too_large, unreadable
from yigai.errors import Text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Characters frequent in the genre, in either script; what decodes to few of them was decoded wrongly.
_FREQUENT = frozenset(
    "的和医疗卫生服务机构改革推进完善建设管理制度工作基本药品保障体系人民健康市县区省政府国家年月日一二三四五六七八九十在实施加强"
    "開展與進醫療衛務機構設備縣區國產員價費點實會關發開標層級應對處學種類統籌資訊時間"
)
_SAMPLE = 20_000


def decoded(content: bytes, *, source: str) -> str:
    """The text in some bytes, without a byte order mark. Raises an error of the house where it is none."""
    name, skip = encoding_of(content, source=source)
    try:
        text = content[skip:].decode(name)
    except UnicodeDecodeError:
        raise unreadable(source, Text(zh=f"不是 {name} 文本", en=f"no text in {name}")) from None
    if len(text) > MOST_CHARACTERS:
        raise too_large(source)
    return text


def encoding_of(content: bytes, *, source: str) -> tuple[str, int]:
    """The encoding of some bytes, and how long its mark is: UTF-8, UTF-16, GB18030 or Big5."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, len(mark)
    wide = _wide(content)
    if wide:
        return wide, 0
    if b"\0" in content[:_SAMPLE]:
        raise unreadable(source, Text(zh="二进制内容", en="binary content"))
    fitting = [
        (name, text)
        for name in ("utf-8", "gb18030", "big5hkscs")
        if (text := _tried(content, name)) is not None
    ]
    if not fitting:
        raise unreadable(
            source,
            Text(
                zh="不合 UTF-8、UTF-16、GB18030、Big5 的字节",
                en="bytes of neither UTF-8, UTF-16, GB18030 nor Big5",
            ),
            Text(zh="请另存为 UTF-8 编码", en="save the file as UTF-8"),
        )
    if fitting[0][0] == "utf-8":
        return "utf-8", 0
    return max(fitting, key=lambda pair: _plausible(pair[1]))[0], 0


def _tried(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its ASCII and line breaks is zero."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return None
    for name, pattern in (("utf-16-le", rb"[\r\n ]\0"), ("utf-16-be", rb"\0[\r\n ]")):
        if not re.search(pattern, sample):
            continue
        text = _tried(content, name)
        if text is not None and _plausible(text) > 0.05:
            return name
    return None


def _plausible(text: str) -> float:
    """How many of the characters are frequent ones of the genre."""
    sample = text[:_SAMPLE]
    return sum(character in _FREQUENT for character in sample) / max(1, len(sample))
