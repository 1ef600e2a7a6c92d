"""Reading a big CSV table of cases, every cell strictly, against what `csv` alone takes for the same file.

Run by hand from the root of the repository: `python -m benchmarks.read_csv`.
"""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

from benchmarks.harness import Figure, median_of, peak_megabytes, report

from yigai.files.activity import read_activity

CASES, RUNS = 100_000, 3
MOST_TIMES = 40
HEADINGS = (
    "病例号",
    "机构编码",
    "病组编码",
    "总费用",
    "个人支付",
    "住院天数",
    "入院日期",
    "出院日期",
    "完整病例",
)


def write(path: Path) -> None:
    """The same made-up table every time."""
    draw = random.Random(20241231)  # noqa: S311 (made-up figures, no secrets)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for at in range(CASES):
            cost, days = draw.randint(100_000, 9_000_000), draw.randint(1, 27)
            month = draw.randint(1, 12)
            writer.writerow(
                (
                    f"c{at:06d}",
                    f"h{draw.randrange(20):02d}",
                    f"g{draw.randrange(500):03d}",
                    f"{cost // 100}.{cost % 100:02d}",
                    f"{cost // 400}.{cost % 100:02d}",
                    days,
                    f"2024-{month:02d}-01",
                    f"2024-{month:02d}-{days + 1:02d}",
                    "是",
                )
            )


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        write(path)
        size = path.stat().st_size / 1_000_000

        def plain() -> int:
            with path.open(encoding="utf-8", newline="") as stream:
                return sum(len(row) for row in csv.reader(stream))

        alone = median_of(plain, runs=RUNS)
        reading = median_of(lambda: read_activity(path), runs=RUNS)
        read = read_activity(path)
        places = median_of(read.places, runs=RUNS)
    assert len(read.activity.cases) == CASES
    print(f"{CASES} cases in {size:.1f} MB; csv alone {alone:.3f} s, read strictly {reading:.3f} s")
    report(
        Figure(
            what=f"read {CASES} cases, times csv alone", measured=reading / alone, budget=MOST_TIMES, unit="x"
        ),
        Figure(
            what="and where each row stands, times csv alone", measured=places / alone, budget=5, unit="x"
        ),
        Figure(what="peak memory", measured=peak_megabytes(), budget=600, unit="MB"),
    )


if __name__ == "__main__":
    main()
