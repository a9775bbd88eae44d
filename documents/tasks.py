"""Background work: the worker prints, no page ever waits for it."""

from django.apps import apps
from django_tasks import task


@task()
def make(rendering_pk):
    """Print one rendering that was asked for."""
    # By name: the model enqueues this task, so this module cannot import the model.
    apps.get_model("documents", "Rendering").objects.get(pk=rendering_pk).make()
