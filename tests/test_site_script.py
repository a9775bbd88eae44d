"""The small script of the pages, in a real browser: what it adds, and that it says the same."""

import os
import shutil
from decimal import Decimal

import pytest
from django.conf import settings

from thai.baht import baht_text, format_money

# Playwright keeps an event loop in the test's thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SCRIPT = settings.BASE_DIR / "static" / "js" / "site.js"
EMPTY = '<main id="content"></main>'
MONTHS = """
<main id="content"><form method="post"><fieldset data-months><div class="years">
<div data-year="2568">
<input type="checkbox" data-short="ต.ค."><input type="checkbox" data-short="พ.ย.">
<input type="checkbox" data-short="ธ.ค." checked>
</div>
<div data-year="2569">
<input type="checkbox" data-short="ม.ค." checked><input type="checkbox" data-short="ก.พ.">
<input type="checkbox" data-short="มี.ค." checked>
</div></div></fieldset></form></main>"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox"],
    }


@pytest.fixture
def show(page):
    """Return a function that opens a page made of the given HTML with the script in it."""

    def open_page(html):
        page.set_content(html)
        page.add_script_tag(path=SCRIPT)
        return page

    return open_page


def test_an_amount_is_repeated_in_the_words_of_the_documents(show):
    typed = [
        "0",
        "1",
        "11",
        "21",
        "101",
        "498000",
        "1000001",
        "21000000",
        "4282695172.50",
        "0.01",
        "1.21",
    ]
    said = show(EMPTY).evaluate("typed => typed.map(moneyEcho)", typed)

    amounts = [Decimal(text) for text in typed]
    assert said == [f"{format_money(amount)} บาท ({baht_text(amount)})" for amount in amounts]


def test_an_amount_that_is_none_is_not_repeated(show):
    typed = ["สี่แสน", "4,98o", "-5", "1.234", ""]

    assert show(EMPTY).evaluate("typed => typed.map(moneyEcho)", typed) == [""] * 5


def test_a_date_is_repeated_with_its_weekday(show):
    typed = ["16/9/2568", "16 ก.ย. 2568", "๑๖ กันยายน พ.ศ. ๒๕๖๘"]

    said = show(EMPTY).evaluate("typed => typed.map(dateEcho)", typed)
    assert said == ["วันอังคารที่ 16 กันยายน 2568"] * 3


def test_a_date_that_is_none_is_not_repeated(show):
    typed = ["31/2/2568", "16/9/2025", "พรุ่งนี้", ""]

    assert show(EMPTY).evaluate("typed => typed.map(dateEcho)", typed) == [""] * 4


def test_the_months_chosen_are_said_in_words(show):
    page = show(MONTHS)

    assert page.get_by_role("status").inner_text() == "เลือก 3 เดือน: ธ.ค. 2568, ม.ค. 2569, มี.ค. 2569"
    page.get_by_role("button", name="ทั้งปี").click()
    assert (
        page.get_by_role("status").inner_text() == "เลือก 6 เดือน: ต.ค. – ธ.ค. 2568, ม.ค. – มี.ค. 2569"
    )
    page.get_by_role("button", name="ล้าง").click()
    assert page.get_by_role("status").inner_text() == "ยังไม่ได้เลือกเดือน"


def test_the_first_box_of_errors_is_focused(show):
    page = show('<main id="content"><div id="error-summary" tabindex="-1">มี 2 ข้อ</div></main>')

    assert page.evaluate("document.activeElement.id") == "error-summary"


def test_a_second_click_sends_nothing(show):
    page = show('<main id="content"><form method="post"><button>ส่ง</button></form></main>')

    sent = page.evaluate(
        """() => {
            const form = document.querySelector("form");
            const answers = [];
            document.addEventListener("submit", (event) => {
                answers.push(event.defaultPrevented);
                event.preventDefault();
            });
            form.requestSubmit();
            form.requestSubmit();
            return answers;
        }"""
    )

    assert sent == [False, True]


def test_a_password_can_be_shown(show):
    page = show(
        '<main id="content"><label for="p">รหัส</label>'
        '<input type="password" id="p" data-reveal></main>'
    )

    page.get_by_label("แสดงรหัสผ่าน").check()

    assert page.locator("#p").get_attribute("type") == "text"
