"""Background work: a long log is walked by the worker, no page waits for it."""

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .chain import check
from .models import Member

WAITING = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


@task()
def check_log(organization_pk, member_pk):
    """Walk the chain of an organization and keep what was found."""
    member = Member.objects.select_related("organization").get(pk=member_pk)
    check(member.organization, by=member)


def is_being_checked(organization):
    """Say whether the worker walks the chain, or will."""
    asked = DBTaskResult.objects.filter(task_path=check_log.module_path, status__in=WAITING)
    return asked.filter(args_kwargs__args__0=organization.pk).exists()
