"""What script/assets and script/test promise to the rest of the tests."""

import os
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection


@pytest.mark.django_db
def test_tests_run_on_the_database_they_were_asked_to():
    assert connection.vendor == os.environ.get("TEST_DATABASE", "sqlite")


@pytest.mark.parametrize(
    "path",
    [
        "css/site.css",
        "fonts/Sarabun-Bold.ttf",
        "fonts/Sarabun-Regular.ttf",
        "fonts/sarabun-latin-400.woff2",
        "fonts/sarabun-latin-700.woff2",
        "fonts/sarabun-thai-400.woff2",
        "fonts/sarabun-thai-700.woff2",
        "js/htmx.min.js",
        "js/site.js",
    ],
)
def test_the_build_holds_what_pages_link_to(path):
    assert finders.find(path)


def test_the_style_sheet_loads_nothing_from_elsewhere():
    css = (settings.BASE_DIR / "build" / "static" / "css" / "site.css").read_text()

    assert re.findall(r"url\([\"']?(?:https?:)?//", css) == []


def test_the_lock_file_names_no_registry():
    lock = (settings.BASE_DIR / "package-lock.json").read_text()

    assert re.findall(r'"resolved"', lock) == []


def test_every_icon_of_the_templates_exists():
    named = set()
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        named.update(re.findall(r'{% icon "([^"]+)"', template.read_text()))
    drawn = {path.stem for path in (settings.BASE_DIR / "build" / "icons").glob("*.svg")}

    assert named - drawn == set()


def test_no_template_holds_a_script_or_a_style():
    found = [
        str(template.relative_to(settings.BASE_DIR))
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        if "documents" not in template.parts
        and re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", template.read_text())
    ]

    assert found == []
