"""Pages in frames: MkDocs builds a few pages of each kind, and the others are put into the frames of these.

Only hooks and names that MkDocs documents are used; `tests/test_frames.py` fails where one of them is no longer there.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from generator import filling, frames, ledger, site, sitemap

PER_PAGE = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""Events by which another plugin, or a hook, has a say in each page."""


class FramesConfig(Config):  # type: ignore[no-untyped-call]
    """The options of pages in frames."""

    frames = config_options.Optional(config_options.Type(bool))
    """Whether pages are put into frames, or built by MkDocs one by one; if not said, into frames with the theme that
    comes with the engine, unless another plugin or a hook has a say in each page."""
    place = config_options.Optional(config_options.Type(str))
    """Where the site will stand, if MkDocs builds it elsewhere: pages of the site that is there are taken over where
    they would be the same."""
    pages = config_options.Optional(config_options.Type(str))
    """A file that names all pages of the site, one a line, where MkDocs is given only a shard of them."""


class FramesPlugin(BasePlugin[FramesConfig]):  # type: ignore[no-untyped-call]
    """Puts pages of generated Markdown, which is there already, into frames."""

    def __init__(self) -> None:
        self.groups: list[filling.Group] = []
        self.listed: list[File] = []
        """The pages of the site, in the order of the sitemap."""
        self.sitemap: sitemap.Pieces | None = None
        """What stands round their addresses in the sitemap, where that is known."""
        self.framed: filling.Frames = {}
        self.nav: set[str] = set()
        """The paths of the pages of the nav."""
        self.places: set[str] = set()
        """Their addresses."""
        self.probes: dict[str, str] = {}
        """What MkDocs made of the probes of pages of the nav, by the paths of these."""
        self.memory: filling.Memory | None = None
        self.copied: list[str] = []
        """Files beside the pages, most of them of the search index: too many to go through MkDocs one by one."""
        self.place: Path | None = None
        """Where the site will stand."""
        self.old: Path | None = None
        """Where the site that was made before stands at the moment, if elsewhere."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave MkDocs the pages of the nav and one of each kind, and give it probes."""
        built = list(files.documentation_pages())
        self.groups, self.listed, self.copied, self.probes = [], self._all(config) or built, [], {}
        self.sitemap = None
        if not self._framed(config):
            return files
        own = [file for file in files if file.src_dir == config.docs_dir and _is_included(file)]
        for file in [file for file in own if not file.is_documentation_page()]:
            files.remove(file)
            self.copied.append(file.src_uri)
        pages = {file.src_uri: file for file in built}
        self.nav = set(site.leaves(config.nav))
        self.places = frames.places(self.nav)
        docs = Path(config.docs_dir)
        try:
            self.groups = filling.groups(docs, pages, self.nav)
        except frames.FrameError as error:
            raise _refused(error) from error
        for group in self.groups:
            for src_uri in group.others:
                files.remove(pages[src_uri])
            if not group.kind.alone:
                files.append(File.generated(config, group.kind.src_uri, content=group.kind.probe))
        if self.config.place and config.theme.custom_dir:
            theme = Path(config.theme.custom_dir)
            self.memory = filling.Memory(docs, self.nav, Path(config.config_file_path), theme, get_build_date())
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Remember what pages are made with."""
        self.env, self.files = env, files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ARG002
        """Of a page of the nav make the probe, too: the same page, with the probe's text."""
        kind = next((group.kind for group in self.groups if group.kind.alone == page.file.src_uri), None)
        if kind:
            probe = Page(None, File.generated(config, kind.src_uri, content=kind.probe), config)
            probe.read_source(config)
            probe.render(config, self.files)
            own = page.meta, page.content, page.toc
            page.meta, page.content, page.toc = probe.meta, probe.content, probe.toc
            self.probes[kind.alone] = self.env.get_template("main.html").render(context)
            page.meta, page.content, page.toc = own
        return context

    def _all(self, config: MkDocsConfig) -> list[File]:
        """The pages of all shards, in the order in which MkDocs would find them; none where there are no shards."""
        if not self.config.pages:
            return []
        named = Path(self.config.pages).read_text("utf-8").splitlines()
        files = (
            File(name, config.docs_dir, config.site_dir, config.use_directory_urls)
            for name in sorted(named, key=sitemap.order)
        )
        return [file for file in files if file.is_documentation_page()]

    def _framed(self, config: MkDocsConfig) -> bool:
        if self.config.frames is not None:
            return self.config.frames
        others = [method for event in PER_PAGE for method in config.plugins.events[event] if not _is_of(method, self)]
        ours = config.theme.custom_dir is not None and Path(config.theme.custom_dir) == site.TEMPLATES / "theme"
        return ours and not others and bool(config.nav) and config.use_directory_urls

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the sitemap all pages; where it is remembered, write one of two marks beside it."""
        if template_name == sitemap.NAME and (self.groups or self.config.pages):
            url = config.site_url
            context["pages"] = [_listed(urljoin(url, file.url) if url else None) for file in self.listed]
            if self.memory:
                marks = {**context, "pages": [_listed(sitemap.MARK if url else None)] * 2}
                self.sitemap = sitemap.pieces(self.env.get_template(template_name).render(marks))
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Make sure that the pieces of the sitemap give the very one that MkDocs made."""
        if template_name == sitemap.NAME and self.sitemap:
            addresses = [frames.address(file.src_uri) for file in self.listed]
            if sitemap.filled(self.sitemap, addresses, config.site_url or "") != output:
                self.sitemap = None
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the other pages into their frames."""
        docs, made = Path(config.docs_dir), Path(config.site_dir)
        place = Path(self.config.place) if self.config.place else self.place
        before = ledger.Ledger(filling.memory(docs, "site-of"), place, self.old) if place else None
        try:
            sitemap.finish(made, config.site_url or "")
            self.framed = filling.framed(docs, made, self.groups, self.probes)
            if self.memory:
                pages = [name for group in self.groups if group.kind in self.framed for name in group.names]
                left_out = config.exclude_docs or config.draft_docs  # which may be said of a page that comes
                known = None if left_out else self.sitemap
                self.memory.keep(made, self.framed, [*pages, *self.copied], known, config.site_url or "")
            rows = filling.fill(docs, made, self.groups, self.framed, self.copied, before)
            if before:
                filling.settle(docs, before, rows)
        except frames.FrameError as error:
            raise _refused(error) from error
        except OSError as error:
            raise PluginError(f"{error.filename}: {error.strerror}") from error


def _refused(error: frames.FrameError) -> PluginError:
    return PluginError(f"{error}\nthe option `frames: false` of the plugin lets MkDocs build pages one by one")


def _is_included(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _is_of(method: Any, plugin: object) -> bool:
    return getattr(method, "__self__", None) is plugin


def _listed(url: str | None) -> SimpleNamespace:
    """A page as sitemaps know it, given its address."""
    return SimpleNamespace(page=SimpleNamespace(canonical_url=url, update_date=get_build_date()))
