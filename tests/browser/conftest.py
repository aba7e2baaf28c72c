"""The built site on a local server, and a browser that writes down what goes wrong in it.

NLVERIFY_SITE names a site that was built already. With NLVERIFY_BROWSER=required, as in CI, a
missing browser is a failure. NLVERIFY_SCREENSHOTS names a folder for pictures of what was opened.
"""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

CHROMIUM = os.environ.get("NLVERIFY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("NLVERIFY_BROWSER") == "required"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@dataclass
class Visit:
    """A page that was opened, what it loaded, and what went wrong."""

    page: object
    weights: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium without a window; without it, the tests are skipped, or fail where they are required."""
    missing = "chromium" if not CHROMIUM else ""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright"
    if missing and REQUIRED:
        pytest.fail(f"{missing}: expected a browser, got none; .ci/run installs one")
    if missing:
        pytest.skip(f"{missing} is not installed; apt-get install chromium, pip install 'nlverify[test]'")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(browser: object, request: pytest.FixtureRequest) -> Path:
    """The folder of the built site; it is built only if there is a browser to open it."""
    del browser
    built = os.environ.get("NLVERIFY_SITE")
    return Path(built) if built else request.getfixturevalue("published") / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module", params=("light-desktop", "dark-phone"))
def context(browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """A fresh profile: light or dark, as wide as a desk or as narrow as a phone."""
    scheme, size = request.param.split("-")
    width, height = SIZES[size]
    opened = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
    opened.name = request.param
    yield opened
    opened.close()


@pytest.fixture
def visit(context, address: str) -> Iterator[object]:
    """Return a function that opens a page of the site by its path."""
    pages = []

    def open_page(path: str) -> Visit:
        page = context.new_page()
        pages.append(page)
        seen = Visit(page)

        def loaded(response: object) -> None:
            seen.weights[response.url] = len(response.body())

        def asked(request: object) -> None:
            if urlsplit(request.url).netloc != urlsplit(address).netloc and not request.url.startswith("data:"):
                seen.complaints.append(f"asked another host: {request.url}")

        def said(message: object) -> None:
            if message.type in ("error", "warning"):
                seen.complaints.append(f"console: {message.text}")

        page.on("request", asked)
        page.on("response", loaded)
        page.on("console", said)
        page.on("pageerror", lambda error: seen.complaints.append(f"script: {error}"))
        page.goto(address + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        folder = os.environ.get("NLVERIFY_SCREENSHOTS")
        if folder:
            name = path.strip("/").replace("/", "-") or "home"
            page.screenshot(path=Path(folder) / f"{name}-{context.name}.png", full_page=True)
        return seen

    yield open_page
    for page in pages:
        page.close()
