"""Names that the county page's inputs have, in session state and in the page's address."""

TAB = "tab"
ISSUES = "issues"
PLAN = "plan"
SCAN = "scan"
DISTRICT = "district"
TILES = "tiles"
EARLIER = "earlier"
