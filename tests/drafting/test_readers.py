"""Readers: the same words out of every kind of file, and a clear refusal where there are none."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from yigai.drafting.draft import draft
from yigai.drafting.extras import MissingExtra, need
from yigai.drafting.readers import bounds, page_in, read
from yigai.drafting.readers.docx_numbering import written
from yigai.errors import YigaiError

PLAN = (
    "示例市深化医药卫生体制改革2022年重点工作任务\n一、完善服务体系\n"
    "（一）推进分级诊疗。县域内住院率达到85%以上。（市卫生健康局负责）\n"
    "（二）改革支付方式。推进按病种付费的医疗机构不少于10家。（市医保局负责）\n"
)
TRADITIONAL = (
    "示例市深化醫藥衛生體制改革2022年重點工作任務\n一、完善服務體系\n"
    "（一）推進分級診療。縣域內住院率達到85%以上。（市衛生健康局負責）\n"
    "（二）改革支付方式。推進按病種付費的醫療機構不少於10家。（市醫保局負責）\n"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("name", "text"),
    [("utf-8", PLAN), ("utf-8-sig", PLAN),
     ("utf-16", PLAN), ("utf-16-le", PLAN), ("utf-16-be", PLAN),
     ("gb18030", PLAN), ("gbk", TRADITIONAL), ("big5", TRADITIONAL), ("utf-32", PLAN)],
)  # fmt: skip
def test_encodings_are_told_by_the_bytes(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(text.encode(name))
    assert read(file).text == text
    assert [target.value for task in draft(file).tasks for target in task.targets] == ["85", "10"]


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03", b"\xff\x81\xff\xff" * 9, "医改".encode() + b"\xff\xff\xfe"]
)
def test_bytes_of_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(YigaiError):
        page_in(content, source="plan.txt")


PAGE = """<!DOCTYPE html><html><head><meta charset="{declared}"><title>门户</title>
<script>alert("《")</script></head>
<body><div class="nav"><a>首页</a><nav>导航</nav></div><div style="display:none">隐藏不低于99%</div>
<h1>{title}</h1><p>一、完善服务体系</p><p>&nbsp;&nbsp;（一）推进<b>分级</b>诊疗。县域内住院率
达到85%以上。（市卫生健康局负责）<br>（二）改革支付方式。推进按病种付费的医疗机构不少于10家。（市医保局负责）</p>
<table><tr><td>指标</td><td>数值</td></tr><tr><td>甲</td><td>乙</td></tr></table><footer>版权</footer></body></html>"""


@pytest.mark.parametrize(
    ("declared", "real"), [("utf-8", "utf-8"), ("gb2312", "gbk"), ("utf-8", "gbk"), ("gb2312", "utf-8")]
)
def test_html_in_its_declared_and_its_real_encoding(declared: str, real: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    page = PAGE.format(declared=declared, title="示例市深化医药卫生体制改革2022年重点工作任务")
    file.write_bytes(page.encode(real))
    text = read(file).text
    assert "指标|数值\n" in text
    assert not any(word in text for word in ("隐藏", "alert", "导航", "版权", "门户"))
    found = draft(file)
    assert [task.title for task in found.tasks] == ["推进分级诊疗", "改革支付方式"]
    assert [target.value for task in found.tasks for target in task.targets] == ["85", "10"]


def test_deep_html_ends() -> None:
    assert isinstance(page_in(b"<html>" + b"<div>" * 200_000 + "医改".encode(), source="a.html").text, str)


def numbered(levels: list[tuple[str, str]], *, start: int = 1) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
    )


def paragraph(text: str, depth: int | None = None, number: int = 3, style: str = "") -> str:
    place = (
        "" if depth is None else f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, numbering: str = "", styles: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        if numbering:
            package.writestr("word/numbering.xml", numbering)
        if styles:
            package.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return stream.getvalue()


LEVELS = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def test_docx_numbers_are_rebuilt_and_restart_below_a_higher_level() -> None:
    body = "".join(
        [
            paragraph("甲", 0), paragraph("乙", 1), paragraph("丙", 1), paragraph("细", 2),
            paragraph("丁", 0), paragraph("戊", 1), paragraph("己", 1, number=4), paragraph("庚", 2),
        ]
    )  # fmt: skip
    lines = page_in(docx(body, numbered(LEVELS)), source="a.docx").text.split()
    assert lines == ["一、甲", "（一）乙", "（二）丙", "1.细", "二、丁", "（一）戊", "（五）己", "1.庚"]


def test_docx_numbers_of_a_style_and_of_one_based_on_it() -> None:
    styles = (
        '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:basedOn w:val="H"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", style="H") + paragraph("乙", style="H2") + paragraph("丙", style="H2")
    lines = page_in(docx(body, numbered(LEVELS), styles), source="a.docx").text.split()
    assert lines == ["一、甲", "（一）乙", "（二）丙"]


def test_docx_levels_that_show_the_one_above() -> None:
    body = paragraph("甲", 0) + paragraph("乙", 1) + paragraph("丙", 1)
    lines = page_in(
        docx(body, numbered([("decimal", "%1"), ("decimal", "%1.%2 ")], start=2)), source="a"
    ).text.split("\n")
    assert lines[:3] == ["2甲", "2.2 乙", "2.3 丙"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_docx_tables_nested_and_merged() -> None:
    inner = f"<w:tbl><w:tr>{cell('内甲')}{cell('内乙')}</w:tr></w:tbl>"
    first = '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr>{cell('任务', first)}{cell('单位')}</w:tr>"
        f"<w:tr>{cell('任务', '<w:vMerge/>')}<w:tc>{inner}{paragraph('')}</w:tc></w:tr>"
    )
    text = page_in(docx(f"{paragraph('前')}<w:tbl>{rows}</w:tbl>{paragraph('后')}"), source="a.docx").text
    assert text.split("\n")[:4] == ["前", "任务|单位", "|内甲|内乙", "后"]


def test_docx_keeps_insertions_and_drops_deletions() -> None:
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    )
    assert page_in(docx(body), source="a.docx").text == "留增\n"


def test_a_docx_made_by_a_library_is_drafted(tmp_path: Path) -> None:
    library = pytest.importorskip("docx")
    document: Any = library.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    file = tmp_path / "plan.docx"
    document.save(str(file))
    assert [task.number for task in draft(file).tasks] == [1, 2]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing",
        docx("<w:p/>")[:-30],
        docx("<w:p>")[:],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        b"%PDF-1.7 nothing",
        b"",
    ],
)
def test_broken_files_are_refused_or_empty(content: bytes) -> None:
    try:
        text = page_in(content, source="a.docx").text
    except YigaiError as error:
        text = ""
        told = error.render("zh"), error.render("en")
        assert told[0] != told[1]
    assert text.strip() == ""


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx("<w:p/>" * 100_000)
    monkeypatch.setattr("yigai.drafting.readers.docx.MOST_BYTES", 10_000)
    with pytest.raises(YigaiError, match="too much"):
        page_in(bomb, source="a.docx")


def test_entities_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><w:document/>')
    with pytest.raises(YigaiError, match="entities"):
        page_in(stream.getvalue(), source="a.docx")


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_BYTES", 10)
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, "utf-8")
    with pytest.raises(YigaiError):
        read(file)
    with pytest.raises(YigaiError, match="can be read"):
        read(tmp_path / "none.txt")


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of the plainest kind, one line of ASCII below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    kids = []
    for lines in pages:
        shown = "".join(f"1 0 0 1 50 {700 - 20 * at} Tm ({line}) Tj " for at, line in enumerate(lines))
        stream = f"BT /F1 12 Tf {shown}ET"
        stands = f"/Parent 2 0 R {font} /MediaBox [0 0 600 800]"
        objects += [
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            f"<< /Type /Page {stands} /Contents {len(objects) + 1} 0 R >>",
        ]
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF".encode()


def test_pdf_without_its_running_heads() -> None:
    pages = [
        ["Health Bulletin", f"Task {name} is to be done this very year", f"- {at} -"]
        for at, name in enumerate("abcd")
    ]
    text = page_in(pdf(pages), source="a.pdf").text
    assert "Bulletin" not in text
    assert text.count("is to be done") == 4


def test_scanned_pdf_is_refused() -> None:
    with pytest.raises(YigaiError, match="scans"):
        page_in(pdf([[], []]), source="a.pdf")


def test_a_missing_library_names_the_extra() -> None:
    with pytest.raises(MissingExtra) as caught:
        need("no_such_library_of_ours")
    assert "yigai[drafting]" in caught.value.render("zh")
    assert need("json") is json


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [("decimal", 3, "3"), ("decimalZero", 3, "03"), ("upperLetter", 28, "BB"), ("lowerRoman", 9, "ix"),
     ("ideographDigital", 20, "二〇"), ("bullet", 1, ""), ("decimalEnclosedCircle", 21, "21"),
     ("unheard", 7, "7")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(form: str, number: int, expected: str) -> None:
    assert written(number, form) == expected
