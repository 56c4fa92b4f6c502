"""The Streamlit app: pages that take input, call the toolkit and draw."""
