"""The stores on which the threats are tried: the same as for every other test of the store."""

from tests.store.conftest import address, database, person, store, where  # noqa: F401 (fixtures, used by name)
