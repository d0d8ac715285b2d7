"""The door for MkDocs: calls the pipeline before a build, and watches content and templates under `mkdocs serve`."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from generator import ledger, lock, pipeline, processes, publish, report, search, site
from generator.model import Page
from generator.pipeline import reading
from generator.plugin import serving, watching
from generator.plugin.frames import FramesConfig, FramesPlugin
from generator.problem import Problem

log = logging.getLogger("mkdocs.plugins.briefings")


class BriefingsConfig(FramesConfig):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to `mkdocs.yml`."""
    templates = config_options.Type(str, default="templates")
    """The archive's own templates, relative to `mkdocs.yml`; there need be none."""
    drafts = config_options.Type(bool, default=False)
    """Whether drafts are shown."""
    first = config_options.Type(bool, default=False)
    """Whether a server shows a saved briefing at once, and builds the rest behind it, the search index with it; for
    settings that have no other plugin, whose `docs_dir` is the server's own."""
    served = config_options.Optional(config_options.Type(str))
    """The pages that such a server serves meanwhile, whose search index is made fresh before all that is built behind
    them."""


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
        self.shown: pipeline.Shown | None = None
        self.server: serving.Server | None = None
        self.told: tempfile.TemporaryDirectory[str] | None = None
        """Where the file stands by which a server is told of what is saved."""
        self.seen: watching.Looks = {}
        """How all files looked that the first build of a server read."""
        self.behind = False
        """Whether another process builds what nobody should wait for."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember what MkDocs was called for; it ends as tidily when asked to as at Ctrl-C."""
        self.command, self.dirty = command, dirty
        signal.signal(signal.SIGTERM, signal.default_int_handler)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate the pages, or tell what is wrong and leave the old ones; a build goes beside the old site first."""
        self.held.enter_context(lock.folder(Path(config.docs_dir), lambda: log.info("Waiting for another build here")))
        self.shown = None
        self.behind = self.command == "serve" and self.config.first and self._framed(config)
        if self.command == "serve" and not self.served:
            self.seen = watching.look(self._read(config))
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
        self.old = serving.last_good(self.place) if self.command == "serve" else None
        if self.command == "build" and not self.dirty:
            new, _ = self.held.enter_context(site.replacing(Path(config.site_dir)))
            config.site_dir = str(new)

    @processes.uncollected()
    def _generate(self, config: MkDocsConfig) -> None:
        content = self._path(config, self.config.content)
        docs, templates = Path(config.docs_dir), self._path(config, self.config.templates)
        settings, remembered = pipeline.site_settings(dict(config)), ledger.cache(docs)
        try:
            found = reading.content(content, remembered)
            if self.command == "build":
                reworded = pipeline.reword(
                    found, settings, docs, drafts=self.config.drafts, strict=config.strict, templates=templates
                )
                if reworded:
                    self._tell(reworded.problems, found, config)
                    self._show_index(docs)
                    return
            result = pipeline.load(content, pipeline.today(), remembered, found=found)
            self._tell(result.problems, found, config)
            self.shown = pipeline.shown(result, drafts=self.config.drafts)
            del result
            pipeline.write(
                self.shown, settings, docs, templates=templates,
                has_index=not self.behind, indexed=partial(self._show_index, docs),
            )  # fmt: skip
        except site.EngineError as error:
            raise PluginError(str(error)) from error
        except OSError as error:
            raise PluginError(f"{error.filename or self.config.content}: {error.strerror}") from error

    def _tell(self, problems: Sequence[Problem], found: reading.Content, config: MkDocsConfig) -> None:
        """Tell what is wrong with the content; raise where it is an error."""
        where = Path(os.path.relpath(self._path(config, self.config.content)))
        told = report.render(
            problems, found.texts, lambda file: (where / file).as_posix(), "human", strict=config.strict
        )
        if any(report.severity(problem, strict=config.strict) == "error" for problem in problems):
            raise PluginError(f"the content is at fault; nothing was built\n{told}")
        if told:
            log.info("\n%s", told)

    def _show_index(self, docs: Path) -> None:
        """Give pages that are served meanwhile the search index that is made."""
        if self.config.served:
            publish.folder(docs / search.FOLDER, Path(self.config.served) / search.FOLDER)

    def _path(self, config: MkDocsConfig, folder: str) -> Path:
        return Path(config.config_file_path).parent / folder

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put pages into frames."""
        super().on_post_build(config=config)
        self.finished = True
        if self.command != "build":
            self.held.close()
        if self.server and self.server.rest:
            self._follow(self.server, self.server.rest, config)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was."""
        self.finished = False
        self.held.__exit__(type(error), error, error.__traceback__)

    def on_shutdown(self) -> None:
        """Put a site that was finished in the place of the old one."""
        if self.server:
            self.server.end()
        if self.told:
            self.told.cleanup()
        if self.finished:
            self.held.close()
        else:
            self.held.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch what authors write, and not what is generated of it; keep the last good pages."""
        server.unwatch(config.docs_dir)
        self.served = True
        self.told = tempfile.TemporaryDirectory(prefix="briefings-")  # of the server's own, so that nobody deletes it
        mark = Path(self.told.name, "saved")
        mark.touch()
        server.watch(str(mark))
        content, pages = self._path(config, self.config.content).resolve(), Path(config.site_dir)
        watch = watching.Watch(self._read(config), content, self.seen, mark.touch)
        self.server = serving.Server(pages, content, watch, server.builder)
        if self.config.first:
            self.server.rest = serving.Rest(serving.rest_settings(config), pages, mark.touch)
            self._follow(self.server, self.server.rest, config)
        watch.start()
        server.builder = self.server
        return server

    def _read(self, config: MkDocsConfig) -> list[Path]:
        """The files and folders that a build reads."""
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        paths = [
            self._path(config, self.config.content), self._path(config, self.config.templates), site.TEMPLATES,
            *map(Path, own), Path(config.config_file_path), *map(Path, config.watch),
        ]  # fmt: skip
        return list(dict.fromkeys(path.resolve() for path in paths))

    def _follow(self, server: serving.Server, rest: serving.Rest, config: MkDocsConfig) -> None:
        """Let the server know the pages that are built, and have the rest built."""
        if self.shown and self.behind:
            rest.start()
        if self.shown and self.framed:
            templates = pipeline.Templates(
                pipeline.site_settings(dict(config)), Path(config.docs_dir), self._path(config, self.config.templates),
                self.shown.content.texts.digests, drafts=self.shown.drafts,
            )  # fmt: skip
            gc.freeze()  # what is kept is never garbage, and looking for some in it would hold up saves
            server.known = serving.Pages(self.shown, templates, self.framed, self.places)
        else:
            server.known = None


def _fault_page(told: str) -> Page:
    lines = "\n".join(f"    {line}" for line in told.splitlines())
    return Page("index.md", f"---\ntitle: Nothing to show yet\n---\n\n# Nothing to show yet\n\n{lines}\n")
