"""Background work: the worker prints, no page ever waits for it."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

# The model by its name: it puts these tasks in the queue, so this module cannot import it.


@task()
def make(rendering_pk):
    """Print one rendering that was asked for; once a day tidy up after it."""
    for rendering in apps.get_model("documents", "Rendering").objects.filter(pk=rendering_pk):
        rendering.make()
    yesterday = timezone.now() - timedelta(days=1)
    if not DBTaskResult.objects.filter(
        task_path=tidy.module_path, enqueued_at__gt=yesterday
    ).exists():
        tidy.enqueue()


@task()
def rescue(rendering_pk):
    """Look whether a rendering that was begun is still being printed."""
    for rendering in apps.get_model("documents", "Rendering").objects.filter(pk=rendering_pk):
        rendering.rescue()


@task()
def tidy():
    """Remove the files and rows that the rules no longer keep."""
    import_string("documents.tidying.tidy")()
