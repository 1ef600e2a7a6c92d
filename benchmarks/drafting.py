"""Drafting from text: a long plan in its budget, linear growth, and texts that repeat one thing.

Run by hand from the root of the repository: `python -m benchmarks.drafting`.
"""

from __future__ import annotations

import contextlib
import time

from benchmarks.harness import BASELINE, Figure, median_of, medians_of_commands, report

from yigai.drafting.draft import draft_text
from yigai.errors import YigaiError

LONG, SHORT, HUGE = 100_000, 10_000, 1_000_000
MOST_SECONDS = 1.5
MOST_GROWTH = 1.5  # how much dearer a character may be in a huge text than in a short one
MOST_HOSTILE = 10.0

TITLE = "示例市深化医药卫生体制改革2024年重点工作任务\n为推进医改，到2025年，个人卫生支出占比降到27%以下。\n"
# Made up; of the length of items, and the density of figures, agencies and mechanisms, that plans have.
BODY = (
    "推进{place}分级诊疗。建设紧密型县域医共体，完善双向转诊制度，明确各级医疗机构的功能定位。年底前县域内住院率达到85%以上，"
    "基层诊疗量占比不低于60%。推进按病种分值付费，落实结余留用政策，力争付费病种占比达到70%。每季度至少开展1次运行分析，"
    "并将结果通报各医疗机构。培养全科医生50名，招聘大学生乡村医生30名，每千人口执业医师数达到3.2人。完善薪酬分配办法，"
    "向关键岗位和基层一线倾斜，合理确定人员支出占业务支出的比例。国家和省级集中采购药品达到400种，医用耗材6类以上，及时结算货款。"
    "定期公布短缺药品清单，畅通监测预警和应对渠道，保障临床用药。完善疾病预防控制体系，二级以上综合医院全部设立公共卫生科。"
    "适龄儿童疫苗接种率保持在95%以上，65岁及以上老年人健康管理率提高到70%。"
    "（市卫生健康委牵头，市医保局、市财政局、市人力资源社会保障局、市市场监管局，各县区人民政府配合）"
)
PLACES = ("城区", "山区", "沿海", "边远地区", "县域", "乡村", "社区", "园区")
HOSTILE = """
1 一 （ （） 一、 （一） （一）↵ 一、↵ 1.↵ 第一条 ① 70%、 、5家 各20家 达到70%， 不低于 由30元提高到
每年至少1次。 每季度 到2025年底， 年底前 百分之七十 全覆盖 65岁 2-3- 2023年 2023年1月1日↵ 〔2023 “ “‘ 《 ([
， 。 、 ↵ 甲 （市医保局负责） （市医保局、 市医保局、 市医保局和 责任单位： 牵头、 各县和 公立医院和 结余
推进按病种付费， 行(xing) [bookmark: 醫療 深化改革工作方案↵ 解读↵ |甲|乙|↵ 甲↹乙↵
|序号|任务|责任单位|↵ |1|推进某项工作，做好有关工作|市医保局|↵ 、5家左右以上甲乙丙丁戊己庚
各20家甲乙丙丁戊己庚辛壬癸 达到70%，甲乙丙丁戊己庚辛 各县区全部落实甲乙丙丁戊己庚
各单位要认真落实本项工作任务安排部署要求↵ （甲乙丙丁戊己庚辛壬癸子丑）
""".split()  # noqa: SIM905 (a list to read; arrows stand for line breaks and tabs)


def plan(letters: int) -> str:
    """A made-up plan of about so many characters, twenty items in each part."""
    parts = [TITLE]
    length, number = len(TITLE), 0
    while length < letters:
        head = f"第{number // 20 + 1}部分 重点任务\n" if number % 20 == 0 else ""
        body = BODY.format(place=PLACES[number % len(PLACES)])
        parts.append(f"{head}{number % 20 + 1}.{body}\n")
        length += len(parts[-1])
        number += 1
    return "".join(parts)


def draft_quietly(text: str) -> None:
    """Draft, where a text of too many items may be refused."""
    with contextlib.suppress(YigaiError):
        draft_text(text, force=True)


def per_letter(text: str) -> float:
    """CPU seconds a character."""
    return median_of(lambda: draft_quietly(text), runs=3) / len(text)


def hostile() -> Figure:
    """The slowest of the texts that repeat one piece."""
    taken: dict[str, float] = {}
    for piece in HOSTILE:
        text = piece.replace("↵", "\n").replace("↹", "\t")
        began = time.process_time()
        draft_quietly(text * (HUGE // len(text)))
        taken[piece] = time.process_time() - began
    slowest = sorted(taken, key=lambda piece: -taken[piece])
    print("slowest repeated pieces:", ", ".join(f"{piece} {taken[piece]:.2f} s" for piece in slowest[:5]))
    return Figure(
        what=f"the slowest of {len(taken)} hostile texts", measured=taken[slowest[0]], budget=MOST_HOSTILE
    )


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    long = plan(LONG)
    (libraries,) = medians_of_commands(BASELINE)
    drafted = median_of(lambda: draft_text(long))
    found = draft_text(long)
    targets = sum(len(task.targets) for task in found.tasks)
    print(f"{len(long):,} characters: {len(found.tasks)} tasks, {targets} targets")
    print(
        f"import attrs, cattrs, pendulum {libraries:.3f} s; drafting is {drafted / libraries:.1f} times that"
    )
    costs = {letters: per_letter(plan(letters)) for letters in (SHORT, LONG, HUGE)}
    print("a character:", ", ".join(f"of {size:,} {cost * 1e6:.1f} µs" for size, cost in costs.items()))
    report(
        Figure(what=f"draft {LONG:,} characters", measured=drafted, budget=MOST_SECONDS),
        Figure(
            what=f"a character of {HUGE:,}, over one of {SHORT:,}",
            measured=costs[HUGE] / costs[SHORT],
            budget=MOST_GROWTH,
            unit="",
        ),
        hostile(),
    )


if __name__ == "__main__":
    main()
