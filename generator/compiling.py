"""Compiling: templates to Python that does no more than ours need.

The code that Jinja makes asks before each value whether it must be escaped, at each attribute whether it might be an
item, and at each call whether what is called wants to know the context. In our templates these are settled: what is
written has gone through `text`, attributes are attributes, and nothing that is called wants the context. Without the
questions, pages take half the time. A template that is written otherwise raises an error.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup


class Environment(jinja2.Environment):
    """The world of templates that are compiled so.

    `finalize` is called with each value that is written, and gives a text that is safe.
    """

    finalize: Callable[[Any], str]

    @staticmethod
    def macro(*facts: Any) -> Macro:
        """Make what templates call by a macro's name."""
        return _Macro(*facts)


class _Macro(Macro):
    """A macro that is called by others of ours."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        left = self._argument_count - len(args)
        if kwargs or left < 0 or self.caller or self.catch_varargs or self.catch_kwargs:
            return super().__call__(*args, **kwargs)
        return _markup(Markup, self._func(*args, *(missing,) * left))


_markup = str.__new__
"""Makes a `Markup` of a text without asking what it is."""


class _Code(CodeGenerator):
    """The methods that Jinja's own variant for native types (`jinja2.nativetypes`) overrides, and three more."""

    def _output_child_to_const(self, node: nodes.Expr, *_: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, *_: Any) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(keyword.iskeyword(k.key) for k in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, _: Frame) -> None:
        self.write("environment.macro(environment, macro, ")
        names = tuple(argument.name for argument in macro_ref.node.args)
        asked = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(f"{getattr(macro_ref.node, 'name', None)!r}, {names!r}, {', '.join(map(repr, asked))}, True)")


Environment.code_generator_class = _Code
