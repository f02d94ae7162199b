"""A browser for the report, the same as the page's."""

from tests.web.conftest import browser as browser
