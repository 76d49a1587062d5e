"""Both scripts are searched; texts keep their length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.script import both_scripts, simplified


def test_the_reading_vocabulary_is_folded() -> None:
    assert simplified("遣返場所、邊防檢查站、拘留審查") == "遣返场所、边防检查站、拘留审查"
    assert simplified("鐵絲網與視頻監控") == "铁丝网與视频监控"


def test_a_term_is_searched_in_both_scripts() -> None:
    assert both_scripts("边防") == ("边防", "邊防")
    assert both_scripts("邊防") == ("邊防", "边防")
    assert both_scripts("遣返") == ("遣返",)


@given(st.text(max_size=50))
def test_offsets_stay(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)
