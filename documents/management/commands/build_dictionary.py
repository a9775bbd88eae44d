from django.core.management.base import BaseCommand

from documents import dictionary
from documents.makers import FONTS, font_file


class Command(BaseCommand):
    help = "Build data/thai/thbrk.tri again: libthai's words with the names of data/."

    def handle(self, **options):
        target = dictionary.DIRECTORY / "thbrk.tri"
        dictionary.build(target, font_file(FONTS[0]))
        self.stdout.write(str(target))
