"""What each member of a body has seen of a version, to show what changed since."""

from django.db import models, transaction
from django.utils import timezone

from organizations.models import Member
from organizations.roles import Body
from plans.models import PlanVersion


class Look(models.Model):
    """The content a member saw last before a body, and the one seen before that."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="looks")
    body = models.CharField(max_length=20, choices=Body)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    seen_hash = models.CharField(max_length=64)
    before_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)  # when `seen_hash` was seen first
    before_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("version", "body", "member", name="one_look_per_member")
        ]

    def __str__(self):
        return f"{self.member} {self.version}"

    @classmethod
    def take(cls, round, member, content_hash):
        """Note that a member sees this content now and return the Look.

        `before_hash` is what the member knew until then; opening the page again changes nothing.
        """
        with transaction.atomic():
            look, _ = cls.objects.select_for_update().get_or_create(
                version=round.version, body=round.body, member=member,
                defaults={"seen_hash": content_hash},
            )  # fmt: skip
            if look.seen_hash != content_hash:
                look.before_hash, look.before_at = look.seen_hash, look.at
                look.seen_hash, look.at = content_hash, timezone.now()
                look.save()
        return look
