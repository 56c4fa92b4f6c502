"""The papers that partnerships hand over: composed once, then written as Word, PDF, HTML or Excel."""
