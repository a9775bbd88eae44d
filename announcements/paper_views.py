"""Papers of a version for its members: the notice, a draft until it is announced, and the brief."""

from documents.papers.at_once import PDF, paper_response
from documents.papers.notice_paper import NOTICE
from documents.papers.registry import PAPERS
from documents.serving import file_response
from organizations.access import member_may
from plans.access import version_at

from .brief_paper import BRIEF
from .models import Announcement


@member_may("announcements.view")
def notice(request, year, version, format):
    """Give the signed notice as it was announced, else print a draft with dots to write on."""
    version = version_at(request, year, version)
    announced = Announcement.objects.with_version().filter(version=version).first()
    if announced and announced.notice and announced.notice.is_ready and format == PDF:
        return file_response(announced.notice)
    return paper_response(PAPERS[NOTICE], version, format, announced and announced.facts)


@member_may("announcements.view")
def brief(request, year, version, format):
    version = version_at(request, year, version)
    return paper_response(PAPERS[BRIEF], version, format)
