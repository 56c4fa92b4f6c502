"""The one look of every chart."""

import altair as alt

INK = "#0b0c0c"
PAPER = "#ffffff"
DARK_BLUE, DARK_PINK, PALE_BLUE, GREY = "#12436D", "#801650", "#ADD1F1", "#F2F2F2"
"""From the palette for charts of the Government Analysis Function's data visualisation guidance."""

Drawn = alt.LayerChart | alt.FacetChart
"""A chart in layers; Altair types every layered chart so."""

CHART_ROW = 26
"""Pixels of a chart's row."""

WIDTH = 860
"""Pixels of a whole chart: it fits a laptop, and a phone scrolls it."""


@alt.theme.register("csp_toolkit", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the one look of every chart: dark text in full, level labels, white ground."""
    return alt.theme.ThemeConfig(
        config={
            "background": PAPER,
            "font": "Liberation Sans, Arial, sans-serif",
            "axis": {
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


def stepped(chart: Drawn) -> Drawn:
    """Give every row of a chart the same height, whatever their number."""
    even: Drawn = chart.properties(height=alt.Step(CHART_ROW), width=WIDTH)
    return even
