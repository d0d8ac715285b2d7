"""Take the pictures of the documentation: `python -m scripts.screenshots [FOLDER]`, by default into docs/images.

The archive's own site is built and opened in Chromium: each kind of page that readers spend their time on, in both
schemes, as wide as a desktop and as a telephone; the first screen, which is what a reader sees.
"""

import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import BROWSERS, FLAGS, ROOT

PAGES = {
    "home": "",
    "briefing": "briefings/rutte-rada-coalition-of-the-willing/",
    "issue": "issues/supporters-forces-in-ukraine/",
    "actor": "actors/mark-rutte/",
}
SCHEMES = ("light", "dark")
SCREENS = ((1280, 900), (390, 844))


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def shoot(browser: Browser, address: str, folder: Path) -> None:
    """Take every picture, as `<page>-<scheme>-<width>.png`."""
    for scheme, (width, height) in product(SCHEMES, SCREENS):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        for name, path in PAGES.items():
            answer = page.goto(address + path, wait_until="networkidle")
            if answer is None or not answer.ok:
                sys.exit(f"no page {path}: change PAGES in {Path(__file__).name}")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", animations="disabled")
        context.close()


def main(folder: Path) -> None:
    """Build the site, and take its pictures."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium was found")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        site = Path(place, "site")
        command = [sys.executable, "-m", "generator.cli", "build", "--content", ROOT / "content", "--site", site]
        subprocess.run(command, cwd=place, check=True)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=program, args=FLAGS)
                shoot(browser, f"http://127.0.0.1:{server.server_port}/", folder)
                browser.close()
            server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "images")
