"""What tests of papers share: LibreOffice, where it is installed."""

import pytest

from tests.papers.libreoffice import need_libreoffice


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice; without it the test is skipped, or fails where CSP_REQUIRE_LIBREOFFICE=1."""
    return need_libreoffice()
