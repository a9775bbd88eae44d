"""Print precision and recall of the comparison on the pairs labelled by hand."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand

from projects.overlaps.measuring import labelled_pairs, measured

LABELLED = settings.BASE_DIR / "data" / "duplicates" / "pairs.csv"


class Command(BaseCommand):
    help = "Measure the search for duplicates on data/duplicates/pairs.csv."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--wrong", action="store_true", help="list the pairs it gets wrong")

    def handle(self, *args, **options):
        found = labelled_pairs(LABELLED)
        parts = {
            "tuned": [pair for pair in found if not pair.is_held_out],
            "held": [pair for pair in found if pair.is_held_out],
            "all": found,
        }
        content = {name: figures(measured(rows)) for name, rows in parts.items()}
        if options["json"]:
            self.stdout.write(json.dumps(content, indent=1))
            return
        for name, row in content.items():
            self.stdout.write(
                f"{name:6} {row['pairs']:4} pairs  precision {row['precision']:.3f}"
                f"  recall {row['recall']:.3f}  wrong {row['wrong']}  missed {row['missed']}"
            )
        for pair in found if options["wrong"] else []:
            if pair.is_likely != pair.is_same:
                word = "missed" if pair.is_same else "wrong"
                self.stdout.write(f"{word}: {pair.one.name} | {pair.other.name}")


def figures(measure):
    return {
        "pairs": measure.pairs, "right": measure.right, "wrong": measure.wrong,
        "missed": measure.missed, "precision": round(measure.precision, 4),
        "recall": round(measure.recall, 4),
    }  # fmt: skip
