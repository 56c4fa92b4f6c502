"""The one look of every chart."""

import altair as alt

INK, PAPER = "#0b0c0c", "#ffffff"
DARK_BLUE, DARK_PINK, PALE_BLUE, GREY = "#12436D", "#801650", "#ADD1F1", "#F2F2F2"
"""From the palette for charts of the Government Analysis Function's data visualisation guidance."""

FONT = "Liberation Sans, Arial, sans-serif"

Drawn = alt.LayerChart | alt.FacetChart
"""A chart in layers; Altair types every layered chart so."""


@alt.theme.register("csp_toolkit", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the one look of every chart: dark text in full, level labels, white ground."""
    return alt.theme.ThemeConfig(
        config={
            "background": PAPER,
            "font": FONT,
            "axis": {
                "labelFont": FONT,
                "titleFont": FONT,
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "labelLimit": 0,
                "labelAngle": 0,
                "domainColor": INK,
                "tickColor": INK,
                "gridColor": "#dddddd",
            },
            "legend": {
                "labelFont": FONT,
                "titleFont": FONT,
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "orient": "top",
                "symbolType": "square",
            },
            "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
            "text": {"color": INK, "fontSize": 13},
            "view": {"stroke": None},
        }
    )


def x_at(place: float | str) -> alt.XValue:
    """Return a fixed place across; unlike `alt.value`, Altair need not search what it may be."""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


def x2_at(place: float) -> alt.X2Value:
    """Return the other end of a mark across, as `x_at`."""
    return alt.X2Value(place)  # type: ignore[no-untyped-call]


def y_at(place: float) -> alt.YValue:
    """Return a fixed place down, as `x_at`."""
    return alt.YValue(place)  # type: ignore[no-untyped-call]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written ``#rrggbb``, from 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[k : k + 2], 16) / 255) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 (WCAG)


def ink_on(fill: str) -> str:
    """Return the text colour, dark or light, that reads better on `fill`."""
    return INK if contrast(INK, fill) >= contrast(PAPER, fill) else PAPER
