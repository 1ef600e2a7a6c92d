"""Headings of columns (栏目): what a column of a table holds, and whether its table is one of duties.

The tables are open; each line has made-up examples. What is found first decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum, auto

import attrs

from yigai.drafting.grammar.owners import role_of_headword
from yigai.drafting.grid import Cell, Grid
from yigai.model.words import Role


class Holds(Enum):
    """What stands in a column."""

    NUMBER = auto()
    SECTION = auto()
    TASK = auto()
    MATTER = auto()
    """A word that heads tasks in a table of duties, and other things elsewhere: 项目, 内容."""
    GOAL = auto()
    OWNER = auto()
    DUE = auto()
    INDICATOR = auto()
    VALUE = auto()
    YEAR = auto()
    """A year alone, of values where a heading above it says so."""
    UNIT = auto()
    FOREIGN = auto()
    """What tables of duties do not have: 分值, 金额, 地点."""
    OTHER = auto()


_OFFICES = "(?:单位|部门|机构|科室|股室|处室|地区|主体|方|局)"
_PARTS = "(?:牵头|责任|负责|主责|主办|承办|协办|配合|参与|参加|协助|协同|协作|会同|实施|落实|承担|完成)"
_WORDS: tuple[tuple[Holds, str], ...] = (
    (Holds.NUMBER, r"序号|序|编号|项目?序号|(?:任务|事项)(?:序号|编号)|NO\.?"),
    # 责任人, 联系电话, 分管领导; 备注, 完成情况
    (
        Holds.OTHER,
        r".*(?:责任人|负责人|领导|联系人|电话|手机|姓名|职务|签[名字]|邮箱|备注|说明|依据|来源|情况|进展|现状|基期值?|基数|实际值?|完成值|属性|性质)",
    ),
    (Holds.FOREIGN, r".*(?:分值|得分|评分|扣分|权重|金额|资金|经费|数量|单价|价格|地点|会场)(?:\(.*\))?"),
    # 牵头单位, 责任部门, 牵头及配合单位, 责任分工, 牵头
    (
        Holds.OWNER,
        (
            rf"(?:[省市县区]级|主要|第一|共同|总)?{_PARTS}(?:[和及与、/(]?(?:主要|共同)?{_PARTS}[)]?)*{_OFFICES}"
            rf"(?:[和及与、/]?{_PARTS}{_OFFICES})*(?:名称)?|(?:责任|任务|职责|部门)分工"
            rf"|{_PARTS}(?:[和及与、/]{_PARTS})*|部门"
        ),
    ),
    # 完成时限, 时间要求, 时间节点, 完成时间, 办结时限
    (
        Holds.DUE,
        (
            r"(?:.{0,4}(?:完成|办结|落实|推进|实施|整改|计划|工作|截止|起止))?(?:时限|时间|期限|日期|时点)"
            r"(?:要求|节点|安排|进度|及要求)?|(?:完成|时间|进度)(?:要求|节点|安排)"
        ),
    ),
    # 类别, 任务领域, 工作方面
    (
        Holds.SECTION,
        r"(?:任务|工作|改革|事项|项目|所属|指标)?(?:类别|分类|领域|方面|板块|类型|维度)|大项|专题|章节",
    ),
    # 目标值, 2025年目标值, 规划值
    (Holds.VALUE, r"(?:到?20\d\d年(?:底)?)?(?:目标值|指标值|规划值|期末值|计划值)"),
    (Holds.YEAR, r"到?20\d\d年(?:底|末)?"),
    # 指标名称, 主要指标
    (Holds.INDICATOR, r"(?:主要|核心|重点|考核|监测|评价|具体)?(?:[一二三]级)?指标(?:名称|内容|项目)?"),
    (Holds.UNIT, r"(?:计量|指标)?单位"),
    # 重点任务, 工作举措, 改革事项, 工作内容, 目标任务
    (
        Holds.TASK,
        r".{0,8}(?:任务|举措|措施|事项|要点|重点工作|工作内容|工作要求|任务内容|做法)(?:名称|分解|内容|清单|[及和与]目标)?",
    ),
    # 工作目标, 预期成效, 成果形式
    (
        Holds.GOAL,
        r".{0,8}(?:目标|成效|成果)(?:要求|及要求)?|成果形式|完成标准|量化指标|目标指标",
    ),
    (Holds.MATTER, r".{0,4}(?:项目|内容|要求|工作|名称)(?:名称)?"),
)
_TELLING = frozenset({Holds.OWNER, Holds.DUE, Holds.VALUE, Holds.GOAL, Holds.UNIT})
_COMPILED = tuple((holds, re.compile(words)) for holds, words in _WORDS)
_BEHIND = re.compile(r"\(.*\)$")
_LONGEST, _HIGHEST_HEAD, _MOST_HEAD_ROWS, _FEWEST = 24, 12, 3, 2
_LEADS = re.compile("牵头|主办|主责|第一责任")
_TAKES_PART = re.compile("配合|参与|参加|协助|协同|协办|协作|会同")
_AND = re.compile("[和及与、/]")


@attrs.frozen(kw_only=True)
class Heading:
    """The heading of a column: its words, what the column holds, and the part its owners have."""

    words: str
    holds: Holds
    role: Role = Role.UNSPECIFIED


@attrs.frozen(kw_only=True)
class Head:
    """The rows of headings of a table: the first, the one behind the last, and the heading of each column.

    `words` are those of its cells, by which a row that repeats them is known.
    """

    first: int
    last: int
    headings: Mapping[int, Heading]
    words: frozenset[str]

    def columns(self, *holds: Holds) -> list[int]:
        """The columns that hold one of these, from left to right."""
        return [column for column, heading in sorted(self.headings.items()) if heading.holds in holds]

    @property
    def is_of_duties(self) -> bool:
        """Whether the table below is one of duties: tasks, and who answers for them or by when."""
        owners, dues = self.columns(Holds.OWNER), self.columns(Holds.DUE)
        if self.columns(Holds.FOREIGN) and not self.columns(Holds.TASK):
            return False
        if self.columns(Holds.INDICATOR, Holds.VALUE) and not self.columns(Holds.TASK):
            return False
        if self.columns(Holds.TASK):
            return bool(owners or dues)
        return bool(owners and self.columns(Holds.MATTER))

    @property
    def is_of_indicators(self) -> bool:
        """Whether the table below gives indicators their values (指标表)."""
        is_goal = self.columns(Holds.VALUE, Holds.GOAL)
        return bool(self.columns(Holds.INDICATOR) and is_goal and not self.is_of_duties)


def head_of(text: str, grid: Grid) -> Head | None:
    """The headings of a table, which stand in its first rows, below a title perhaps; None without any."""
    for row in range(min(grid.rows, _HIGHEST_HEAD)):
        known = [heading for cell in grid.row(row) if (heading := _heading(text, cell))]
        telling = {heading.holds for heading in known}
        if len(known) < _FEWEST or telling.isdisjoint(_TELLING):
            continue
        last = _behind_headings(text, grid, row)
        headings = {
            column: heading
            for column in range(grid.columns)
            if (heading := _heading_above(text, grid, column, range(row, last)))
        }
        words = frozenset(word for each in range(row, last) for word in words_of(text, grid, each))
        return _read_units(Head(first=row, last=last, headings=headings, words=words | {""}))
    return None


def _read_units(head: Head) -> Head:
    """单位 alone beside tasks means who answers for them, not what is counted."""
    if head.columns(Holds.OWNER, Holds.VALUE) or not head.columns(Holds.TASK):
        return head
    headings = {
        column: attrs.evolve(heading, holds=Holds.OWNER) if heading.holds is Holds.UNIT else heading
        for column, heading in head.headings.items()
    }
    return attrs.evolve(head, headings=headings)


def _behind_headings(text: str, grid: Grid, row: int) -> int:
    """The row behind the headings: merged ones reach down, and below them may stand finer ones."""
    last = max(min(cell.row + cell.down, row + _MOST_HEAD_ROWS) for cell in grid.row(row))
    while last < min(grid.rows, row + _MOST_HEAD_ROWS):
        cells = [cell for cell in grid.row(last) if cell.end > cell.start]
        finer = [_heading(text, cell) for cell in cells]
        if not cells or not all(finer) or words_of(text, grid, row) == words_of(text, grid, last):
            break
        last += 1
    return last


def words_of(text: str, grid: Grid, row: int) -> list[str]:
    """The words of a row without white space, as they stand from left to right."""
    return ["".join(text[cell.start : cell.end].split()) for cell in grid.row(row)]


def _heading_above(text: str, grid: Grid, column: int, rows: range) -> Heading | None:
    """What a column holds: the nearest heading above it that tells; 2025年 below 目标值 is a value."""
    cells = dict.fromkeys(cell for row in reversed(rows) if (cell := grid.cells.get((row, column))))
    known = [heading for cell in cells if (heading := _heading(text, cell))]
    if len(known) > 1 and known[0].holds is Holds.YEAR:
        return attrs.evolve(known[1], words=known[0].words + known[1].words)
    return known[0] if known else None


def _heading(text: str, cell: Cell) -> Heading | None:
    if cell.end - cell.start > 3 * _LONGEST:
        return None
    words = unicodedata.normalize("NFKC", "".join(text[cell.start : cell.end].split()))
    words = words.strip("*:").upper()
    bare = _BEHIND.sub("", words) or words
    if not 0 < len(bare) <= _LONGEST:
        return None
    for holds, pattern in _COMPILED:
        if pattern.fullmatch(bare) or pattern.fullmatch(words):
            role = _role(bare) if holds is Holds.OWNER else Role.UNSPECIFIED
            return Heading(words=words, holds=holds, role=role)
    return None


def _role(words: str) -> Role:
    """The part that a heading says; one that says two, 牵头及配合单位, leaves it open."""
    leads, takes_part = _LEADS.search(words), _TAKES_PART.search(words)
    if leads and (takes_part or ("责任" in words and _AND.search(words))):
        return Role.UNSPECIFIED
    return role_of_headword(words)
