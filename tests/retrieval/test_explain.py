"""A verdict is explained by what it really was read from."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Citation, Entry
from retrieval.explain import Reason, Silence, Why, explain
from retrieval.outcome import KINDS, REASONS, SILENCES, list_why
from retrieval.outside import read_outside
from retrieval.result import Context, Status
from retrieval.search import Searcher
from tests.retrieval.library import CALIBRATION, CODE, DAY, ENTRIES, make_searcher

_SHARED = make_searcher()
PROBATION = Context(("Thử việc tối đa mấy tháng?",), "thu-viec-bao-lau")
STORY = (
    "em làm công nhân may ba năm rồi, tháng trước xưởng cháy nên nghỉ ở nhà, sếp hứa trả đủ mà chưa thấy. "
    "vậy công ty nợ lương thì kêu ai?"
)
FOCUS = "sếp hứa trả đủ mà chưa thấy vậy công ty nợ lương thì gọi ai"  # whole clauses; kêu is gọi elsewhere


def why(message: str, *, context: Context | None = None, on: date = DAY, searcher: Searcher = _SHARED) -> Why:
    return explain(searcher, searcher.weigh(message, on=on, context=context), context)


def told(found: Why) -> str:
    """All that a person at a terminal is told."""
    return "\n".join(line for part in list_why(found.to_json()) for line in (part.title, *part.lines))


def beside_a_silent_one(**days: object) -> Searcher:
    """An entry that answers alone, and one that fits better and must be silent."""
    neighbour = replace(
        ENTRIES[0], id="khac", question="Lương thử việc trả ngày nào?", variants=("lương thử việc trả",)
    )
    silent = replace(ENTRIES[0], variants=(), **days)  # type: ignore[arg-type]
    return make_searcher(silent, neighbour, *ENTRIES[1:])


OVERTAKEN = "lương thử việc trả ít nhất bao nhiêu"


@pytest.mark.parametrize(
    "message", ["thử việc tính phép", "lương thử việc", "xin chào", "vượt đèn đỏ phạt sao", ""]
)
def test_what_is_weighed_for_an_explanation_is_what_is_served(message: str) -> None:
    for context in (None, PROBATION):
        weighed = _SHARED.weigh(message, on=DAY, context=context)

        assert weighed.result == _SHARED.search(message, on=DAY, context=context)


def test_the_reading_shows_short_forms_spoken_out_slips_put_right_and_greetings_off() -> None:
    reading = why("dạ cho em hỏi cty chậm trả lương hai thág").reading

    assert reading.syllables == "công ty chậm trả lương hai tháng"
    assert reading.focus == reading.syllables


def test_of_a_story_the_part_that_asks_is_shown() -> None:
    found = why(STORY)

    assert found.reading.focus == FOCUS
    assert found.reading.syllables.endswith(found.reading.focus)
    assert f"Phần hỏi: “{FOCUS}”" in told(found)


def test_a_known_wording_is_named_as_the_reason_and_shown_as_it_was_written() -> None:
    found = why("cong ty cham tra luong hai thang nay")

    assert found.reason is Reason.KNOWN_WORDING
    assert found.places[0].entry_id == "no-luong"
    assert found.places[0].matched == "công ty chậm trả lương hai tháng nay"
    assert "chữ có dấu không được tính" in told(found)


def test_the_sureness_is_the_one_of_the_answer_and_stands_beside_both_thresholds() -> None:
    message = "sếp ngâm lương công nhân không trả"

    found, best = why(message), _SHARED.search(message, on=DAY).best

    assert best is not None
    assert found.sureness == found.raw_sureness == round(best.score, 4)
    assert found.thresholds == {"answered": 0.7, "unsure": 0.25}
    assert "Từ 70,0 % thì trả lời, từ 25,0 % thì gợi ý" in told(found)


def test_second_and_third_are_behind_by_the_difference_of_their_scores() -> None:
    message = "thử việc tính phép"

    first, *others = why(message).places

    suggestions = _SHARED.search(message, on=DAY).suggestions
    assert [place.entry_id for place in (first, *others)] == [hit.entry.id for hit in suggestions]
    assert (first.behind, first.most_behind_in) == (0, None)
    assert len(others) == 2
    for place in others:
        assert place.behind > 0
        assert place.behind == pytest.approx(first.score - place.score, abs=2e-4)
        assert place.most_behind_in in place.scores
        key = str(place.most_behind_in)
        assert first.scores[key] > place.scores[key]


def test_every_place_shows_words_meaning_and_profile_on_their_own() -> None:
    place = why("thử việc được trả bao nhiêu phần trăm lương").places[0]

    assert set(place.scores) == {
        f"{part}{kind}" for part in ("", "focus_", "profile_") for kind in ("accented", "folded", "dense")
    }
    assert place.scores["dense"] == pytest.approx(1, abs=1e-3)
    assert 0 < place.scores["profile_dense"] < place.scores["dense"]


def test_an_entry_on_the_same_law_is_told_from_a_rival() -> None:
    twin = replace(
        ENTRIES[0],
        id="thu-viec-thap",
        question="Lương thử việc thấp thì làm gì?",
        variants=(),
        citations=(Citation(CODE, "97", is_primary=True), Citation(CODE, "26")),
    )

    found = why("lương thử việc ít nhất bao nhiêu", searcher=make_searcher(twin, *ENTRIES))

    is_same_law = {place.entry_id: place.is_same_law for place in found.places[1:]}
    assert is_same_law == {"thu-viec-thap": True, "thu-viec-bao-lau": False}
    assert told(found).count("Cùng điều luật") == 1


def test_between_the_thresholds_near_questions_are_the_reason() -> None:
    found = why("thử việc tính phép")

    assert found.reason is Reason.NEAR
    assert found.sureness is not None
    assert 0.25 <= found.sureness < 0.7


def test_a_follow_up_is_shown_with_the_message_it_was_read_with() -> None:
    found = why("thế lương thì sao", context=PROBATION)

    assert found.context.is_used
    assert found.reading.syllables == "thế lương thì sao"
    assert "Đọc kèm câu trước: “Thử việc tối đa mấy tháng?”" in told(found)


def test_a_new_question_is_shown_to_have_left_the_message_before_aside() -> None:
    found = why("làm đủ một năm có bao nhiêu ngày phép", context=PROBATION)

    assert not found.context.is_used
    assert "Không dùng câu trước: “Thử việc tối đa mấy tháng?”" in told(found)
    assert "Không có câu trước." in told(why("làm đủ một năm có bao nhiêu ngày phép"))


@pytest.mark.parametrize(
    ("days", "silence", "since", "words"),
    [
        ({"valid_to": DAY}, Silence.ENDED, DAY, "ngừng dùng từ 20/11/2026"),
        (
            {"valid_from": DAY + timedelta(days=1)},
            Silence.NOT_YET,
            DAY + timedelta(days=1),
            "đến 21/11/2026 mới có hiệu lực",
        ),
        (
            {"review_due_on": DAY - timedelta(days=1)},
            Silence.OVERDUE,
            DAY - timedelta(days=1),
            "quá hạn rà soát từ sau 19/11/2026",
        ),
    ],
)
def test_an_entry_that_must_be_silent_and_is_nearer_is_named_with_its_reason(
    days: dict[str, object], silence: Silence, since: date, words: str
) -> None:
    found = why(OVERTAKEN, searcher=beside_a_silent_one(**days))

    assert found.reason is Reason.SILENT_NEARER
    assert found.places[0].entry_id == "khac"
    assert found.silent is not None
    assert (found.silent.entry_id, found.silent.silence) == ("thu-viec-luong", silence)
    assert found.silent.since == since.isoformat()
    assert found.silent.matched == ENTRIES[0].question
    assert found.silent.ahead == pytest.approx(found.silent.score - found.places[0].score, abs=2e-4)
    assert found.silent.ahead > 0
    assert words in told(found)


def test_how_sure_it_was_before_the_silent_entry_was_looked_at_is_shown() -> None:
    found = why(OVERTAKEN, searcher=beside_a_silent_one(valid_to=DAY))

    assert found.sureness == found.thresholds["unsure"]
    assert found.raw_sureness is not None
    assert found.raw_sureness >= found.thresholds["answered"]
    assert "Hạ từ " in told(found)


def test_a_silent_entry_that_is_farther_is_not_named() -> None:
    found = why("làm đủ một năm có bao nhiêu ngày phép", searcher=beside_a_silent_one(valid_to=DAY))

    assert found.silent is None
    assert "Không có mục nào như vậy gần hơn." in told(found)


def test_the_nearest_kind_outside_our_field_is_named_with_its_example() -> None:
    stray, ours = why("vượt đèn đỏ bị phạt bao nhiêu tiền"), why("công ty chậm trả lương hai tháng nay")

    assert stray.outside is not None
    assert ours.outside is not None
    assert stray.reason is Reason.OUTSIDE_NEARER
    assert (stray.outside.kind, stray.outside.behind < 0) == ("traffic", True)
    assert "Giao thông: “vượt đèn đỏ bị phạt bao nhiêu tiền”" in told(stray)
    assert ours.outside.behind == pytest.approx(ours.places[0].score - ours.outside.score, abs=2e-4)
    assert ours.outside.behind > 0


@pytest.mark.parametrize(
    ("message", "on", "reason"),
    [
        ("xin chào ạ", DAY, Reason.FRIENDLY),
        ("?!?", DAY, Reason.UNREADABLE),
        ("lương thử việc ít nhất bao nhiêu", date(2030, 1, 1), Reason.NOTHING_IN_FORCE),
    ],
)
def test_what_is_decided_before_any_ranking_has_a_reason_and_no_scores(
    message: str, on: date, reason: Reason
) -> None:
    found = why(message, on=on)

    assert found.reason is reason
    assert (found.places, found.sureness, found.silent, found.outside) == ((), None, None, None)
    assert REASONS[reason] in told(found)
    assert "Mức chắc chắn\n" not in told(found)


STRICT = {"answered": 0.95, "unsure": 0.9}  # so strict that little passes
NO_WORK = {**STRICT, "field": (*[0.0] * 256, -1.0)}  # to which nothing looks like work


@pytest.mark.parametrize(
    ("message", "calibration", "context", "reason"),
    [
        ("thử việc tính phép", STRICT, None, Reason.TOO_FAR),
        ("thử việc tính phép", NO_WORK, None, Reason.OUTSIDE_LIKELY),
        ("ngày mai công ty có họp không", {}, None, Reason.OUTSIDE_WORDING),
        ("vậy thì công ty phải trả gì", STRICT, PROBATION, Reason.FOLLOW_UP),
        ("vậy thì công ty phải trả gì", {}, None, Reason.SURE),
    ],
)
def test_each_rule_of_the_verdict_has_its_own_reason(
    message: str, calibration: dict[str, object], context: Context | None, reason: Reason
) -> None:
    learnt = replace(CALIBRATION, **calibration)  # type: ignore[arg-type]
    searcher = Searcher(_SHARED.index, _SHARED.embedder, learnt)

    assert why(message, context=context, searcher=searcher).reason is reason


def test_every_reason_every_silence_and_every_kind_has_its_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(SILENCES) == set(Silence)
    assert set(KINDS) == {message.kind for message in read_outside()}


def fits(reason: Reason, status: Status) -> bool:
    """Whether a reason may stand beside a status."""
    allowed = {
        Status.ANSWERED: {Reason.KNOWN_WORDING, Reason.SURE},
        Status.UNSURE: {Reason.NEAR, Reason.FOLLOW_UP, Reason.SILENT_NEARER},
        Status.SMALLTALK: {Reason.FRIENDLY, Reason.OUTSIDE_NEARER, Reason.OUTSIDE_WORDING},
    }
    return reason in allowed.get(status, set(Reason) - allowed[Status.ANSWERED] - allowed[Status.UNSURE])


def wordings(entries: tuple[Entry, ...]) -> list[str]:
    return [word for entry in entries for text in (entry.question, *entry.variants) for word in text.split()]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(wordings(ENTRIES)), max_size=20).map(" ".join),
    ),
    st.text(max_size=40),
)
def test_any_message_can_be_explained_and_the_reason_fits_the_verdict(message: str, earlier: str) -> None:
    context = Context((earlier,))
    weighed = _SHARED.weigh(message, on=DAY, context=context)

    found = explain(_SHARED, weighed, context)

    assert fits(found.reason, weighed.result.status)
    assert json.loads(json.dumps(found.to_json()))["reason"] == found.reason
    assert told(found).startswith("Kết luận\n")
