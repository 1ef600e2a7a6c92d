"""Importing yigai costs little more than the three libraries its model is made of.

Run by hand from the root of the repository: `python -m benchmarks.import_time`.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.harness import BASELINE, Figure, medians_of_commands, report

MOST = 1.3
HEAVY = ("numpy", "duckdb", "hypothesis", "lxml", "jinja2", "openpyxl", "yaml", "click", "rich")


def loaded_heavy() -> list[str]:
    """The heavy libraries that `import yigai` loads; there should be none."""
    code = f"import sys, yigai; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True)
    return done.stdout.split()


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    empty, libraries, door, whole = medians_of_commands(
        (sys.executable, "-c", "pass"),
        BASELINE,
        (sys.executable, "-c", "import yigai"),
        (sys.executable, "-c", "import yigai; [getattr(yigai, name) for name in yigai.__all__]"),
    )
    print(f"python alone {empty:.3f} s; import attrs, cattrs, pendulum {libraries:.3f} s")
    print(f"import yigai and fetch every public name {whole:.3f} s (no budget)")
    heavy = loaded_heavy()
    print(f"heavy modules loaded: {', '.join(heavy) or 'none'}")
    report(
        Figure(what="import yigai", measured=door, budget=MOST * libraries),
        Figure(what="heavy modules loaded by import yigai", measured=len(heavy), budget=0, unit=""),
    )


if __name__ == "__main__":
    main()
