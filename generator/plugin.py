"""The door for MkDocs: calls the pipeline before a build, and watches content and templates under `mkdocs serve`."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from generator import pipeline, publish, report, site

log = logging.getLogger("mkdocs.plugins.briefings")


class BriefingsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to `mkdocs.yml`."""
    drafts = config_options.Type(bool, default=False)
    """Whether drafts are shown."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]
    """Generates the pages of the archive before MkDocs reads them."""

    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs's own words
        """Remember whether a server runs: it keeps the last good pages."""
        self.serving = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate the pages, or tell what is wrong and leave the old ones."""
        content = Path(config.config_file_path).parent / self.config.content
        try:
            result = pipeline.load(content, pipeline.today())
            if result.problems:
                form = report.render(
                    result.problems, result.texts, lambda file: os.path.relpath(content / file), "human", strict=False
                )
                log.info("\n%s", form)
            if result.failed():
                raise PluginError("the content is at fault; nothing was built")  # noqa: TRY301 - told below when serving
            settings = pipeline.site_settings(dict(config))
            publish.pages(
                pipeline.make_pages(result.archive, settings, drafts=self.config.drafts), Path(config.docs_dir)
            )
        except PluginError as error:
            if not self.serving:
                raise
            log.error("%s", error)  # noqa: TRY400 - no traceback for content
        except OSError as error:
            raise PluginError(f"{error.filename or content}: {error.strerror}") from error

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the search index."""
        try:
            site.index(Path(config.site_dir))
        except site.EngineError as error:
            raise PluginError(f"the search index failed: {error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch what authors write, and not what is generated of it."""
        server.unwatch(config.docs_dir)
        for folder in (Path(config.config_file_path).parent / self.config.content, site.TEMPLATES):
            server.watch(str(folder))
        return server
