"""Background work: the worker prints, no page ever waits for it."""

from django.apps import apps
from django_tasks import task

# The model by its name: it puts these tasks in the queue, so this module cannot import it.


@task()
def make(rendering_pk):
    """Print one rendering that was asked for."""
    for rendering in apps.get_model("documents", "Rendering").objects.filter(pk=rendering_pk):
        rendering.make()


@task()
def rescue(rendering_pk):
    """Look whether a rendering that was begun is still being printed."""
    for rendering in apps.get_model("documents", "Rendering").objects.filter(pk=rendering_pk):
        rendering.rescue()
