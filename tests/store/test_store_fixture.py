from tests import small
from toolkit.model.principal import Principal
from toolkit.store.assessments import new_operation, open_return, start_return
from toolkit.store.store import Store


def test_a_return_put_into_the_store_comes_out_the_same(store: Store, person: Principal) -> None:
    return_ = small.plain({"burglary": (1, 2, 3), "gangs": (0, "unknown", 4)})

    started = start_return(store, person, return_, operation=new_operation())

    assert open_return(store, person, started.record.id).return_ == return_
