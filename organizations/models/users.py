"""People who sign in."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from ..fields import RepairedCharField


class UserManager(BaseUserManager):
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

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.name
