"""What a warm worker takes for a book: python -m actionplan.benchmarks.worker SLUG, as JSON.

The same book is printed first, after one item changed, and asked for once more as it is.
"""

import json
import os
import resource
import sys
import time


def main(slug):
    from documents.plan_book import compose
    from documents.rendering import Rendering
    from plans.models import PlanVersion
    from projects.models import Project

    version = PlanVersion.objects.with_plan().get(plan__organization__slug=slug)
    warm(version)
    made, told = [], {}

    def measure(name):
        rendering = Rendering.ask(version, "pdf", by=None)
        told[name] = timed(rendering.make)
        if not rendering.is_ready:
            raise RuntimeError(rendering.error)
        made.append(rendering)

    measure("first")
    groups = [group for chapter in compose(version).chapters for group in chapter.groups]
    middle = sorted(groups, key=lambda group: len(group.rows))[len(groups) // 2]
    items = Project.objects.filter(version=version)
    items.filter(line__code=middle.rows[0].code).update(budget=123456)
    measure("one budget changed")
    items.filter(line__code=middle.rows[-1].code).update(name="ปรับปรุงศูนย์พัฒนาเด็กเล็ก")
    measure("one name changed")
    for _ in range(2):  # by then what it was made from is known, see documents/unchanged.py
        Rendering.ask(version, "pdf", by=None)
    told["unchanged"] = timed(lambda: made.append(Rendering.ask(version, "pdf", by=None)))
    if made[-1].pk != made[-2].pk or len({one.sha256 for one in made}) != 3:
        raise RuntimeError("what changed was not printed again, or what did not was")
    print(json.dumps({**told, "pages": made[-1].pages, "bytes": made[-1].size}))


def warm(version):
    """Print one page, as a worker has that is not new."""
    from documents.book_parts import Cutter
    from documents.plan_book import compose
    from documents.press import print_part

    print_part(Cutter(compose(version)).parts()[0])


def timed(work):
    """Return [seconds, CPU seconds, those of ended children included] of some work."""
    began, before = time.perf_counter(), cpu()
    work()
    return [time.perf_counter() - began, cpu() - before]


def cpu():
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, -1))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplan.settings")
    django.setup()
    main(sys.argv[1])
