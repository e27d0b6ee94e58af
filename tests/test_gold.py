"""All gold against the floors: `reformcli eval GOLD... --floors tests/floors.json --errors` lists what is wrong."""

from pathlib import Path

import pytest

from reformcli.score import evaluate, load_gold
from reformcli.score.floors import load_floors, measured, shortfalls

TESTS = Path(__file__).parent
SHARED = TESTS.parent.parent / "shared" / "gold"  # outside of the repository: a checkout alone does not have it
OWN = TESTS / "gold"


@pytest.mark.parametrize(("gold", "floors"), [(SHARED, TESTS / "floors.json"), (OWN, TESTS / "own_floors.json")],
                         ids=["shared", "own"])
def test_no_score_is_below_its_floor(gold: Path, floors: Path) -> None:
    if not any(gold.rglob("*.jsonl")):
        pytest.skip(f"there is no gold in {gold}")
    loaded = load_gold([gold])
    assert not loaded.problems
    assert not shortfalls(measured(evaluate(loaded.articles)), load_floors(floors))
