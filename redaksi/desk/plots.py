"""Plots as SVG, drawn on the server in the desk's own colours: right in the dark and in print, named for who cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from pygal.style import Style

INK, SOFT, FIRST, SECOND = (
    "var(--w-color-text-label)",
    "var(--w-color-border-furniture)",
    "var(--w-color-text-link-default)",
    "var(--w-color-text-meta)",
)
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
STROKES: tuple[dict[str, str], ...] = ({}, {"dasharray": "6, 4"})

Rows = Mapping[str, Sequence[float | None]]


@dataclass(frozen=True)
class Size:
    """In units of about a pixel; the style sheet shows the one that its place has room for."""

    name: str
    width: int
    height: int
    labels: int


SIZES = (Size("wide", 860, 320, 8), Size("narrow", 340, 280, 4))


def bars(title: str, labels: Sequence[str], values: Sequence[float], name: str) -> SafeString:
    return _drawn(lambda how: pygal.Bar(**how, show_legend=False), title, labels, {name: values})


def lines(title: str, labels: Sequence[str], rows: Rows) -> SafeString:
    """At most two; the second is dashed."""
    return _drawn(lambda how: pygal.Line(**how, show_dots=False), title, labels, rows)


def _drawn(chart_of: Callable[[dict[str, Any]], Any], title: str, labels: Sequence[str], rows: Rows) -> SafeString:
    drawings = ((size.name, _svg(chart_of(_how(size)), size, labels, rows)) for size in SIZES)
    both = format_html_join("", '<div class="desk-plot__{}">{}</div>', drawings)
    return format_html('<figure class="desk-plot" role="img" aria-label="{}">{}</figure>', title, both)


def _svg(chart: Any, size: Size, labels: Sequence[str], rows: Rows) -> SafeString:
    chart.x_labels = labels
    chart.x_labels_major = labels[:: -(-len(labels) // size.labels)]
    for (name, values), stroke in zip(rows.items(), STROKES, strict=False):
        chart.add(str(name), values, stroke_style=stroke)
    return mark_safe(SCRIPT.sub("", chart.render(is_unicode=True)))  # noqa: S308


def _how(size: Size) -> dict[str, Any]:
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
            opacity="1",
            stroke_opacity="1",
            stroke_width="2.5",
        ),
        "js": [],
        "width": size.width,
        "height": size.height,
        "disable_xml_declaration": True,
        "explicit_size": False,
        "show_minor_x_labels": False,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 1,
        "truncate_legend": -1,
        "truncate_label": -1,
        "margin": 8,
        "min_scale": 3,
        "max_scale": 6,
        "include_x_axis": True,
        "tooltip_border_radius": 2,
        "value_formatter": _written,
    }


def _written(count: float) -> str:
    """As Indonesian has it; where an axis would count halves of readings it says nothing."""
    return number_format(int(count), force_grouping=True) if float(count).is_integer() else ""
