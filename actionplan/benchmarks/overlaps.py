"""The search for duplicates: 2,000 new works against 20,000 old, in a process of its own."""

import csv
import random
import sys

from django.conf import settings

from . import timing

NEW, OLD = 2_000, 20_000
HEAD = ["duplicates", "seconds", "× reading", "peak MB"]
FILES = ["nakhonsawan_city_devplan_2566_2570", "local_2565_specific_grants"]


def rows():
    """Yield the baseline, which only reads the names, then the search."""
    command = [sys.executable, "-m", "actionplan.benchmarks.overlaps"]
    baseline, peak = timing.process([*command, "read"])
    yield "22,000 works read (baseline)", f"{baseline:.2f}", "1.0", peak
    for part, label in [("compare", "2,000 against 20,000"), ("within", "2,000 among themselves")]:
        seconds, peak = timing.process([*command, part])
        yield label, f"{seconds:.2f}", f"{seconds / baseline:.1f}", peak


def works(count, seed):
    """Return works made of real names, each put into a village and a length of its own."""
    from projects.overlaps.comparing import Work

    chance = random.Random(seed)
    names = real_names()
    made = []
    for number in range(count):
        name = chance.choice(names)
        if "ถนน" in name or "ผิวจราจร" in name or chance.random() < 0.4:
            name = f"{name} หมู่ที่ {chance.randint(1, 20)}"
        place = f"หมู่ที่ {chance.randint(1, 20)}" if chance.random() < 0.2 else ""
        made.append(Work((seed, number), name, "", place, year=2560 + seed))
    return made


def real_names():
    """Return the names of the shipped lists, each once."""
    folder = settings.BASE_DIR / "data" / "projects"
    found = {}
    for file in FILES:
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
            found.update((row["project_name"], None) for row in csv.DictReader(stream))
    return list(found)


def main(part):
    from projects.overlaps.comparing import pairs

    new, old = works(NEW, 8), works(OLD, 7)
    if part == "compare":
        print(len(pairs(new, old)))
    if part == "within":
        print(len(pairs(new)))


if __name__ == "__main__":
    main(sys.argv[1])
