"""The door for MkDocs: calls the pipeline before a build, and watches content and templates under `mkdocs serve`."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer

from generator import lock, pipeline, publish, report, search, site
from generator.archive import Archive
from generator.model import Page
from generator.plugin.frames import FramesConfig, FramesPlugin

log = logging.getLogger("mkdocs.plugins.briefings")


class BriefingsConfig(FramesConfig):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to `mkdocs.yml`."""
    templates = config_options.Type(str, default="templates")
    """The archive's own templates, relative to `mkdocs.yml`; there need be none."""
    drafts = config_options.Type(bool, default=False)
    """Whether drafts are shown."""


class BriefingsPlugin(FramesPlugin):  # type: ignore[no-untyped-call]
    """Generates the pages of the archive before MkDocs reads them."""

    config_class = BriefingsConfig
    config: BriefingsConfig

    def __init__(self) -> None:
        super().__init__()
        self.command = ""
        self.dirty = False
        self.served = False
        self.finished = False
        self.held = contextlib.ExitStack()
        self.archive: Archive | None = None
        self.writing = threading.Lock()
        """Held while files of the index are put in their places."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember what MkDocs was called for; it ends as tidily when asked to as at Ctrl-C."""
        self.command, self.dirty = command, dirty
        signal.signal(signal.SIGTERM, signal.default_int_handler)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate the pages, or tell what is wrong and leave the old ones; a build goes beside the old site first."""
        self.held.enter_context(lock.folder(Path(config.docs_dir), lambda: log.info("Waiting for another build here")))
        self.archive = None
        try:
            self._generate(config)
        except PluginError as error:
            if self.command != "serve" or self.served:
                raise
            # A server that begins with faulty content has no pages yet: what to mend is the page.
            log.error("%s", error)  # noqa: TRY400 - no traceback for content
            names = publish.pages([_fault_page(str(error))], Path(config.docs_dir))
            publish.prune(Path(config.docs_dir), names, search.FOLDER)
            config.nav = [{"Home": "index.md"}]
        self.place = Path(config.site_dir)
        self.old = _last(self.place) if self.command == "serve" else None
        if self.command == "build" and not self.dirty:
            new, _ = self.held.enter_context(site.replacing(Path(config.site_dir)))
            config.site_dir = str(new)

    def _generate(self, config: MkDocsConfig) -> None:
        content = self._path(config, self.config.content)
        where = Path(os.path.relpath(content))
        try:
            remembered = Path(config.docs_dir).parent / "cache"
            result = pipeline.load(content, pipeline.today(), remembered)
            told = report.render(
                result.problems, result.texts, lambda file: (where / file).as_posix(), "human", strict=config.strict
            )
            if result.failed(strict=config.strict):
                raise PluginError(f"the content is at fault; nothing was built\n{told}")
            if told:
                log.info("\n%s", told)
            self.archive = result.archive
            pipeline.write_pages(
                result.archive,
                pipeline.site_settings(dict(config)),
                Path(config.docs_dir),
                result.written,
                result.utterances,
                drafts=self.config.drafts,
                templates=self._path(config, self.config.templates),
            )
            if self.command != "serve":
                pipeline.write_index(
                    pipeline.make_index(result.archive, drafts=self.config.drafts), Path(config.docs_dir)
                )
        except site.EngineError as error:
            raise PluginError(str(error)) from error
        except OSError as error:
            raise PluginError(f"{error.filename or self.config.content}: {error.strerror}") from error

    def _path(self, config: MkDocsConfig, folder: str) -> Path:
        return Path(config.config_file_path).parent / folder

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put pages into frames; under `mkdocs serve` make search fresh behind them, which don't wait for it."""
        super().on_post_build(config=config)
        try:
            site.finish(Path(config.site_dir))
        except OSError as error:
            raise PluginError(f"{error.filename}: {error.strerror}") from error
        self.finished = True
        if self.command != "build":
            self.held.close()
        if self.command == "serve" and self.archive:
            folders = [Path(config.docs_dir), Path(config.site_dir)]
            threading.Thread(target=self._index, args=(self.archive, folders), daemon=True).start()

    def _index(self, archive: Archive, folders: list[Path]) -> None:
        index = dict(pipeline.make_index(archive, drafts=self.config.drafts))
        with self.writing:
            if archive is not self.archive:  # somebody has saved again
                return
            try:
                for folder in folders:
                    pipeline.write_index(index.items(), folder)
            except OSError as error:
                log.warning("the search index could not be written: %s", error)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was."""
        self.finished = False
        self.held.__exit__(type(error), error, error.__traceback__)

    def on_shutdown(self) -> None:
        """Put a site that was finished in the place of the old one."""
        if self.finished:
            self.held.close()
        else:
            self.held.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch what authors write, and not what is generated of it; keep the last good pages."""
        server.unwatch(config.docs_dir)
        own = config.theme.custom_dir
        folders = [
            self._path(config, self.config.content), self._path(config, self.config.templates), site.TEMPLATES,
            *([Path(own)] if own else []),
        ]  # fmt: skip
        watched = {folder.resolve() for folder in folders if folder.is_dir()}
        for folder in watched:
            if watched.isdisjoint(folder.parents):
                server.watch(str(folder))
        self.served = True
        server.builder = _keeping(Path(config.site_dir), server.builder, self.writing, dirty=self.dirty)
        return server


def _last(pages: Path) -> Path:
    """Where the last good pages of a server stand while new ones are built."""
    return pages.with_name(f"{pages.name}.last")


def _keeping(pages: Path, build: Callable[[], None], writing: threading.Lock, *, dirty: bool) -> Callable[[], None]:
    """A build that brings the last good pages back where it fails; MkDocs's own would let every request hang."""
    last = _last(pages)

    def attempt() -> None:
        with writing:
            if dirty:  # which builds upon what is there
                shutil.copytree(pages, last)
            else:
                pages.rename(last)
        try:
            build()
        except Exception as error:
            shutil.rmtree(pages, ignore_errors=True)
            last.rename(pages)
            if not isinstance(error, Abort):  # which MkDocs has told already
                log.error("%s", error, exc_info=not isinstance(error, MkDocsException))  # noqa: TRY400
            log.error("The last good pages are served until this is mended")  # noqa: TRY400
        finally:
            shutil.rmtree(last, ignore_errors=True)

    return attempt


def _fault_page(told: str) -> Page:
    lines = "\n".join(f"    {line}" for line in told.splitlines())
    return Page("index.md", f"---\ntitle: Nothing to show yet\n---\n\n# Nothing to show yet\n\n{lines}\n")
