"""Cost is linear: no text takes long, whatever it repeats."""

from __future__ import annotations

import contextlib
import time

import pytest

from yigai.drafting.draft import draft_text
from yigai.errors import YigaiError

LETTERS = 60_000
SECONDS = 15  # of processor time, on a slow machine; it is less than one

PIECES = """
1 一 （ （） 一、 （一） （一）↵ 一、↵ 70%、 、5家 每年至少1次。 “ 《 〔2023 2023年 （市医保局负责）
责任单位： 市医保局、 牵头、 提高 达到， 65岁 2-3- 1. ① ↵ 行(xing) [bookmark: 医疗服务价格 结余 醫療
深化改革工作方案↵ 解读↵
""".split()  # noqa: SIM905 (a list to read)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_repeated_piece_ends(piece: str) -> None:
    text = piece.replace("↵", "\n") * (LETTERS // len(piece))
    begun = time.process_time()
    with contextlib.suppress(YigaiError):  # too many items are refused
        draft_text(text, force=True)
    assert time.process_time() - begun < SECONDS


def test_too_many_items_are_refused() -> None:
    with pytest.raises(YigaiError, match="at most"):
        draft_text("一、甲\n" * 6000, force=True)


@pytest.mark.slow
def test_a_long_document_is_quick() -> None:
    item = "推进诊疗。住院率达到85%以上，年底前新增2家医院。每年至少开展1次评估。（市医保局负责）\n"
    text = "示例市2022年医改任务\n一、任务\n" + "".join(f"{number}.{item}" for number in range(1, 900))
    assert len(text) > 35_000
    begun = time.process_time()
    found = draft_text(text)
    assert time.process_time() - begun < 5
    assert len(found.tasks) == 899
