"""Take the pictures of the documentation: `python -m scripts.screenshots [FOLDER]`, by default into docs/images.

Two sites are built and opened in Chromium: the archive's own, and the fictional one of `make demo`, which has lived
longer. Each kind of page that readers spend their time on, in both schemes, as wide as a desktop and as a phone; one
screen, which is what a reader sees.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts import demo
from tests.conftest import BROWSERS, FLAGS, ROOT, served

OWN = {"home": "", "briefing": "briefings/rutte-rada-coalition-of-the-willing/"}
DEMO = {
    "demo": "",
    "issue": "issues/insurance-for-drift-nets/#positions-over-time",
    "shifts": "issues/insurance-for-drift-nets/#shifts",
    "actor": "actors/assembly-of-the-nine-rivers/",
    "quote": "briefings/ventolin-montesereno-says-what-altovira-wants-in-return-for/#chernolist-on-granaries",
    "publisher": "publishers/kaltspring-lantern/",
    "timeline": "timeline/2025/",
    "changes": "changes/",
    "search": "search/?q=ferry+lines&stance=oppose",
}
"""Pages of the fictional archive, and where on them the picture is taken."""
BRIEFINGS = 300
SCHEMES = ("light", "dark")
SCREENS = ((1280, 900), (390, 844))


def shoot(browser: Browser, site: Path, pages: Mapping[str, str], folder: Path) -> None:
    """Take the pictures of a site's pages, as `<page>-<scheme>-<width>.png`."""
    with served(site) as address:
        for scheme, (width, height), (name, path) in product(SCHEMES, SCREENS, pages.items()):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            answer = page.goto(address + path, wait_until="networkidle")
            place = path.partition("#")[2]
            if answer is None or not answer.ok or (place and not page.locator(f"[id='{place}']").count()):
                sys.exit(f"no page {path}: change the list in {Path(__file__).name}")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", animations="disabled")
            context.close()


def main(folder: Path) -> None:
    """Build the sites, and take their pictures."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium was found")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        site = Path(place, "site")
        command = [sys.executable, "-m", "generator.cli", "build", "--content", ROOT / "content", "--site", site]
        subprocess.run(command, cwd=place, check=True)
        if demo.build(Path(place, "demo"), BRIEFINGS):
            sys.exit("the fictional archive was not built")
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        shoot(browser, site, OWN, folder)
        shoot(browser, Path(place, "demo", "site"), DEMO, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "images")
