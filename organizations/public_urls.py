"""What anybody may see of an organization itself."""

from django.urls import path

from . import views

urlpatterns = [path("<slug:organization>/seal/", views.seal, name="seal")]
