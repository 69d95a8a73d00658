from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.authoring.exporting.browser import MISSING, Reader, installed, launched


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all that look at pages; without one, they are skipped."""
    executable = installed()
    if executable is None:
        pytest.skip(MISSING)
    with launched(executable) as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    """Opens pages, of which none may complain or ask for anything."""
    reader = Reader(browser=browser, folder=tmp_path)
    yield reader
    reader.close()
    assert reader.complaints == []
    assert reader.requests == []
