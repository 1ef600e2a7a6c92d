"""The schemas of all JSON reports, by the name `yigai schema` knows them by."""

from __future__ import annotations

from collections.abc import Callable

from yigai.reports.check_schema import check_schema
from yigai.reports.draft_schema import align_schema, draft_schema
from yigai.reports.schema_parts import Schema
from yigai.reports.settlement_schema import settlement_schema, whatif_schema

REPORTS: dict[str, Callable[[], Schema]] = {
    "check": check_schema,
    "draft": draft_schema,
    "align": align_schema,
    "settlement": settlement_schema,
    "whatif": whatif_schema,
}
