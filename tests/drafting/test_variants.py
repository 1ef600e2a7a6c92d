"""One made-up plan in many settings: the same must be read in all brackets, widths, wraps and scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yigai.drafting.contract import contract
from yigai.drafting.draft import draft_text
from yigai.drafting.result import Draft
from yigai.errors import YigaiError

PLAN = """示例市深化医药卫生体制改革2022年重点工作任务
为推进医改，制定本任务。到2022年底，个人卫生支出占比降到28%以下。
一、完善服务体系
（一）建设区域医疗中心。推进市级中心建设，年底前新增2家三级医院，县域内住院率达到85%以上。加强重点专科能力，持续提升急危重症救治水平，带动县级医院发展。（市卫生健康委、市发展改革委等按职责分工负责）
（二）推进分级诊疗。家庭医生签约服务覆盖重点人群，重点人群签约率不低于75%，每千人口执业医师数达到3.1人。（市卫生健康委、市医保局，各县区政府等按职责分工负责）
二、深化支付改革
（三）改革支付方式。推进按病种分值付费，力争医保基金按病种付费占比达到70%左右，落实结余留用政策。（市医保局、市财政局、市卫生健康委等按职责分工负责）
（四）开展集中采购。开展3至5批药品集中采购，每季度至少通报1次采购进度。（市医保局、市市场监管局等按职责分工负责）
各地要加强领导，抓好落实。
"""
TO_TRADITIONAL = opencc.OpenCC("s2t").convert
TO_SIMPLIFIED = opencc.OpenCC("t2s").convert


def norm(text: str | None) -> str:
    folded = TO_SIMPLIFIED(unicodedata.normalize("NFKC", text or ""))
    return re.sub(r"[\s。,，、；;：:（）()\[\]【】\u200b-\u200d\u2060\ufeff\xad\ufffc]", "", folded)


def gist(draft: Draft) -> list[tuple[object, ...]]:
    return [
        (
            task.number,
            norm(task.title),
            [(norm(owner.printed), owner.function, owner.role) for owner in task.responsibilities],
            [(t.comparator, t.value, t.upper, t.unit, t.due, t.kind, t.softener) for t in task.targets],
            [(d.frequency, d.comparator, d.value, d.unit) for d in task.duties],
            [(m.mechanism, m.status) for m in task.mechanisms],
        )
        for task in draft.tasks
    ]


BASE = gist(draft_text(PLAN))


def test_the_plan_itself_is_read() -> None:
    assert [row[0] for row in BASE] == [0, 1, 2, 3, 4]
    assert [len(row[3]) for row in BASE] == [1, 2, 2, 1, 1]  # type: ignore[arg-type]
    assert [len(row[2]) for row in BASE] == [0, 2, 3, 3, 2]  # type: ignore[arg-type]


def wide(text: str) -> str:
    return text.translate({code: chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {ord("%"): "％"})


def wrapped(text: str, width: int, indent: str) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        whole = indent + line
        lines += [whole[at : at + width] for at in range(0, len(whole), width)]
    return "\n".join(lines) + "\n"


def without_breaks(text: str) -> str:
    title, *rest = text.splitlines()
    return title + "\n" + "".join(line if line.endswith(("。", "）")) else line + "。" for line in rest)


def paged(text: str) -> str:
    """Set on pages of six lines, each with its number and a running foot."""
    lines = wrapped(text, 36, "").splitlines()
    pages = [lines[at : at + 6] for at in range(0, len(lines), 6)]
    foot = "第 {} 页 共 {} 页"
    return "\n".join(
        "\n".join([*page, "", foot.format(number, len(pages)), "示例市人民政府公报"])
        for number, page in enumerate(pages, 1)
    )


VARIANTS: dict[str, Callable[[str], str]] = {
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "half-width marks": lambda text: text.replace("，", ",").replace("：", ":"),
    "square brackets": lambda text: re.sub(r"（(市[^（）]*负责)）", r"[\1]", text),
    "hollow brackets": lambda text: re.sub(r"（(市[^（）]*负责)）", r"【\1】", text),
    "wide digits": wide,
    "ideographic indents": lambda text: re.sub("^", "　　", text, flags=re.MULTILINE),
    "deep indents": lambda text: re.sub("^", " " * 40, text, flags=re.MULTILINE),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "spaces around numbers": lambda text: re.sub(r"(\d+)", r" \1 ", text),
    "a space behind each character": lambda text: re.sub(r"(?<=\S)(?=\S)", " ", text),
    "traditional": TO_TRADITIONAL,
    "owners on a line of their own": lambda text: re.sub(r"（(市[^（）]*负责)）", r"\n（\1）", text),
    "page numbers": lambda text: text.replace("\n二、", "\n- 2 -\n二、"),
    "wrapped on pages with feet": paged,
    "wrapped at 28": lambda text: wrapped(text, 28, "　　"),
    "wrapped at 36 without indents": lambda text: wrapped(text, 36, ""),
    "items run together": without_breaks,
    "Markdown": lambda text: "# " + re.sub("^([一二])、", r"## \1、", text, flags=re.MULTILINE),
    "percent in words": lambda text: text.replace("85%", "百分之八十五").replace("75%", "百分之七十五"),
    "counts in words": lambda text: text.replace("2家", "两家").replace("3至5批", "三至五批"),
    "year in Chinese digits": lambda text: text.replace("2022年", "二〇二二年"),
}


@pytest.mark.parametrize("between", [" ", "\u3000", "\u200b", "\ufeff", "\xad"])
def test_what_stands_between_characters_is_not_printed(between: str) -> None:
    """Titles and owners are those of the page, without what only a converter put into them."""
    scattered = draft_text(re.sub("(?<=[市医医分区集合])(?=[\u4e00-\u9fff])", between, PLAN))
    for found, clean in zip(scattered.tasks, draft_text(PLAN).tasks, strict=True):
        assert found.title == clean.title
        assert [each.printed for each in found.responsibilities] == [
            each.printed for each in clean.responsibilities
        ]
        assert [each.quote for each in found.targets] == [each.quote for each in clean.targets]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_setting_changes_nothing(name: str) -> None:
    assert gist(draft_text(VARIANTS[name](PLAN))) == BASE


TITLE, BODY = PLAN.split("\n", 1)
TEASED = {
    "a sentence": "近日，示例市政府办公室印发任务，全文如下。",
    "a colon": "示例市政府办公室印发了任务，全文如下：",
    "a date": "来源：示例市政府 发布时间：2022-05-06 10:20 ",
}


@pytest.mark.parametrize("teaser", TEASED.values(), ids=list(TEASED))
def test_a_page_on_one_line_has_its_title_behind_the_teaser(teaser: str) -> None:
    body = BODY[BODY.index("一、") :]
    line = teaser + TITLE + without_breaks("\n" + body).replace("\n", "")
    found = draft_text(line)
    assert found.document.title == TITLE
    assert gist(found) == [row for row in BASE if row[0]]


@pytest.mark.parametrize("opening", ["为推进医改，", "根据上级要求，", "各地要落实责任，"])
def test_a_title_that_fills_its_line_ends_there(opening: str) -> None:
    text = PLAN.replace("为推进医改，", opening + "进一步深化改革、完善体系、提升服务水平，")
    draft = draft_text(wrapped(text, len(TITLE), ""))
    assert draft.document.title == TITLE
    assert [task.title for task in draft.tasks] == [task.title for task in draft_text(text).tasks]


def test_a_line_of_prose_that_ends_like_a_title_goes_on() -> None:
    sentence = "各地要认真研究本地区深化医改的重点任务为群众提供更好的服务，持续完善服务体系，落实工作责任。"
    text = PLAN.replace("各地要加强领导，抓好落实。", sentence)
    found = draft_text(wrapped(text, 21, ""))
    assert gist(found) == BASE


def test_who_issued_it_may_stand_in_a_teaser_alone() -> None:
    teaser = "近日，示例市人民政府办公室、示例市医疗保障局联合印发了《{}》，全文如下：\n"
    issuers = ("示例市人民政府办公室", "示例市医疗保障局")
    assert draft_text(teaser.format(TITLE) + PLAN).document.issuers == issuers
    assert draft_text(teaser.format("另一份工作方案（试行）") + PLAN).document.issuers == ()
    assert draft_text("近日，某企业集团印发了《" + TITLE + "》。\n" + PLAN).document.issuers == ()


@pytest.mark.parametrize(
    "years", ["（2023—2025年）", "（2023-2025年）", "（2023年至2025年）", "（2023－2025年）"]
)
def test_a_title_with_a_range_of_years_is_found_behind_other_lines(years: str) -> None:
    title = f"示例市深化医药卫生体制改革行动计划{years}"
    page = f"首页\n今天，本市印发了一份文件。\n{title}\n{BODY}"
    found = draft_text(page.replace("年底前", "2023年底前"))
    assert (found.document.title, found.document.year) == (title, None)
    assert [str(t.due) for t in found.tasks[1].targets] == ["2023-12-31", "2023-12-31"]


RESTARTED = PLAN.replace("（三）", "（一）").replace("（四）", "（二）")
DIGITS = PLAN.replace("（一）", "1.").replace("（二）", "2.").replace("（三）", "3.").replace("（四）", "4.")


def test_restarted_numbering_gives_other_numbers_and_the_same_items() -> None:
    draft = draft_text(RESTARTED)
    assert [task.path for task in draft.tasks] == ["preamble", "1.1", "1.2", "2.1", "2.2"]
    assert [row[1:] for row in gist(draft)] == [row[1:] for row in BASE]


@pytest.mark.parametrize("mark", [".", "、", "．"])
def test_items_numbered_in_digits(mark: str) -> None:
    assert gist(draft_text(re.sub(r"^(\d)\.", rf"\1{mark}", DIGITS, flags=re.MULTILINE))) == BASE


def test_a_duplicate_number_gets_a_suffix() -> None:
    draft = draft_text(PLAN.replace("（二）", "（一）"))
    assert [task.path for task in draft.tasks] == ["preamble", "1.1", "1.1-2", "2.3", "2.4"]


SETTINGS = st.lists(st.sampled_from(sorted(set(VARIANTS) - {"items run together"})), max_size=4, unique=True)


@given(SETTINGS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_settings_together_change_nothing(names: list[str]) -> None:
    text = PLAN
    wraps = [name for name in names if name.startswith("wrapped")]
    for name in [
        name for name in names if name not in wraps and name not in {"page numbers", "Markdown"}
    ] + wraps[:1]:
        text = VARIANTS[name](text)
    if wraps and any(name in {"blank lines", "spaces around numbers", "deep indents"} for name in names):
        return
    assert gist(draft_text(text)) == BASE


def pages() -> st.SearchStrategy[str]:
    """Pieces of the genre in any order, with noise between them."""
    piece = st.sampled_from(
        [
            "一、", "（一）", "1.", "①", "第一条", "达到", "不低于", "70%", "百分之七十", "两批", "各",
            "分别", "、", "，", "。", "（", "）", "[", "】", "市医保局", "等按职责分工负责", "责任单位：",
            "每年", "至少", "1次", "到2025年", "年底前", "“", "”", "《", "》", "〔2021〕3号", "\n", "　　",
            "医療", "記者", "按病种付费", "结余留用", "以上", "1:1.6", "2—3家", "3万", "½", "𠮷",
        ]
    )  # fmt: skip
    return st.lists(st.one_of(piece, st.text(max_size=4)), max_size=60).map("".join)


def is_left_of(quote: str, printed: str) -> bool:
    """Whether a quote is what is printed there, from end to end, less what the text leaves out."""
    rest = iter(printed)
    return all(character in rest for character in quote) and printed.strip().endswith(quote[-1:])


@given(pages())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_draft_with_valid_places(text: str) -> None:
    draft = draft_text(text, force=True)
    data = contract(draft)
    length = len(text)

    def check(value: object) -> None:
        if isinstance(value, dict):
            if "span" in value:
                start, end = value["span"]
                assert 0 <= start <= end <= length
                if "quote" in value:
                    assert is_left_of(value["quote"], text[start:end])
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    from yigai.drafting.readers import page_in

    try:
        text = page_in(content, source="any").text
    except YigaiError:
        return
    draft_text(text, force=True)
