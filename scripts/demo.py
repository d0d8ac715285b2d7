"""Make a fictional archive, build its site and serve it: `python -m scripts.demo [N] [--port 8000] [--only-build]`.

All of it stands in build/demo, which git ignores. What is there already and would come out the same is kept. It needs
nothing that building a site does not need.
"""

from __future__ import annotations

import argparse
import contextlib
import http.server
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks import maker
from generator import stamp

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "demo"
SETTINGS = """\
site_name: Demo archive (fictional)
site_description: A made-up archive, to try the engine with. Nobody in it exists, and nobody said what is quoted here.
extra:
  notice: "Fictional: a program made all of this up. No person, state, paper or quotation here is real."
"""
MAKES = ROOT / "benchmarks" / "maker"
"""What the content depends on."""


def main() -> int:
    """Make, build and serve; the exit codes are those of `briefings`."""
    parser = argparse.ArgumentParser(prog="python -m scripts.demo", description="Show a fictional archive.")
    parser.add_argument("count", nargs="?", type=int, default=300, metavar="N", help="how many briefings (300)")
    parser.add_argument("--folder", type=Path, default=FOLDER, metavar="DIR", help="where all of it goes (build/demo)")
    parser.add_argument("--port", type=int, default=8000, help="port on this computer (8000; 0 is any that is free)")
    parser.add_argument("--only-build", action="store_true", help="do not serve")
    args = parser.parse_args()
    if args.count < 1:
        parser.error("an archive has at least one briefing")
    server = None if args.only_build else listening(args.folder / "site", args.port)
    if isinstance(server, str):
        print(f"demo: {server}", file=sys.stderr)
        return 3
    failed = build(args.folder, args.count)
    if failed or server is None:
        return failed
    print(f"The fictional archive is at http://127.0.0.1:{server.server_port}/ until you press Ctrl-C.", flush=True)
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0


def build(folder: Path, count: int) -> int:
    """Make the archive and its site, unless they stand there; gives the exit code of the build."""
    folder.mkdir(parents=True, exist_ok=True)
    content, made = folder / "content", folder / "made"
    wanted = stamp.read([MAKES], [count])
    if not content.is_dir() or _read(made) != wanted:
        print(f"making {count} briefings …", file=sys.stderr)
        made.unlink(missing_ok=True)
        shutil.rmtree(content, ignore_errors=True)
        maker.make(count, content)
        made.write_text(wanted, "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (folder / "build").mkdir(exist_ok=True)
    env = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPOSITORY_URL")}
    build = [sys.executable, "-m", "generator.cli", "build"]
    return subprocess.run(build, cwd=folder, env=env, stdout=sys.stderr, check=False).returncode


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a site, with its own page where there is none, and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's page for what isn't there."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None


def listening(site: Path, port: int) -> http.server.ThreadingHTTPServer | str:
    """A server of that folder on this computer alone; where the port can't be had, why not."""
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(Pages, directory=str(site)))
    except (OSError, OverflowError):
        return f"port {port} can't be had; choose another with `make demo PORT=…`"


if __name__ == "__main__":
    sys.exit(main())
