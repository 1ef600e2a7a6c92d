"""Make the catalogue's JSON from its YAML: `python -m yigai.catalogue.generate`.

A test runs the same function and fails when a generated file is stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yigai.files.formats import (
    AgenciesFile,
    ObservationsFile,
    VocabularyFile,
    read_file,
    to_json,
    write_text,
)
from yigai.model.alignment import Alignment
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan

DATA = Path(__file__).parent / "data"


def generated(data: Path = DATA) -> dict[Path, str]:
    """Every generated file with the text it should have."""
    plans = {path: read_file(path, Plan) for path in sorted((data / "plans").glob("*.yaml"))}
    alignments = {path: read_file(path, Alignment) for path in sorted((data / "alignments").glob("*.yaml"))}
    rules: dict[Path, PaymentRule] = {
        path: read_file(path, PaymentRule)  # type: ignore[arg-type]
        for path in sorted((data / "rules").glob("*.yaml"))
    }
    others: dict[Path, object] = {
        data / "indicators.yaml": read_file(data / "indicators.yaml", VocabularyFile),
        data / "populations.yaml": read_file(data / "populations.yaml", VocabularyFile),
        data / "agencies.yaml": read_file(data / "agencies.yaml", AgenciesFile),
        data / "benchmarks.yaml": read_file(data / "benchmarks.yaml", ObservationsFile),
    }
    texts = {
        path.with_suffix(".json"): to_json(value)
        for path, value in (plans | alignments | rules | others).items()
    }
    index = {
        "plans": [_entry(plan) for plan in sorted(plans.values(), key=lambda plan: plan.id)],
        "alignments": [f"{alignment.lower}--{alignment.upper}" for alignment in alignments.values()],
        "rules": sorted(rule.id for rule in rules.values()),
    }
    texts[data / "index.json"] = json.dumps(index, ensure_ascii=False, indent=1) + "\n"
    return texts


def _entry(plan: Plan) -> dict[str, Any]:
    document = plan.document
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "level": document.level.value,
        "region_name": document.region_name,
        "evidence": document.evidence.value,
        "tasks": len(plan.tasks),
        "statements": sum(1 for _ in plan.statements()),
    }


def main() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        write_text(path, text)


if __name__ == "__main__":
    main()
