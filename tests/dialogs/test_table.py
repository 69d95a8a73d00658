"""docs/features.md has the table of every dialog on every platform."""

from tests.dialogs import all_dialogs
from tests.dialogs.table import PAGE, PLATFORMS, written


def test_the_page_says_that_every_dialog_holds_on_every_platform() -> None:
    page = PAGE.read_text("utf-8")
    everywhere = {(each.name, platform): True for each in all_dialogs() for platform in PLATFORMS}

    assert written(page, everywhere) == page, "run make dialogs"
