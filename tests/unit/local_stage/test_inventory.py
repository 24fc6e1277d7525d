from ops.local_stage.inventory import Inventory
from ops.local_stage.ports import Ports
from support.emulators import running_emulators


def test_an_inventory_is_what_both_emulators_tell() -> None:
    with running_emulators() as emulators:
        emulators.tables = ["b", "a"]
        assert Inventory.read(emulators.ports) == Inventory("one", ["a", "b"], ["us-east-1_one"])
        emulators.pools = []
        assert Inventory.read(emulators.ports) == Inventory("one", ["a", "b"], [])
        emulators.session = "two"
        assert Inventory.read(emulators.ports) == Inventory("two", ["a", "b"], [])


def test_without_an_answer_there_is_none() -> None:
    assert Inventory.read(Ports.free()) is None


def test_an_answer_that_is_none_of_theirs_is_none() -> None:
    with running_emulators() as emulators:
        emulators.tables = [1, None]  # type: ignore[list-item]
        assert Inventory.read(emulators.ports) is None
        emulators.tables = []
        assert Inventory.read(emulators.ports) is not None
