"""The measurements as a picture: how long a cold build of each contestant takes, at each size, on a scale of tens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.contest import OURS, WITHOUT
from benchmarks.table import Row

LEFT, WIDE, HIGH, GAP = 262, 470, 22, 20
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #333 } .size { font-weight: 600 }
.line { stroke: #999; stroke-width: 1; opacity: .5 }
.bar { fill: #7a8794 } .ours { fill: #1f5f8b }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .bar { fill: #8b98a5 } .ours { fill: #6cb2e4 } }
"""


def drawn(sizes: Mapping[int, Sequence[Row]]) -> str:
    """An SVG with a bar for each contestant of each size; steps of our build are left out."""
    rows = [(count, row) for count, each in sizes.items() for row in each if not row.step]
    least = 10 ** math.floor(math.log10(min(row.wall for _, row in rows)))
    decades = math.ceil(math.log10(max(row.wall for _, row in rows) / least))

    def place(seconds: float) -> float:
        return WIDE * math.log10(seconds / least) / decades

    parts, y, last = [], 30.0, 0
    for count, row in rows:
        if count != last:
            y += GAP if last else 0
            parts.append(f'<text class="size" x="0" y="{y + 14:g}">{count:,} briefings</text>')
            y, last = y + HIGH + 4, count
        kind = "bar ours" if row.name in (OURS, WITHOUT) else "bar"
        name = escape(row.name.replace("`", ""))
        parts.append(f'<text x="0" y="{y + 14:g}">{name}</text>')
        parts.append(
            f'<rect class="{kind}" x="{LEFT}" y="{y:g}" width="{max(place(row.wall), 2):.1f}" height="{HIGH - 6}"/>'
        )
        parts.append(f'<text x="{LEFT + place(row.wall) + 6:.1f}" y="{y + 14:g}">{row.wall:.3g} s</text>')
        y += HIGH
    for decade in range(decades + 1):
        x = LEFT + place(least * 10**decade)
        parts.insert(0, f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="24" y2="{y:g}"/>')
        parts.append(f'<text x="{x:.1f}" y="16" text-anchor="middle">{least * 10**decade:g} s</text>')
    size = f'width="{LEFT + WIDE + 80}" height="{y + 8:g}" viewBox="0 0 {LEFT + WIDE + 80} {y + 8:g}"'
    title = "<title>Seconds that a cold build takes, on a scale of tens</title>"
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>{title}<style>{STYLE}</style>\n{inside}\n</svg>\n'
    )
