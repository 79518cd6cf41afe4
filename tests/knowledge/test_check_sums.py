"""The sums of an entry: those written for the machine, and those a worker reads."""

import pytest

from knowledge.check_sums import read_computed, sum_faults
from tests.knowledge.checking import messages, sound_draft


def test_right_sums_are_left_alone() -> None:
    draft = sound_draft(
        computed=("6 x 8000000 = 48000000", "1,5 + 2 x 0,4 = 2,3"),
        example="Lương 8.000.000 đồng: 8.000.000 x 85% = 6.800.000 đồng.",
        situation="Chị H. nghỉ 6 tháng: 6 tháng x 8.000.000 đồng = 48.000.000 đồng.",
    )
    assert list(sum_faults(draft)) == []
    assert len(list(read_computed(draft))) == 2


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"computed": ("6 x 8000000 = 47000000",)},
            "computed: '6 x 8000000 = 47000000' is wrong: it comes to 48000000",
        ),
        (
            {"computed": ("sáu lần tám",)},
            "computed: 'sáu lần tám': it must read like 6 x 8000000 = 48000000",
        ),
        (
            {"example": "Tính 8.000.000 x 85% = 6.900.000 đồng."},
            "example: '8.000.000 x 85% = 6.900.000' is wrong: it comes to 6800000",
        ),
        (
            {"situation": "Được 1,5 + 2 x 0,4 = 2,4 tháng."},
            "situation: '1,5 + 2 x 0,4 = 2,4' is wrong: it comes to 2.3",
        ),
        ({"conditions": "- 3 + 4 = 8."}, "conditions: '3 + 4 = 8' is wrong: it comes to 7"),
    ],
)
def test_a_wrong_sum_is_told_where_it_stands(changed: dict[str, object], expected: str) -> None:
    assert messages(sound_draft(**changed)) == [f"thu-viec: {expected}"]
