"""Plots as SVG, drawn on the server in the desk's own colours: right in the dark and in print, named for who cannot see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pygal
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pygal.style import Style

INK, SOFT, FIRST, SECOND = (
    "var(--w-color-text-label)",
    "var(--w-color-border-furniture)",
    "var(--w-color-text-link-default)",
    "var(--w-color-text-meta)",
)
HEIGHT, WIDTH = 300, 860
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
LARGEST_LABELS = 8


def bars(title: str, labels: Sequence[str], values: Sequence[float], name: str) -> SafeString:
    return _drawn(pygal.Bar(**_how()), title, labels, {name: values})


def lines(title: str, labels: Sequence[str], rows: Mapping[str, Sequence[float | None]]) -> SafeString:
    return _drawn(pygal.Line(**_how(), show_dots=False, stroke_style={"width": 2}), title, labels, rows)


def _drawn(chart: Any, title: str, labels: Sequence[str], rows: Mapping[str, Sequence[float | None]]) -> SafeString:
    chart.x_labels = labels
    chart.x_labels_major = labels[:: max(1, len(labels) // LARGEST_LABELS)]
    for name, values in rows.items():
        chart.add(str(name), values)
    svg = SCRIPT.sub("", chart.render(is_unicode=True))
    return format_html('<figure class="desk-plot" role="img" aria-label="{}">{}</figure>', title, mark_safe(svg))  # noqa: S308


def _how() -> dict[str, Any]:
    """Nothing that a browser has to fetch or to run."""
    return {
        "style": Style(
            background="transparent",
            plot_background="transparent",
            foreground=INK,
            foreground_strong=INK,
            foreground_subtle=SOFT,
            colors=(FIRST, SECOND),
            guide_stroke_color=SOFT,
            major_guide_stroke_color=SOFT,
            font_family="inherit",
            label_font_size=13,
            major_label_font_size=13,
            legend_font_size=14,
        ),
        "js": [],
        "width": WIDTH,
        "height": HEIGHT,
        "disable_xml_declaration": True,
        "explicit_size": False,
        "show_minor_x_labels": False,
        "legend_at_bottom": True,
        "min_scale": 3,
        "include_x_axis": True,
        "tooltip_border_radius": 2,
    }
