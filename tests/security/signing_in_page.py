"""A page for tests: it says who is at this browser session."""

import os
from pathlib import Path

import streamlit as st

from apps.sign_in import asked_from, current_principal, sign_in_notice
from toolkit.errors import ToolkitError
from toolkit.store.address import Address
from toolkit.store.database import Database
from toolkit.store.store import Store


def main() -> None:
    with Store(Database(Address(path=Path(os.environ["TEST_DATABASE"])))) as store:
        try:
            found = current_principal(store)
        except ToolkitError as error:
            st.text(f"stopped: {error}")
            return
        st.text(f"id: {found.id if found else None}")
        st.text(f"roles: {', '.join(map(str, found.grants)) if found else ''}")
        st.text(f"notice: {sign_in_notice(store).sentence}")
        st.text(f"from: {asked_from()}")


if __name__ == "__main__":
    main()
