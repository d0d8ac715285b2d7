"""Generated Markdown to HTML: as MkDocs does it, or not at all."""

import markdown
import pytest

from generator import conversion

HEAD = '---\ntitle: "A &amp;amp; B"\nhide: [navigation]\n---\n\n'


def content(body):
    return conversion.page(f"{HEAD}{body}").content


def test_blocks_of_html_stay_as_they_are_and_headings_get_their_ids():
    made = conversion.page(f"{HEAD}<p>*one*\n  two</p>\n\n## Where they stood, undated\n\n<ul>\n<li>3</li>\n</ul>\n")
    assert made.content == (
        '<p>*one*\n  two</p>\n<h2 id="where-they-stood-undated">Where they stood, undated</h2>\n<ul>\n<li>3</li>\n</ul>'
    )
    assert made.headings == (conversion.Heading("where-they-stood-undated", "Where they stood, undated"),)


def test_the_front_matter_tells_what_is_the_pages_own_from_what_it_shares():
    head, begin = conversion.head('---\ntitle: "A \\"B\\""\ndescription: ""\nkind: "Page"\n---\n\n<p>')
    assert head.own == {"title": 'A "B"'}
    assert head.common == 'description: ""\nkind: "Page"\n'
    assert begin == len('---\ntitle: "A \\"B\\""\ndescription: ""\nkind: "Page"\n---\n\n')


@pytest.mark.parametrize(
    "body",
    [
        "A paragraph.\n", "# Title\n", "### Third\n", "## Überschrift\n", "## *Bold*\n", "## `code`\n", "## A  B\n",
        "## One\nand more\n", "- item\n", "    code\n", "<span>inline</span>\n", "<script>\n", "<!-- remark -->\n",
        "| a |\n|---|\n", "<p>one</p>\n\ntwo\n", "## Twice\n\n## Twice\n", "## Twice\n\n<p>x</p>\n\n## twice\n", "",
        "<p>a</p> <p>b</p>\n", "<p>a</p>\nb\n", "<h1>a</h1> *b*\n", "<h1>a</h1>\n<em>b</em>\n", "<p>a</p>\n## b\n",
        "<p>a\n", "<div><div>a</div>\n", "<div><div>a</div></div></div>\n", "<p>a</p> \n", "<hr>a\n", "<hr\n", "<hr><p>a</p>\n", "<p>a</p><hr>\n<p>b</p>\n",
    ],
)  # fmt: skip
def test_what_our_templates_do_not_write_is_refused(body):
    with pytest.raises(conversion.ConversionError):
        content(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>a</p>\n<p>b</p>",
        "<div><div>a</div><div>b</div></div>\n<hr>\n<p>c</p>",
        "<pre>a</pre>\n<ul><li>b<li>c</ul>",
        "<hr>",
        "<p>a</p><p>b</p><div>c</div><h3>d</h3>\n<hr>\n<p>e</p><hr>",
        '<hr class="x"/>\n<p>a</p>',
    ],
)
def test_elements_in_a_block_are_what_markdown_makes_of_them(body):
    assert content(body) == markdown.markdown(body, extensions=["md_in_html"])


@pytest.mark.parametrize(
    "head",
    [
        "",
        "---\ntitle: plain\n---\n\n",
        '---\ntitle: "a" # b\n---\n\n',
        "---\ntitle:\n  a\n---\n\n",
        '---\ntitle: "a"\n---\n',
    ],
)
def test_front_matter_of_another_make_is_refused(head):
    with pytest.raises(conversion.ConversionError):
        conversion.page(f"{head}<p>x</p>\n")
