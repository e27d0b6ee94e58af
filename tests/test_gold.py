"""All gold against the floors: `reformcli eval GOLD... --floors tests/floors.json --errors` lists what is wrong."""

from pathlib import Path

import pytest

from reformcli.score import evaluate, load_gold
from reformcli.score.floors import load_floors, measured, shortfalls

TESTS = Path(__file__).parent
SHARED = TESTS.parent.parent / "shared" / "gold"
OWN = TESTS / "gold"


@pytest.mark.parametrize(("gold", "floors", "absent"), [
    pytest.param(SHARED, "floors.json", "it is no part of the repository, and a checkout alone lacks it", id="shared"),
    pytest.param(OWN, "own_floors.json", "no texts have been annotated for the repository itself", id="own"),
])
def test_no_score_is_below_its_floor(gold: Path, floors: str, absent: str) -> None:
    if not gold.is_dir():
        pytest.skip(f"there is no gold at {gold}: {absent}")
    loaded = load_gold([gold])
    assert not loaded.problems
    assert not shortfalls(measured(evaluate(loaded.articles)), load_floors(TESTS / floors))
