#!/usr/bin/env python3
# SPDX-FileCopyrightText: Redaksi contributors
# SPDX-License-Identifier: BSD-3-Clause
"""Draw the graphics of the demo edition: each is an SVG made from the facts below, photographed by a headless browser.

    tools/draw_demo.py                       every drawing
    tools/draw_demo.py peta-tirta-asri …     only these
    tools/draw_demo.py --fonts DIR           with the look's own fonts, where this machine has not installed them

A drawing is a function that fills a Sheet; DRAWINGS, at the end, lists them all. Sizes are set for the smallest use: at
340 px wide a picture is shown at about a fifth of its size, so a title of 76 is read there at 16 px.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).resolve().parent
PHOTOS = HERE.parent / "redaksi/cli/demo/edition/photos"
CHROMIUM = "/usr/bin/chromium"

WIDTH, HEIGHT, MARGIN = 1600, 900, 72

# The look's colours, and a few quiet neighbours of them for what a drawing needs and a page does not.
INK, SOFT, RULE, PAPER, ACCENT = "#14171a", "#4d555c", "#d9d5cc", "#fffdf9", "#b3261e"
LAND, SEA, SEA_INK, BLUSH, STRAW = "#f1ece0", "#dbe5e8", "#48707d", "#f3d9d4", "#e3d3a8"
NIGHT, NIGHT_SOFT, NIGHT_RULE, MOON = "#121416", "#a9a69e", "#3a3e42", "#ece9e2"

SERIF = "'Source Serif 4','Liberation Serif',serif"
SANS = "'Source Sans 3','Liberation Sans',sans-serif"

# Files that --fonts may hold: family, style, weight.
FONT_FILES = {
    "SourceSerif4Variable-Roman.ttf": ("Source Serif 4", "normal", "200 900"),
    "SourceSerif4Variable-Italic.ttf": ("Source Serif 4", "italic", "200 900"),
    "source-sans-3-latin-400-normal.woff2": ("Source Sans 3", "normal", "400"),
    "source-sans-3-latin-600-normal.woff2": ("Source Sans 3", "normal", "600"),
}

LICENCE = """\
SPDX-FileCopyrightText: Redaksi contributors
SPDX-License-Identifier: BSD-3-Clause

Origin: drawn by tools/draw_demo.py
"""

Point = tuple[float, float]


# ── The sheet: a page of SVG ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Sheet:
    """One drawing. Every method adds a shape; colours default to ink on paper, or to their night versions."""

    night: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def ink(self) -> str:
        return MOON if self.night else INK

    @property
    def soft(self) -> str:
        return NIGHT_SOFT if self.night else SOFT

    @property
    def rule(self) -> str:
        return NIGHT_RULE if self.night else RULE

    def add(self, tag: str, body: str = "", **attributes: object) -> None:
        named = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.parts.append(f"<{tag}{named}>{body}</{tag}>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 36,
        *,
        fill: str | None = None,
        sans: bool = False,
        bold: bool = False,
        italic: bool = False,
        anchor: str = "start",
        halo: str | None = None,
        spacing: float | None = None,
    ) -> None:
        """One line of text; halo is a thick outline in the ground's colour, which keeps a label legible over lines."""
        self.add(
            "text",
            escape(words),
            x=round(x, 1),
            y=round(y, 1),
            font_size=size,
            fill=fill or self.ink,
            font_family=SANS if sans else SERIF,
            font_weight=(600 if sans else 700) if bold else 400,
            font_style="italic" if italic else None,
            text_anchor=anchor,
            letter_spacing=spacing,
            stroke=halo,
            stroke_width=10 if halo else None,
            paint_order="stroke" if halo else None,
            stroke_linejoin="round" if halo else None,
        )

    def lines(self, x: float, y: float, words: list[str], size: float = 36, leading: float = 1.25, **style: Any) -> float:
        """Several lines below each other; answers with the baseline that follows them."""
        for number, line in enumerate(words):
            self.text(x, y + number * size * leading, line, size, **style)
        return y + len(words) * size * leading

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str | None = None, width: float = 3, dash: str | None = None
    ) -> None:
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke or self.ink, stroke_width=width, stroke_dasharray=dash)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: Any) -> None:
        self.add("rect", x=x, y=y, width=width, height=height, fill=fill, **more)

    def circle(self, x: float, y: float, radius: float, fill: str, **more: Any) -> None:
        self.add("circle", cx=round(x, 1), cy=round(y, 1), r=radius, fill=fill, **more)

    def path(self, shape: str, stroke: str | None = None, width: float = 3, fill: str = "none", **more: Any) -> None:
        self.add(
            "path",
            d=shape,
            stroke=stroke,
            stroke_width=width if stroke else None,
            fill=fill,
            stroke_linejoin="round",
            stroke_linecap="round",
            **more,
        )

    def arrow(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 8) -> None:
        """A straight arrow whose head ends exactly at the second point."""
        angle, head = math.atan2(y2 - y1, x2 - x1), width * 3
        back_x, back_y = x2 - head * math.cos(angle), y2 - head * math.sin(angle)
        across_x, across_y = head * 0.6 * math.sin(angle), -head * 0.6 * math.cos(angle)
        self.line(x1, y1, round(back_x, 1), round(back_y, 1), stroke, width)
        self.add(
            "polygon",
            points=f"{x2:.1f},{y2:.1f} {back_x + across_x:.1f},{back_y + across_y:.1f} "
            f"{back_x - across_x:.1f},{back_y - across_y:.1f}",
            fill=stroke,
        )

    def heading(self, title: list[str], below: list[str] | None = None, size: float = 76) -> float:
        """The red bar, the title and what stands under it; answers with the next free baseline."""
        self.rect(MARGIN, 56, 96, 10, ACCENT if not self.night else "#ff8a7a")
        after = self.lines(MARGIN, 56 + size * 1.12, title, size, 1.08, bold=True)
        return self.lines(MARGIN, after - size * 0.32, below or [], 37, 1.28, sans=True, fill=self.soft)

    def foot(self, note: str = "", width: float = WIDTH - 2 * MARGIN) -> None:
        """The source line at the bottom, and at its right what a reader must know of the data."""
        self.line(MARGIN, 826, MARGIN + width, 826, self.rule, 2)
        self.text(MARGIN, 868, "Grafis: Redaksi Harian", 29, sans=True, fill=self.soft)
        if note:
            self.text(MARGIN + width, 868, note, 29, sans=True, fill=self.soft, anchor="end")

    def svg(self) -> str:
        ground = NIGHT if self.night else PAPER
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>{"".join(self.parts)}</svg>'
        )


def thousands(number: float) -> str:
    """12400 as Indonesian prints it: 12.400."""
    return f"{number:,.0f}".replace(",", ".")


def smooth(points: Sequence[Point]) -> str:
    """A path through the points without corners (Catmull-Rom, as cubic curves)."""
    shape = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        shape.append(f"C{first[0]:.1f},{first[1]:.1f} {second[0]:.1f},{second[1]:.1f} {end[0]:.1f},{end[1]:.1f}")
    return "".join(shape)


# ── Maps of real places ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Projection:
    """Equirectangular, true to scale at one parallel; it fills a panel of the sheet from its left edge to the right."""

    left: float  # the panel's first pixel
    west: float  # its longitude
    north: float  # the latitude at the top
    scale: float  # pixels a degree of latitude
    parallel: float  # where a degree of longitude is drawn in true proportion

    def __call__(self, longitude: float, latitude: float) -> Point:
        return (
            self.left + (longitude - self.west) * self.scale * math.cos(math.radians(self.parallel)),
            (self.north - latitude) * self.scale,
        )

    def shape(self, coordinates: list[list[float]], close: bool = False) -> str:
        return "M" + "L".join("{:.1f},{:.1f}".format(*self(*pair)) for pair in coordinates) + ("Z" if close else "")


def base_map(sheet: Sheet, place: Projection, step: float) -> None:
    """Sea, land, borders and graticule, clipped to the panel."""
    data = json.loads((HERE / "draw_demo_map.json").read_text())
    sheet.parts.append(
        f'<clipPath id="panel"><rect x="{place.left}" y="0" width="{WIDTH - place.left}" height="{HEIGHT}"/></clipPath>'
        '<g clip-path="url(#panel)">'
    )
    sheet.rect(place.left, 0, WIDTH - place.left, HEIGHT, SEA)
    for rings in data["land"]:
        sheet.path("".join(place.shape(ring, True) for ring in rings), "#b9c6c9", 2, LAND, fill_rule="evenodd")
    for border in data["borders"]:
        sheet.path(place.shape(border), "#a89f8d", 2.5, stroke_dasharray="10 7")
    for number in range(200):
        degree = number * step
        x, y = place(degree, 0)[0], place(0, degree)[1]
        if place.left < x < WIDTH:
            sheet.line(round(x, 1), 0, round(x, 1), HEIGHT, "#ffffff", 1.5)
            if x < WIDTH - 120:
                sheet.text(x + 7, HEIGHT - 12, f"{degree:g}° BT", 24, sans=True, fill=SEA_INK)
        if 0 < y < HEIGHT:
            sheet.line(place.left, round(y, 1), WIDTH, round(y, 1), "#ffffff", 1.5)
            sheet.text(WIDTH - 8, y - 8, f"{degree:g}° LU", 24, sans=True, fill=SEA_INK, anchor="end")
    sheet.parts.append("</g>")


def country(sheet: Sheet, place: Projection, longitude: float, latitude: float, name: str, size: float = 32) -> None:
    x, y = place(longitude, latitude)
    sheet.text(x, y, name.upper(), size, sans=True, fill="#8b8271", anchor="middle", spacing=6)


def peta_perundingan() -> Sheet:
    sheet, place = Sheet(), Projection(left=600, west=15, north=56, scale=43, parallel=46)
    base_map(sheet, place, 5)
    for longitude, latitude, name in (
        (27.3, 52.95, "Belarus"),
        (33.8, 48.6, "Ukraina"),
        (38.3, 54.0, "Rusia"),
        (34.2, 38.9, "Turki"),
        (18.9, 52.1, "Polandia"),
        (24.8, 45.6, "Rumania"),
    ):
        country(sheet, place, longitude, latitude, name)
    sea_x, sea_y = place(34.2, 43.2)
    sheet.text(sea_x, sea_y, "Laut Hitam", 42, italic=True, fill=SEA_INK, anchor="middle")
    for longitude, latitude, name, shift in ((30.52, 50.45, "Kyiv", 0), (27.57, 53.90, "Minsk", 0)):
        x, y = place(longitude, latitude)
        sheet.circle(x, y, 9, PAPER, stroke=INK, stroke_width=4)
        sheet.text(x + 22, y + 13 + shift, name, 40, bold=True, halo=LAND)
    talks = (
        (30.98, 52.43, "1", "Wilayah Gomel", 38, "start"),
        (23.70, 52.10, "2", "Wilayah Brest", 0, "middle"),
        (30.70, 36.89, "3", "Antalya", 38, "start"),
        (28.98, 41.01, "4", "Istanbul", -38, "end"),
    )
    for longitude, latitude, number, name, shift, anchor in talks:
        x, y = place(longitude, latitude)
        sheet.circle(x, y, 27, ACCENT, stroke=PAPER, stroke_width=4)
        sheet.text(x, y + 13, number, 37, sans=True, bold=True, fill=PAPER, anchor="middle")
        sheet.text(x + shift, y + (64 if anchor == "middle" else 14), name, 42, bold=True, halo=LAND, anchor=anchor)
    next_y = sheet.heading(["Empat tempat", "perundingan"], size=76)
    numbered_talks(sheet, next_y + 40)
    sheet.text(MARGIN, 808, "1 dan 2 di ibu kota wilayahnya", 29, sans=True, fill=SOFT)
    sheet.foot(width=600 - MARGIN - 40)
    return sheet


def numbered_talks(sheet: Sheet, y: float) -> None:
    """The key to the map: where the delegations met, and when."""
    for number, place, when in (
        ("1", "Wilayah Gomel", "28 Februari 2022"),
        ("2", "Wilayah Brest", "3 dan 7 Maret"),
        ("3", "Antalya", "10 Maret"),
        ("4", "Istanbul", "29 Maret"),
    ):
        sheet.circle(MARGIN + 27, y + 4, 27, ACCENT)
        sheet.text(MARGIN + 27, y + 17, number, 37, sans=True, bold=True, fill=PAPER, anchor="middle")
        sheet.text(MARGIN + 76, y, place, 40, bold=True)
        sheet.text(MARGIN + 76, y + 46, when, 37, sans=True, fill=SOFT)
        y += 118


def pripyat_panel() -> Sheet:
    sheet, place = Sheet(), Projection(left=600, west=28.05, north=52.95, scale=340, parallel=51.5)
    base_map(sheet, place, 1)
    # Rivers through a handful of known points: their true way has many more bends, and the sheet says so.
    pripyat = [
        (27.9, 52.11),
        (28.5, 52.13),
        (29.25, 52.03),
        (29.62, 51.80),
        (29.97, 51.50),
        (30.10, 51.39),
        (30.24, 51.26),
        (30.55, 51.13),
    ]
    dnieper = [
        (30.05, 52.97),
        (30.38, 52.36),
        (30.80, 51.94),
        (30.62, 51.62),
        (30.57, 51.30),
        (30.55, 51.13),
        (30.50, 50.75),
        (30.56, 50.42),
        (30.70, 50.20),
    ]
    for river, width in ((dnieper, 9), (pripyat, 11)):
        sheet.path(smooth([place(*point) for point in river]), "#7fa3ae", width)
    x, y = place(30.0, 51.47)
    sheet.circle(x, y, 62, ACCENT, fill_opacity=0.14, stroke=ACCENT, stroke_width=5, stroke_dasharray="14 9")
    sheet.circle(x, y, 11, ACCENT)
    for longitude, latitude, name in (
        (29.25, 52.03, "Mazyr"),
        (30.98, 52.43, "Gomel"),
        (30.22, 51.27, "Chornobyl"),
        (30.52, 50.45, "Kyiv"),
    ):
        px, py = place(longitude, latitude)
        sheet.circle(px, py, 9, PAPER, stroke=INK, stroke_width=4)
        left = name == "Chornobyl"
        sheet.text(
            px + (-22 if left else 22),
            py + (40 if left else 13),
            name,
            40,
            bold=True,
            halo=LAND,
            anchor="end" if left else "start",
        )
    for longitude, latitude, name in ((29.1, 52.55, "Belarus"), (29.0, 50.85, "Ukraina")):
        country(sheet, place, longitude, latitude, name, 38)
    rx, ry = place(28.15, 51.93)
    sheet.text(rx + 20, ry + 10, "Sungai Pripyat", 38, italic=True, fill=SEA_INK)
    rx, ry = place(30.66, 50.92)
    sheet.text(rx, ry, "Dnipro", 38, italic=True, fill=SEA_INK)
    sheet.rect(0, 0, place.left, HEIGHT, PAPER)
    next_y = sheet.heading(["Di tepi", "Pripyat"], size=88)
    sheet.lines(
        MARGIN,
        next_y + 8,
        [
            "Tempat bertemu yang",
            "diumumkan kantor Presiden",
            "Ukraina, 27 Februari 2022:",
            "perbatasan Ukraina–Belarus,",
            "dekat Sungai Pripyat,",
            "tanpa prasyarat.",
        ],
        40,
        1.32,
    )
    sheet.lines(
        MARGIN,
        706,
        ["Lingkaran: sekitar perpotongan", "sungai dan perbatasan. Alur", "sungai disederhanakan."],
        31,
        1.26,
        sans=True,
        fill=SOFT,
    )
    sheet.foot(width=600 - MARGIN - 40)
    return sheet


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def linimasa_perundingan() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Dari invasi ke meja Istanbul"], ["24 Februari–29 Maret 2022: 33 hari, lima pertemuan"], 80)
    axis, first, last = 540, MARGIN + 14, WIDTH - MARGIN - 14
    day = (last - first) / 33
    sheet.line(first, axis, last, axis, INK, 5)
    for number in range(34):
        sheet.line(
            round(first + number * day, 1), axis, round(first + number * day, 1), axis + (16 if number % 7 == 0 else 9), SOFT, 2
        )
    events = [
        (0, "24 Februari", ["Invasi dimulai"], True, "start"),
        (4, "28 Februari", ["Putaran 1, Gomel"], False, "start"),
        (7, "3 Maret", ["Putaran 2, Brest:", "koridor", "kemanusiaan"], True, "start"),
        (11, "7 Maret", ["Putaran 3, Brest"], False, "start"),
        (14, "10 Maret", ["Antalya: para", "menteri luar negeri"], True, "start"),
        (33, "29 Maret", ["Istanbul: delegasi", "bertatap muka lagi"], False, "end"),
    ]
    for after, date, words, above, anchor in events:
        x = first + after * day
        top = axis - 226 if above else axis + 96
        sheet.line(x, axis, x, axis - 160 + (len(words) - 1) * 44 if above else axis + 58, ACCENT, 4)
        sheet.circle(x, axis, 17, INK if after == 0 else ACCENT, stroke=PAPER, stroke_width=5)
        shift = -14 if anchor == "start" else 14
        sheet.text(x + shift, top, date, 46, bold=True, anchor=anchor)
        sheet.lines(x + shift, top + 46, words, 37, 1.18, sans=True, fill=SOFT, anchor=anchor)
    sheet.text(first + 24 * day, axis - 40, "Mulai 14 Maret: lewat konferensi video", 34, sans=True, fill=SOFT, anchor="middle")
    sheet.foot("Jarak antartitik sebanding dengan jumlah hari")
    return sheet


# ── Rice ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

PRICES = (
    ("Jan", 12400),
    ("Feb", 12600),
    ("Mar", 12300),
    ("Apr", 11900),
    ("Mei", 12000),
    ("Jun", 12200),
    ("Jul", 12500),
    ("Agu", 12900),
    ("Sep", 13200),
    ("Okt", 13400),
)


def grafik_harga_beras() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Beras naik sejak panen usai"], ["Beras medium, rupiah per kilogram, Kabupaten Tirta Asri, 2026"], 80)
    left, right, top, bottom, low, high = 190, WIDTH - MARGIN - 60, 270, 730, 11500, 14000

    def height(price: float) -> float:
        return bottom - (price - low) / (high - low) * (bottom - top)

    for mark in range(low, high + 1, 500):
        sheet.line(left - 20, height(mark), WIDTH - MARGIN, height(mark), RULE, 2)
        sheet.text(left - 36, height(mark) + 11, thousands(mark), 33, sans=True, fill=SOFT, anchor="end")
    step = (right - left - 40) / (len(PRICES) - 1)
    points = [(left + 40 + number * step, height(price)) for number, (_, price) in enumerate(PRICES)]
    sheet.path("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points), ACCENT, 7)
    for (x, y), (month, price) in zip(points, PRICES, strict=True):
        edge = price in (min(p for _, p in PRICES), PRICES[-1][1])
        sheet.circle(x, y, 15 if edge else 10, ACCENT, stroke=PAPER, stroke_width=4)
        below = month in ("Mar", "Apr", "Mei", "Jun")
        sheet.text(
            x - (34 if month in ("Jul", "Agu", "Sep") else 0),
            y + (54 if below else -28),
            thousands(price),
            42 if edge else 35,
            sans=True,
            bold=edge,
            anchor="middle",
            halo=PAPER,
        )
        sheet.text(x, bottom + 56, month, 37, sans=True, fill=SOFT, anchor="middle")
    sheet.foot("Data contoh; sumbu tegak mulai dari Rp11.500")
    return sheet


def alur_beras() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Dari 100 kilogram gabah,", "62 kilogram beras"], size=76)
    # One pixel-high scale for both sides: what goes in is what comes out.
    unit, left, right, top = 4.6, 430, 1010, 300
    rice, rest, gap = 62 * unit, 38 * unit, 44
    middle = (left + right) / 2
    upper, lower = top - gap / 2, top + rice + gap / 2
    for y1, y2, tall, colour in ((top, upper, rice, STRAW), (top + rice, lower, rest, "#e9e5dc")):
        sheet.path(
            f"M{left},{y1}C{middle},{y1} {middle},{y2} {right},{y2}V{y2 + tall}"
            f"C{middle},{y2 + tall} {middle},{y1 + tall} {left},{y1 + tall}Z",
            fill=colour,
        )
    sheet.rect(left - 26, top, 26, 100 * unit, INK)
    sheet.rect(right, upper, 26, rice, ACCENT)
    sheet.rect(right, lower, 26, rest, SOFT)
    centre = top + 50 * unit
    sheet.text(left - 60, centre - 8, "100 kg", 84, bold=True, anchor="end")
    sheet.lines(left - 60, centre + 50, ["gabah kering", "giling"], 38, sans=True, fill=SOFT, anchor="end")
    sheet.text(right + 60, upper + rice / 2 + 6, "62 kg", 104, bold=True, fill=ACCENT)
    sheet.text(right + 62, upper + rice / 2 + 62, "beras", 42, sans=True, fill=SOFT)
    sheet.text(right + 60, lower + rest / 2 - 6, "38 kg", 64, bold=True)
    sheet.lines(right + 62, lower + rest / 2 + 42, ["sekam, dedak, menir,", "dan susut"], 37, sans=True, fill=SOFT)
    sheet.foot("Rendemen contoh: 62 persen")
    return sheet


# ── The coast and the regency ────────────────────────────────────────────────────────────────────────────────────────


def house(sheet: Sheet, x: float, ground: float, size: float, wet: bool) -> None:
    """A small house on the line of the ground."""
    wall = size * 0.6
    sheet.rect(x, ground - wall, size, wall, PAPER, stroke=INK, stroke_width=4)
    sheet.path(
        f"M{x - size * 0.12},{ground - wall}L{x + size / 2},{ground - wall - size * 0.45}L{x + size * 1.12},{ground - wall}Z",
        INK,
        4,
        ACCENT if not wet else SOFT,
    )
    sheet.rect(x + size * 0.38, ground - wall * 0.66, size * 0.24, wall * 0.66, INK)


def penampang_rob() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Laut naik, tanah turun"], ["Mengapa rob datang juga pada hari tanpa hujan"], 88)
    sea_now, sea_then, dike, floor = 430, 540, 640, 800
    old = [(dike, 520), (900, 474), (1180, 444), (1528, 396)]
    new = [(dike, 590), (900, 620), (1180, 590), (1528, 440)]
    sheet.path(f"M{MARGIN},{sea_now}H{dike}V{floor}H{MARGIN}Z", fill=SEA)
    sheet.path(f"M{dike},{sea_now + 90}H1400V640H{dike}Z", fill=SEA)  # what has come over and under the dike
    bed = smooth([(MARGIN, 776), (300, 745), (480, 690), (dike - 60, 600), *new])
    sheet.path(bed + f"V{floor}H{MARGIN}Z", fill=PAPER)
    sheet.path(bed + f"V{floor}H{MARGIN}Z", fill=STRAW)
    sheet.path(bed, INK, 5)
    sheet.path(smooth(old), SOFT, 4, stroke_dasharray="14 10")
    sheet.path(f"M{dike - 76},634L{dike - 34},{sea_now - 46}H{dike + 22}L{dike + 60},626Z", INK, 4, "#cfc8ba")
    for x, ground in ((770, 612), (960, 622), (1150, 598)):
        house(sheet, x, ground, 124, True)
    sheet.line(MARGIN, sea_now, dike - 38, sea_now, SEA_INK, 5)
    sheet.line(MARGIN, sea_then, dike - 58, sea_then, SEA_INK, 4, "14 10")
    sheet.arrow(450, sea_then - 4, 450, sea_now + 10, SEA_INK, 11)
    sheet.text(MARGIN + 8, sea_now - 22, "Muka laut kini", 44, bold=True, fill=SEA_INK)
    sheet.text(MARGIN + 8, sea_then + 50, "Muka laut dulu", 40, italic=True, fill=SEA_INK)
    sheet.text(dike - 6, sea_now - 72, "Tanggul", 44, bold=True, anchor="middle")
    sheet.arrow(1384, 420, 1384, 508, ACCENT, 11)
    sheet.text(1528, 366, "Muka tanah dulu", 40, italic=True, fill=SOFT, anchor="end")
    sheet.text(1508, 672, "Muka tanah kini", 44, bold=True, anchor="end")
    sheet.text(1000, 750, "Kampung yang kini lebih rendah daripada laut", 40, sans=True, anchor="middle")
    sheet.foot("Skema, tidak berskala")
    return sheet


def peta_tirta_asri() -> Sheet:
    sheet = Sheet()
    coast = [(560, 232), (720, 250), (860, 214), (1010, 246), (1120, 300), (1180, 268), (1330, 222), (1480, 250), (1640, 214)]
    sheet.rect(560, 0, WIDTH - 560, HEIGHT, SEA)
    sheet.path(smooth(coast) + f"V{HEIGHT + 20}H540V240Z", "#b9c6c9", 3, LAND)
    for number in range(3):  # hills in the south, as hachures of rounded steps
        shift = number * 42
        sheet.path(
            smooth(
                [
                    (560 + shift, 900),
                    (700 + shift, 796 + shift * 0.6),
                    (900, 760 + shift),
                    (1120 - shift, 792 + shift * 0.6),
                    (1260 - shift * 1.6, 910),
                ]
            ),
            "#d8cfb8",
            3,
            "#ece4d0" if number == 0 else "none",
        )
    river = [(930, 790), (980, 690), (1090, 610), (1130, 500), (1080, 400), (1118, 296)]
    sheet.path(smooth(river), "#8fb0ba", 12)
    border = [(600, 900), (640, 640), (588, 420), (640, 236)]
    sheet.path(smooth(border), "#a89f8d", 3, stroke_dasharray="16 10")
    east = [(1540, 236), (1518, 420), (1556, 620), (1470, 900)]
    sheet.path(smooth(east), "#a89f8d", 3, stroke_dasharray="16 10")
    road = [(700, 560), (860, 560), (980, 520), (1110, 470), (1290, 440), (1524, 452)]
    sheet.path(smooth(road), "#b9ad97", 5)
    sheet.path(smooth([(860, 560), (770, 440), (690, 300)]), "#b9ad97", 5)
    sheet.path(smooth([(860, 560), (1010, 606), (1170, 676)]), "#b9ad97", 5)
    sheet.text(1290, 120, "Laut", 56, italic=True, fill=SEA_INK, anchor="middle", spacing=10)
    places = ((690, 300, "Tambakrejo Lor", "start"), (1164, 352, "Muara Bening", "start"), (1170, 676, "Karangmelati", "start"))
    for x, y, name, anchor in places:
        sheet.circle(x, y, 15, ACCENT, stroke=PAPER, stroke_width=4)
        sheet.text(x + 28, y + 15, name, 46, bold=True, anchor=anchor, halo=LAND)
    sheet.rect(842, 542, 36, 36, INK, stroke=PAPER, stroke_width=4)
    sheet.text(806, 650, "Bandar Senja", 58, bold=True, anchor="middle", halo=LAND)
    sheet.path("M1530,110L1550,50L1570,110L1550,96Z", fill=INK)
    sheet.text(1550, 150, "U", 36, sans=True, bold=True, anchor="middle")
    sheet.rect(0, 0, 560, HEIGHT, PAPER)
    next_y = sheet.heading(["Kabupaten", "Tirta Asri"], ["Pesisir di utara, bukit di", "selatan, satu sungai di antara."], 84)
    for number, (mark, words) in enumerate(
        (("town", "Kota"), ("village", "Desa"), ("road", "Jalan"), ("river", "Sungai"), ("border", "Batas kabupaten"))
    ):
        row = next_y + 50 + number * 58
        if mark == "town":
            sheet.rect(MARGIN + 16, row - 28, 34, 34, INK)
        elif mark == "village":
            sheet.circle(MARGIN + 33, row - 11, 15, ACCENT)
        else:
            colour, width, dash = {
                "road": ("#b9ad97", 6, None),
                "river": ("#8fb0ba", 12, None),
                "border": ("#a89f8d", 4, "14 9"),
            }[mark]
            sheet.line(MARGIN, row - 11, MARGIN + 66, row - 11, colour, width, dash)
        sheet.text(MARGIN + 92, row, words, 37, sans=True)
    sheet.foot("Peta rekaan", 560 - MARGIN - 40)
    return sheet


# ── Panels of type and figures ───────────────────────────────────────────────────────────────────────────────────────

BUDGET = (
    ("Pelaksanaan pembangunan", 662),
    ("Penyelenggaraan pemerintahan", 478),
    ("Pemberdayaan masyarakat", 264),
    ("Bencana, darurat, mendesak", 130),
    ("Pembinaan kemasyarakatan", 116),
)  # millions of rupiah


def panel_anggaran() -> Sheet:
    sheet, total = Sheet(), sum(amount for _, amount in BUDGET)
    sheet.heading(
        [f"Rp{total / 1000:.2f} miliar, lima pos".replace(".", ",")],
        ["Rancangan belanja Desa Karangmelati 2027, juta rupiah"],
        88,
    )
    left, width, y = 720, 500, 300
    for name, amount in BUDGET:
        sheet.text(left - 28, y + 14, name, 40, anchor="end")
        sheet.rect(left, y - 32, round(width * amount / BUDGET[0][1]), 64, ACCENT if amount == BUDGET[0][1] else "#c9c2b3")
        sheet.text(left + width * amount / BUDGET[0][1] + 20, y + 15, f"{amount}", 46, bold=True)
        sheet.text(WIDTH - MARGIN, y + 15, f"{amount * 100 / total:.0f} persen", 37, sans=True, fill=SOFT, anchor="end")
        y += 94
    sheet.line(MARGIN, y - 36, WIDTH - MARGIN, y - 36, INK, 4)
    sheet.text(left - 28, y + 22, "Jumlah", 44, bold=True, anchor="end")
    sheet.text(left, y + 22, thousands(total), 50, bold=True)
    sheet.text(WIDTH - MARGIN, y + 22, "100 persen", 37, sans=True, fill=SOFT, anchor="end")
    sheet.foot("Desa dan angka rekaan")
    return sheet


def panel_uu_pers() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Dua kewajiban pers"], ["Undang-Undang Nomor 40 Tahun 1999 tentang Pers"], 88)
    articles = (
        ("Pasal 5", "ayat (2)", ["“Pers wajib melayani Hak Jawab.”"], 64, 1.2),
        (
            "Pasal 12",
            "",
            [
                "“Perusahaan pers wajib mengumumkan",
                "nama, alamat dan penanggung jawab",
                "secara terbuka melalui media yang",
                "bersangkutan …”",
            ],
            60,
            1.2,
        ),
    )
    for number, (name, clause, words, size, leading) in enumerate(articles):
        y = 262 + number * 190
        sheet.line(MARGIN, y, WIDTH - MARGIN, y, INK if number == 0 else RULE, 4 if number == 0 else 3)
        sheet.text(MARGIN, y + 88, name, 76, bold=True, fill=ACCENT)
        if clause:
            sheet.text(MARGIN, y + 142, clause, 40, sans=True, fill=SOFT)
        sheet.lines(450, y + 84 if number == 0 else y + 82, words, size, leading, italic=True)
    sheet.foot("Petikan undang-undang")
    return sheet


def panel_tajuk() -> Sheet:
    sheet = Sheet()
    sheet.rect(MARGIN, 56, 96, 10, ACCENT)
    sheet.text(MARGIN, 140, "TAJUK RENCANA", 44, sans=True, bold=True, fill=ACCENT, spacing=8)
    sheet.lines(MARGIN, 320, ["Ralat bukan aib.", "Aib ialah kesalahan", "yang dibiarkan."], 148, 1.12, bold=True)
    sheet.foot("22 November 2026")
    return sheet


def panel_buku() -> Sheet:
    sheet, left, top, wide, tall = Sheet(), 150, 96, 470, 660
    sheet.path(f"M{left + 26},{top + 22}h{wide}v{tall}h-{wide}Z", fill="#e5dfd2")
    sheet.rect(left, top, wide, tall, "#1d3f49")
    sheet.rect(left, top, 24, tall, "#14303a")
    for number in range(7):  # the cover: contour lines that open towards a house
        radius = 52 + number * 44
        sheet.path(
            smooth(
                [
                    (
                        left + 250 + radius * math.cos(a) * (1 + 0.12 * math.sin(3 * a + number)),
                        top + 430 + radius * 0.62 * math.sin(a),
                    )
                    for a in [i * math.pi / 12 for i in range(25)]
                ]
            ),
            "#8fb0ba",
            2.5,
            stroke_opacity=0.75,
            clip_path="url(#cover)",
        )
    sheet.parts.append(f'<clipPath id="cover"><rect x="{left + 24}" y="{top}" width="{wide - 24}" height="{tall}"/></clipPath>')
    house(sheet, left + 222, top + 446, 58, False)
    sheet.lines(left + 56, top + 92, ["Peta untuk", "Orang Pulang"], 60, 1.12, bold=True, fill=PAPER)
    sheet.text(left + 56, top + tall - 40, "Sekar Wirasti", 38, italic=True, fill=STRAW, halo="#1d3f49")
    sheet.rect(740, 126, 96, 10, ACCENT)
    sheet.text(740, 206, "RESENSI", 44, sans=True, bold=True, fill=ACCENT, spacing=8)
    after = sheet.lines(740, 320, ["Kampung halaman", "tidak pernah", "diam di tempat"], 98, 1.12, bold=True)
    sheet.lines(
        740,
        after + 4,
        ["Dua belas cerita tentang orang", "yang kembali dan tidak menemukan", "alamatnya."],
        42,
        1.3,
        sans=True,
        fill=SOFT,
    )
    sheet.foot("Buku dan pengarang rekaan")
    return sheet


def bars(
    sheet: Sheet, rows: list[tuple[str, float]], top: float, step: float, unit: str, left: float = 470, right: float = 1330
) -> None:
    """Bars that begin at zero, the longest in the accent; the figure stands at the end of each."""
    longest = max(amount for _, amount in rows)
    for number, (name, amount) in enumerate(rows):
        y, wide = top + number * step, (right - left) * amount / longest
        sheet.text(left - 30, y + 15, name, 44, anchor="end")
        sheet.rect(left, y - step * 0.34, round(wide), round(step * 0.68), ACCENT if amount == longest else "#c9c2b3")
        sheet.text(left + wide + 22, y + 18, f"{amount:g} {unit}", 50, bold=True)


def grafik_hujan() -> Sheet:
    sheet, left, right, city = Sheet(), 470, 1300, 128
    sheet.heading(
        ["Satu desa, empat hujan"], ["Hujan Oktober 2026 di Karangmelati, milimeter, dua belas alat buatan siswa"], 88
    )
    bars(sheet, [("Bukit", 214), ("Lereng", 188), ("Balai desa", 152), ("Sawah", 141)], 322, 118, "mm", left, right)
    x = left + (right - left) * city / 214
    sheet.line(x, 268, x, 752, INK, 4, "14 10")
    sheet.text(x, 796, f"Pos hujan kota: {city} mm", 40, italic=True, anchor="middle")
    sheet.foot("Desa dan angka rekaan")
    return sheet


def hitung_anjing() -> Sheet:
    """Mark and recapture: of 170 dogs seen on the second morning, 60 wear the first morning's ribbon."""
    sheet, marked, seen, recaught = Sheet(), 186, 170, 60
    estimate = marked * seen // recaught
    sheet.heading(["Dua pagi, 527 anjing"], ["Setiap titik: seekor anjing yang terlihat pada pagi kedua di Karangmelati"], 88)
    for number in range(seen):
        column, row = number // 10, number % 10
        sheet.circle(MARGIN + 22 + column * 50, 292 + row * 50, 17, ACCENT if number < recaught else "#d3ccbd")
    x = 1010
    for y, figure, words, colour in (
        (338, marked, ["diberi pita", "pada pagi pertama"], INK),
        (478, seen, ["terlihat", "pada pagi kedua"], SOFT),
        (618, recaught, ["di antaranya", "berpita"], ACCENT),
    ):
        sheet.text(x + 170, y, f"{figure}", 92, bold=True, fill=colour, anchor="end")
        sheet.lines(x + 200, y - 34, words, 40, 1.15, sans=True, fill=SOFT)
    sheet.line(x, 668, WIDTH - MARGIN, 668, INK, 4)
    sheet.text(x, 746, f"{marked} × {seen} ÷ {recaught} = {estimate}", 56, bold=True)
    sheet.foot("Desa dan angka rekaan")
    return sheet


WAITS = (("Pendaftaran", 31, 9), ("Pemeriksaan", 38, 21), ("Apotek", 25, 11))  # minutes before and after


def waktu_tunggu() -> Sheet:
    sheet, left, unit = Sheet(), MARGIN, 14.2
    before, after = sum(row[1] for row in WAITS), sum(row[2] for row in WAITS)
    sheet.heading([f"Menunggu {before} menit, lalu {after}"], ["Rata-rata waktu tunggu di Puskesmas Tambakrejo Lor, menit"], 84)
    for column, name, total, y in ((1, "Maret 2026", before, 360), (2, "Oktober 2026", after, 600)):
        sheet.text(left, y - 26, name, 46, bold=True)
        x: float = left
        for row, colour in zip(WAITS, (ACCENT, "#c9c2b3", INK), strict=True):
            wide = row[column] * unit  # type: ignore[operator]
            sheet.rect(round(x, 1), y, round(wide - 4, 1), 104, colour)
            sheet.text(
                x + wide / 2 - 2,
                y + 70,
                f"{row[column]}",
                54,
                bold=True,
                fill=INK if colour == "#c9c2b3" else PAPER,
                anchor="middle",
            )
            x += wide
        sheet.text(x + 24, y + 76, f"{total}", 84, bold=True)
    x = left
    for (name, *_), colour in zip(WAITS, (ACCENT, "#c9c2b3", INK), strict=True):
        sheet.rect(x, 756, 34, 34, colour)
        sheet.text(x + 50, 786, name, 40, sans=True)
        x += 330
    sheet.foot("Puskesmas dan angka rekaan")
    return sheet


def rantai_rabies() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Tiga langkah memutus rabies"], ["Dua untuk orang yang digigit, satu untuk seluruh kampung"], 82)
    steps = (
        ("15", "menit", "Cuci luka", ["dengan sabun dan", "air mengalir, sebelum", "yang lain"]),
        ("1", "hari", "Vaksin segera", ["pada hari yang sama", "di puskesmas, lalu", "lengkapi jadwalnya"]),
        ("70", "persen", "Vaksin anjing", ["setiap tahun, agar", "virus kehabisan", "tempat singgah"]),
    )
    wide, gap, top = 440, 68, 268
    for number, (figure, unit, name, words) in enumerate(steps):
        x = MARGIN + number * (wide + gap)
        sheet.rect(x, top, wide, 510, PAPER, stroke=ACCENT if number == 0 else RULE, stroke_width=5, rx=14)
        sheet.add(
            "text",
            f'{figure}<tspan font-size="52" dx="14" fill="{SOFT}">{unit}</tspan>',
            x=x + 36,
            y=top + 168,
            font_size=176,
            font_family=SERIF,
            font_weight=700,
            fill=ACCENT,
        )
        sheet.text(x + 36, top + 262, name, 54, bold=True)
        sheet.lines(x + 36, top + 326, words, 40, 1.3, sans=True, fill=SOFT)
        if number:  # the link between two cards
            sheet.arrow(x - gap + 6, top + 255, x - 8, top + 255, INK, 8)
    sheet.foot("Rujukan: Organisasi Kesehatan Dunia (WHO)")
    return sheet


# ── The Moon ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def lit_moon(sheet: Sheet, x: float, y: float, radius: float, phase: float) -> None:
    """A Moon at a phase from 0 (new) through 0.5 (full): a dark disc, and its lit part between limb and terminator."""
    sheet.circle(x, y, radius, "#26292d", stroke="#50555a", stroke_width=2)
    if phase in (0.0, 1.0):
        return
    waxing, bend = phase < 0.5, math.cos(2 * math.pi * phase)
    limb = 1 if waxing else 0  # the lit half is at the right while the Moon grows
    terminator = (0 if bend > 0 else 1) if waxing else (1 if bend > 0 else 0)
    sheet.path(
        f"M{x},{y - radius}A{radius},{radius} 0 0 {limb} {x},{y + radius}"
        f"A{abs(bend) * radius:.2f},{radius} 0 0 {terminator} {x},{y - radius}Z",
        fill=MOON,
    )


def fase_bulan() -> Sheet:
    sheet = Sheet(night=True)
    sheet.heading(["Delapan wajah Bulan"], ["Satu putaran dari bulan baru ke bulan baru: sekitar 29,5 hari"], 88)
    names = (
        ["Bulan", "baru"],
        ["Sabit", "muda"],
        ["Paruh", "awal"],
        ["Cembung", "awal"],
        ["Purnama"],
        ["Cembung", "akhir"],
        ["Paruh", "akhir"],
        ["Sabit", "tua"],
    )
    step = (WIDTH - 2 * MARGIN) / 8
    for number, name in enumerate(names):
        x = MARGIN + step * (number + 0.5)
        lit_moon(sheet, x, 450, 80, number / 8)
        sheet.lines(x, 600, name, 40, 1.15, bold=number in (0, 2, 4, 6), anchor="middle")
        sheet.text(x, 724, f"hari {[0, 4, 7, 11, 15, 18, 22, 26][number]}", 35, sans=True, fill=NIGHT_SOFT, anchor="middle")
    sheet.foot("Digambar dengan utara di atas; hari dibulatkan")
    return sheet


def lintasan_bulan() -> Sheet:
    sheet = Sheet(night=True)
    sheet.heading(["Jalan ke Bulan"], ["Rata-rata 384.400 kilometer, ditempuh sekitar tiga hari atau lebih"], 88)
    earth, moon = (300.0, 570.0), (1330.0, 470.0)
    sheet.circle(*earth, 96, "#2f5a68", stroke="#7fa3ae", stroke_width=4)
    sheet.add(
        "ellipse",
        cx=earth[0],
        cy=earth[1],
        rx=176,
        ry=150,
        fill="none",
        stroke=NIGHT_SOFT,
        stroke_width=3,
        stroke_dasharray="10 9",
    )
    sheet.circle(*moon, 58, MOON)
    sheet.add(
        "ellipse",
        cx=moon[0],
        cy=moon[1],
        rx=112,
        ry=102,
        fill="none",
        stroke=NIGHT_SOFT,
        stroke_width=3,
        stroke_dasharray="10 9",
    )
    sheet.path("M300,720C700,722 1100,572 1330,572A112,102 0 0 0 1442,470", "#ff8a7a", 6)
    sheet.path("M1442,470C1442,420 1412,396 1374,426", "#ff8a7a", 6)
    steps = ((232, 502, "1"), (300, 720, "2"), (879, 647, "3"), (1442, 470, "4"))
    for x, y, number in steps:
        sheet.circle(x, y, 28, "#ff8a7a", stroke=NIGHT, stroke_width=5)
        sheet.text(x, y + 13, number, 38, sans=True, bold=True, fill=NIGHT, anchor="middle")
    sheet.text(earth[0], earth[1] + 26, "Bumi", 46, bold=True, anchor="middle")
    sheet.text(moon[0], moon[1] - 132, "Bulan", 46, bold=True, anchor="middle")
    legend = ("Lepas landas", "Dorongan keluar dari orbit Bumi", "Meluncur tanpa mesin", "Mengerem, mengorbit, mendarat")
    for place, words in enumerate(legend, start=1):
        sheet.text(560, 268 + place * 62, f"{place}", 42, sans=True, bold=True, fill="#ff8a7a")
        sheet.text(606, 268 + place * 62, words, 42, sans=True)
    sheet.foot("Skema, tidak berskala")
    return sheet


# ── The league ───────────────────────────────────────────────────────────────────────────────────────────────────────

KM, MB, BS, BT = "Putra Karangmelati", "Persada Muara Bening", "Bandar Senja FC", "Bintang Tambakrejo"
GW, MS, TK, SL = "Garuda Watukembang", "Mekar Sumberkenari", "Tunas Kalijingga", "Samudra Lembayung"

# Every match of the season, week by week; the table is only ever counted from these.
SEASON = (
    ("11 Oktober", (KM, 2, 0, SL), (MB, 1, 0, TK), (BS, 2, 0, MS), (BT, 2, 1, GW)),
    ("18 Oktober", (TK, 1, 3, KM), (SL, 0, 1, MS), (GW, 2, 2, MB), (BS, 1, 1, BT)),
    ("25 Oktober", (KM, 1, 1, MS), (TK, 1, 1, GW), (SL, 1, 3, BT), (MB, 1, 0, BS)),
    ("1 November", (GW, 0, 2, KM), (MS, 2, 2, BT), (TK, 1, 2, BS), (SL, 0, 3, MB)),
    ("8 November", (KM, 0, 1, BT), (GW, 0, 0, BS), (MS, 1, 1, MB), (TK, 2, 0, SL)),
    ("15 November", (BS, 1, 2, KM), (BT, 0, 2, MB), (GW, 2, 1, SL), (MS, 3, 1, TK)),
    ("22 November", (MB, 1, 2, KM), (BS, 2, 2, SL), (BT, 1, 1, TK), (GW, 1, 0, MS)),
)


def standings(weeks: int = len(SEASON)) -> list[tuple[str, int, int, int, int, int, int, int]]:
    """Club, played, won, drawn, lost, goals for, against, points; by points, then goal difference, then goals."""
    rows: dict[str, list[int]] = {}
    for _, *matches in SEASON[:weeks]:
        for home, home_goals, away_goals, away in matches:
            for club, scored, conceded in ((home, home_goals, away_goals), (away, away_goals, home_goals)):
                row = rows.setdefault(club, [0] * 7)
                won, drawn = scored > conceded, scored == conceded
                for place, count in enumerate((1, won, drawn, scored < conceded, scored, conceded, 3 * won + drawn)):
                    row[place] += count
    ordered = sorted(rows.items(), key=lambda item: (-item[1][6], item[1][5] - item[1][4], -item[1][4]))
    return [(club, *row) for club, row in ordered]  # type: ignore[misc]


def klasemen_liga_kampung() -> Sheet:
    sheet = Sheet()
    sheet.heading(["Klasemen akhir Liga Kampung"], ["Tujuh pekan, 11 Oktober–22 November 2026"], 82)
    columns = (780, 880, 976, 1072, 1212, 1362, 1484)
    y, row_height = 268, 61
    for x, name in zip(columns, ("Main", "M", "S", "K", "Gol", "Selisih", "Poin"), strict=True):
        sheet.text(x, y, name, 34, sans=True, bold=True, fill=SOFT, anchor="middle")
    sheet.line(MARGIN, y + 18, WIDTH - MARGIN, y + 18, INK, 4)
    for place, (club, played, won, drawn, lost, scored, conceded, points) in enumerate(standings(), start=1):
        line = y + 18 + place * row_height
        if place == 1:
            sheet.rect(MARGIN, line - row_height + 2, WIDTH - 2 * MARGIN, row_height - 2, BLUSH)
        sheet.text(MARGIN + 50, line - 16, f"{place}", 38, sans=True, fill=SOFT, anchor="end")
        sheet.text(MARGIN + 78, line - 15, club, 45, bold=place == 1)
        difference = scored - conceded
        cells = (
            played,
            won,
            drawn,
            lost,
            f"{scored}–{conceded}",
            f"{difference:+d}".replace("-", "−") if difference else "0",
            points,
        )
        for x, cell in zip(columns, cells, strict=True):
            sheet.text(x, line - 16, f"{cell}", 41, sans=True, bold=x == columns[-1], anchor="middle")
        sheet.line(MARGIN, line, WIDTH - MARGIN, line, RULE, 2)
    sheet.foot("M menang, S seri, K kalah · klub rekaan")
    return sheet


# ── Sound ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def gelombang_gamelan() -> Sheet:
    sheet = Sheet()
    sheet.heading(
        ["Ombak, slendro, dan pelog"], ["Dua bilah yang sengaja tidak persis sama, dan jarak antarnada dua laras"], 82
    )
    left, right, middle = MARGIN, WIDTH - MARGIN, 352
    # Two close tones add up to one that swells and fades: 24 and 28 waves across the sheet make four beats.
    wave = [
        (
            left + i * (right - left) / 700,
            76 * (math.sin(2 * math.pi * 24 * i / 700) + math.sin(2 * math.pi * 28 * i / 700)) / 2,
        )
        for i in range(701)
    ]
    sheet.path("M" + "L".join(f"{x:.1f},{middle - y:.1f}" for x, y in wave), ACCENT, 4)
    for sign in (1, -1):
        shell = [
            (left + i * (right - left) / 200, middle - sign * 84 * abs(math.cos(math.pi * 4 * i / 200))) for i in range(201)
        ]
        sheet.path("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in shell), "#c9c2b3", 3, stroke_dasharray="10 8")
    sheet.text(left, 492, "Ombak: bunyi mengeras dan melemah", 38, sans=True, fill=SOFT)
    scales = (
        ("Slendro", "lima nada", (0, 240, 480, 720, 960, 1200)),
        ("Pelog", "tujuh nada", (0, 120, 260, 540, 675, 785, 945, 1200)),
    )
    first, last = 470, right - 24
    for number, (name, count, cents) in enumerate(scales):
        y = 592 + number * 134
        sheet.text(left, y + 8, name, 58, bold=True)
        sheet.text(left, y + 52, count, 37, sans=True, fill=SOFT)
        sheet.line(first, y, last, y, INK, 4)
        for tone, cent in enumerate(cents):
            x = first + (last - first) * cent / 1200
            octave = tone == len(cents) - 1
            sheet.circle(x, y, 22, PAPER if octave else ACCENT, stroke=ACCENT, stroke_width=5)
            if not octave:
                sheet.text(x, y + 62, f"{tone + 1}", 34, sans=True, fill=SOFT, anchor="middle")
    sheet.foot("Contoh laras; setiap perangkat gamelan berbeda")
    return sheet


# ── From sheet to file ───────────────────────────────────────────────────────────────────────────────────────────────

DRAWINGS: dict[str, Callable[[], Sheet]] = {
    "peta-perundingan": peta_perundingan,
    "linimasa-perundingan": linimasa_perundingan,
    "pripyat-panel": pripyat_panel,
    "grafik-harga-beras": grafik_harga_beras,
    "alur-beras": alur_beras,
    "penampang-rob": penampang_rob,
    "peta-tirta-asri": peta_tirta_asri,
    "panel-anggaran": panel_anggaran,
    "panel-uu-pers": panel_uu_pers,
    "fase-bulan": fase_bulan,
    "lintasan-bulan": lintasan_bulan,
    "rantai-rabies": rantai_rabies,
    "hitung-anjing": hitung_anjing,
    "grafik-hujan": grafik_hujan,
    "waktu-tunggu": waktu_tunggu,
    "klasemen-liga-kampung": klasemen_liga_kampung,
    "panel-tajuk": panel_tajuk,
    "gelombang-gamelan": gelombang_gamelan,
    "panel-buku": panel_buku,
}


def font_faces(folder: Path | None) -> str:
    """CSS for the fonts the folder holds; nothing where the machine's own must do."""
    if folder is None:
        return ""
    return "".join(
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};"
        f"src:url('{(folder / name).resolve().as_uri()}')}}"
        for name, (family, style, weight) in FONT_FILES.items()
        if (folder / name).is_file()
    )


def photograph(sheet: Sheet, fonts: Path | None, target: Path) -> None:
    """Let chromium draw the sheet, then keep as few colours as the eye needs."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        page.write_text(
            f"<!doctype html><meta charset='utf-8'><style>{font_faces(fonts)}body{{margin:0}}svg{{display:block}}</style>"
            f"{sheet.svg()}",
            encoding="utf-8",
        )
        command = [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            f"--user-data-dir={folder}/profile",
            f"--screenshot={shot}",
            f"--window-size={WIDTH},{HEIGHT}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  our own page and path
        with Image.open(shot) as image:
            image.convert("RGB").quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
                target, optimize=True
            )


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the graphics of the demo edition.")
    parser.add_argument("names", nargs="*", help=f"which (default: all {len(DRAWINGS)})")
    parser.add_argument("--fonts", type=Path, help="a folder with " + ", ".join(FONT_FILES))
    parser.add_argument("--to", type=Path, default=PHOTOS, help="where the PNG files go")
    options = parser.parse_args()
    unknown = set(options.names) - set(DRAWINGS)
    if unknown:
        parser.error("no such drawing: " + ", ".join(sorted(unknown)))
    for name in options.names or DRAWINGS:
        target = options.to / f"{name}.png"
        photograph(DRAWINGS[name](), options.fonts, target)
        target.with_name(f"{name}.png.license").write_text(LICENCE, encoding="utf-8")
        sys.stdout.write(f"{target.stat().st_size / 1000:7.1f} kB  {target.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
