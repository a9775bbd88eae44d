"""The mails that tell a member what waits: which things were told, so that each is told once."""

from django.db import models
from django.utils import timezone

from .members import Member


class Digest(models.Model):
    """One mail to one member; `told` keeps what it told of."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="digests")
    on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint("member", "on", name="one_digest_per_day")]

    def __str__(self):
        return f"{self.member} {self.on}"


class ToldTask(models.Model):
    """A task a member was told of by mail; never told again while it keeps its key."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="told")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # SHA-256 of the task's name
    title = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("member", "key", name="one_mail_per_task")]

    def __str__(self):
        return self.title
