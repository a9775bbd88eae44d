"""Print what a version's readiness finds; exit 1 while something must be mended."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from organizations.models import Organization
from plans.models import PlanVersion
from projects.readiness import counts_of, findings, open_findings


class Command(BaseCommand):
    help = "Check a plan version: exit 0 when it may be sent on, 1 with what must be mended first."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument("--version", dest="plan_version", default="original")
        parser.add_argument("--json", action="store_true")

    def create_parser(self, prog_name, subcommand, **kwargs):
        # Django's own --version would otherwise take the name that every command here shares.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, slug, year, plan_version, **options):
        version = version_at(slug, year, plan_version)
        found = open_findings(findings(version))
        counts = counts_of(found)
        for finding in found:
            if finding.is_must:
                self.stderr.write(finding.sentence)
            elif not options["json"]:
                self.stdout.write(f"{finding.level.label}: {finding.sentence}")
        if options["json"]:
            content = {"findings": [row(finding) for finding in found], "counts": counts}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"ต้องแก้ {counts['must']} ข้อ ควรตรวจ {counts['should']} ข้อ")
        if counts["must"]:
            sys.exit(1)


def version_at(slug, year, plan_version):
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise CommandError(f"ไม่พบองค์กร {slug}", returncode=2)
    try:
        versions = PlanVersion.objects.filter(plan__organization=organization)
        return versions.get_at(year, plan_version)
    except Http404:
        message = f"ไม่พบแผนปี {year} ฉบับ {plan_version} ของ {slug}"
        raise CommandError(message, returncode=2) from None


def row(finding):
    return {
        "level": finding.level.value,
        "code": finding.code.value,
        "item": finding.item_code,
        "field": finding.field,
        "message": finding.message,
        "value": finding.value,
    }
