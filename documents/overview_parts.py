"""What this app adds to a version's page: the tab of documents and links to the newest files."""

from plans.overview import Contribution, Part, add_tab, contributes

from .shelf import newest_files

add_tab(60, "เอกสาร", "documents:list", "documents.view")


@contributes
def links_to_files(version, member, today):
    if not member.may("documents.view"):
        return Contribution()
    files = {"files": newest_files(version)}
    return Contribution(parts=[Part(60, "documents/_part.html", files)])
