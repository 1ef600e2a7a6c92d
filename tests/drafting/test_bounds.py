"""Cost is linear: no text takes long, whatever it repeats."""

from __future__ import annotations

import contextlib
import time

import pytest

from yigai.drafting.draft import draft_text
from yigai.drafting.limits import refuse_overfull
from yigai.errors import YigaiError

LETTERS = 60_000
SECONDS = 15  # of processor time, on a slow machine; it is less than one

PIECES = """
1 一 （ （） 一、 （一） （一）↵ 一、↵ 70%、 、5家 每年至少1次。 “ 《 〔2023 2023年 （市医保局负责）
责任单位： 市医保局、 牵头、 提高 达到， 65岁 2-3- 1. ① ↵ 行(xing) [bookmark: 医疗服务价格 结余 醫療
深化改革工作方案↵ 解读↵ 各20家 甲、乙各20家 全覆盖 年底前 |甲|乙|↵ |序号|任务|责任单位|↵ 甲↹乙↵
""".split()  # noqa: SIM905 (a list to read)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_repeated_piece_ends(piece: str) -> None:
    text = piece.replace("↵", "\n").replace("↹", "\t") * (LETTERS // len(piece))
    begun = time.process_time()
    with contextlib.suppress(YigaiError):  # too many items are refused
        draft_text(text, force=True)
    assert time.process_time() - begun < SECONDS


HEAD = "序号|任务|责任单位\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一、甲\n" * 6000, "6000 headings"),
        (HEAD + "".join(f"{at}|推进某项工作|市医保局\n" for at in range(6000)), "6000 headings"),
        ("、5家" * 150_000, "150000 numbers"),
        ("（）" * 150_000, "150000 numbers"),
        ("甲\n" * 60_000, "60000 lines"),
    ],
    ids=["items", "rows", "figures", "brackets", "lines"],
)
def test_too_much_is_refused_at_once(text: str, said: str) -> None:
    begun = time.process_time()
    with pytest.raises(YigaiError, match=f"{said}.*at most"):
        draft_text(text, force=True)
    assert time.process_time() - begun < SECONDS


def test_a_megabyte_of_a_plan_is_within_the_limits() -> None:
    item = "推进诊疗。住院率达到85%以上，新增2家医院。每年至少开展1次评估。（市医保局负责）{}\n"
    filler = "各级医疗机构要落实功能定位，完善双向转诊制度，提升服务能力，保障群众就近看病就医。" * 5
    refuse_overfull(item.format(filler) * 4000, "plan.txt")


@pytest.mark.slow
def test_a_long_document_is_quick() -> None:
    item = "推进诊疗。住院率达到85%以上，年底前新增2家医院。每年至少开展1次评估。（市医保局负责）\n"
    text = "示例市2022年医改任务\n一、任务\n" + "".join(f"{number}.{item}" for number in range(1, 900))
    assert len(text) > 35_000
    begun = time.process_time()
    found = draft_text(text)
    assert time.process_time() - begun < 5
    assert len(found.tasks) == 899
