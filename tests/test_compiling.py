"""Templates compiled our way give what Jinja's own code gives, and still refuse what isn't safe."""

import functools
from datetime import date

import jinja2
import pytest
from conftest import EXAMPLE

from benchmarks import maker
from generator import link, pipeline, relate, render, site, views


@pytest.fixture(params=["example", "maker"])
def archive(request, tmp_path):
    if request.param == "maker":
        maker.make(40, tmp_path / "content")
    folder = EXAMPLE if request.param == "example" else tmp_path / "content"
    return link.without_drafts(pipeline.load(folder, date(2100, 1, 1)).archive)


def test_pages_are_those_of_jinjas_own_code(archive):
    loader = jinja2.FileSystemLoader([str(site.TEMPLATES)])
    make = functools.partial(render.pages, archive, relate.relations(archive), views.Site("Archive"))
    ours, jinjas = make(render.environment(loader)), make(render.environment(loader, jinja2.Environment))
    for one, other in zip(ours, jinjas, strict=True):
        assert one.make() == other.make()


def written(template, **facts):
    return render.environment(jinja2.DictLoader({"x": template})).get_template("x").render(facts)


def test_macros_take_arguments_by_name_by_place_and_by_default():
    macro = '{% macro m(a, b="B") %}{{ a | text }}{{ b | text }}{% endmacro %}'
    assert written(f"{macro}{{{{ m('1') }}}}{{{{ m('1', '2') }}}}{{{{ m(b='3', a='4') }}}}") == "1B1243"
    assert (
        written("{% macro m(a) %}{{ a | text }}{{ caller() }}{% endmacro %}{% call m('1') %}inside{% endcall %}")
        == "1inside"
    )


@pytest.mark.parametrize(
    ("template", "error", "told"),
    [
        ("{{ value }}", TypeError, "without `| text`"),
        ("{{ '<b>' }}", TypeError, "without `| text`"),
        ("{{ missing | text }}", jinja2.UndefinedError, "'missing' is undefined"),
        ("{{ missing.part | text }}", jinja2.UndefinedError, "'missing' is undefined"),
        ("{{ value.part | text }}", AttributeError, "part"),
        (
            "{% macro m(a) %}{{ a | text }}{% endmacro %}{{ m() }}",
            jinja2.UndefinedError,
            "parameter 'a' was not provided",
        ),
        ("{% macro m(a) %}{{ a | text }}{% endmacro %}{{ m('1', '2') }}", TypeError, "not more than 1"),
        ("{% macro m(a) %}{{ a | text }}{% endmacro %}{{ m('1', b='2') }}", TypeError, "no keyword argument 'b'"),
    ],
)
def test_what_a_template_may_not_do_is_an_error(template, error, told):
    with pytest.raises(error, match=told):
        written(template, value="<b>")


def test_markup_that_was_made_safe_is_written_as_it_is_and_numbers_are():
    assert written("{{ '<b>' | text }} {{ 7 }}{{ '' }}") == "&#60;b&#62; 7"
