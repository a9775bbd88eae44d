"""The content an announced book was printed from, so that it can be printed again, to the byte."""

import zlib

from django.db import models
from django.utils import timezone

from . import book_json


class PrintedBook(models.Model):
    """The composed book of an announced PDF: names, texts and forms as they were that day.

    Units and programs are renamed, a town changes its seal; a book composed of the rows of today
    would be another one.
    """

    rendering = models.OneToOneField(
        "documents.Rendering", models.CASCADE, related_name="printed_book"
    )
    packed = models.BinaryField()  # book_json, compressed: a tenth of its size
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"เนื้อหาของ {self.rendering}"

    @property
    def book(self):
        return book_json.loaded(zlib.decompress(bytes(self.packed)).decode())

    @classmethod
    def keep(cls, rendering, book):
        """Keep what a finished announced rendering was printed from."""
        packed = zlib.compress(book_json.dumped(book).encode())
        cls.objects.update_or_create(rendering=rendering, defaults={"packed": packed})
