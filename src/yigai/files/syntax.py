"""What the parsers of YAML and JSON and the file system complain of, also in Chinese."""

from __future__ import annotations

import errno

from yigai.errors import Text

_CHINESE = {
    # libyaml
    "mapping values are not allowed in this context": "这里不该有冒号（文字中有冒号时请加引号）",
    "block sequence entries are not allowed in this context": "这里不该有列表项“-”",
    "found character that cannot start any token": "不能用作开头的字符（缩进用空格，符号开头的文字请加引号）",
    "found a tab character that violates indentation": "缩进用了制表符（请用空格）",
    "found a tab character where an indentation space is expected": "缩进用了制表符（请用空格）",
    "did not find expected key": "缺少键，或缩进没有对齐",
    "did not find expected '-' indicator": "缺少列表项“-”，或缩进没有对齐",
    "did not find expected ',' or ']'": "方括号内缺逗号，或没有合上",
    "did not find expected ',' or '}'": "花括号内缺逗号，或没有合上",
    "did not find expected node content": "缺少内容",
    "did not find expected <document start>": "内容结束后还有别的文字",
    "did not find expected alphabetic or numeric character": "& 或 * 之后缺名称（文字以它们开头时请加引号）",
    "could not find expected ':'": "缺少冒号",
    "found unexpected end of stream": "引号没有合上",
    "found unknown escape character": "双引号内有不认识的转义（反斜杠请写两个）",
    "found undefined tag handle": "不认识的标签（文字以 ! 开头时请加引号）",
    # json
    "Expecting value": "缺少值",
    "Expecting property name enclosed in double quotes": "缺少用双引号写的键",
    "Expecting ',' delimiter": "缺少逗号",
    "Expecting ':' delimiter": "缺少冒号",
    "Extra data": "内容结束后还有别的文字",
    "Unterminated string starting at": "引号没有合上",
    "Invalid control character at": "引号内有换行或控制字符",
    "Invalid \\escape": "不认识的转义（反斜杠请写两个）",
}


def problem(said: str) -> Text:
    """A parser's complaint in both languages; one that is not in the list stays as it is, named as such."""
    return Text(zh=_CHINESE.get(said.removesuffix(": "), f"语法错误（{said}）"), en=said)


def system_problem(error: OSError | ValueError) -> Text:
    """What the file system complains of."""
    match error:
        case UnicodeEncodeError():
            return Text(zh="无法写入的字符", en="a character that cannot be written")
        case FileNotFoundError():
            return Text(zh="没有这个文件或文件夹", en="no such file or folder")
        case IsADirectoryError():
            return Text(zh="文件夹", en="a folder")
        case NotADirectoryError():
            return Text(zh="路径中有不是文件夹的部分", en="a path through something that is no folder")
        case PermissionError():
            return Text(zh="没有权限", en="no permission")
        case OSError(errno=errno.ENOSPC):
            return Text(zh="没有空间了", en="no space left")
        case OSError(strerror=str(said)):
            return Text(zh=f"系统报错（{said}）", en=said)
        case _:
            return Text(zh=f"系统报错（{error}）", en=str(error))
