"""Texts that look like formulas, markup or templates, and are only words."""

INERT = (
    "=cmd|' /C calc'!A0",
    "+44 7700 900123",
    "@home",
    "-5 trend",
    "<script>alert(1)</script>",
    "![x](http://127.0.0.1/p)",
    "{{7*7}}",
    "'; DROP TABLE scores; --",
    "../../etc/passwd",
    ":red[x] $\\frac10$",
    "%s%n{0}",
    "Robert’s “Café” – a | b",
    '=HYPERLINK("http://x","y")',
    "'=1+2",
    "''@x",
    "[link](javascript:alert(1))",
    "`code` **bold** _it_ # head",
    "&lt;b&gt; &amp;",
    "[bold red]rich[/bold red]",
    "\N{FULLWIDTH EQUALS SIGN}1+2",
)
