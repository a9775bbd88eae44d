"""People who sign in."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from ..fields import RepairedCharField

# Never the end of a real address (RFC 2606): whoever has none is kept under a name of this kind.
NO_MAIL = ".invalid"


class UserManager(BaseUserManager):
    def create_without_email(self, **fields):
        """Make a user who has no address and therefore never signs in with a password."""
        return self.create_user(f"{uuid4().hex}@no-email{NO_MAIL}", **fields)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in by e-mail; what they may do hangs on `Member`, not here."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField("อีเมล", unique=True)
    prefix = RepairedCharField("คำนำหน้า", max_length=40, blank=True)
    name = RepairedCharField("ชื่อและนามสกุล", max_length=200)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self):
        return f"{self.prefix}{self.name}"

    @property
    def can_be_mailed(self):
        return bool(self.email) and not self.email.endswith(NO_MAIL)

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.name
