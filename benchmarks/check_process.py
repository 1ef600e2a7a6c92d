"""The whole process of one check, from the shell's prompt to the last line of the report.

Run by hand from the root of the repository: `python -m benchmarks.check_process`.
"""

from __future__ import annotations

import sys

from benchmarks.harness import BASELINE, Figure, medians_of_commands, report

CHECK = (
    sys.executable, "-m", "yigai",
    "check", "heyuan-2023", "--against", "national-2023h2", "--as-of", "2023-12-31",
)  # fmt: skip


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    libraries, help_only, check = medians_of_commands(BASELINE, (sys.executable, "-m", "yigai", "-h"), CHECK)
    print(f"import attrs, cattrs, pendulum {libraries:.3f} s; yigai -h {help_only:.3f} s (no budget)")
    report(Figure(what="yigai check, whole process", measured=check, budget=2 * libraries + 0.3))


if __name__ == "__main__":
    main()
