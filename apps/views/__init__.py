"""One page a file; each calls its own `render` when Streamlit runs it."""
