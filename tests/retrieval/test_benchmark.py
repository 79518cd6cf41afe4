"""Two retrievers over one corpus of long documents, and the measures they are held against."""

from collections.abc import Callable
from itertools import count

import numpy as np
import pytest

from retrieval.benchmark import (
    PASSAGE,
    Asked,
    Comparison,
    Document,
    Ours,
    Plain,
    compare,
    is_hit,
    list_passages,
    measure,
    ndcg,
    reciprocal_rank,
)
from retrieval.embedder import Matrix
from tests.retrieval.library import HashEmbedder

FILLER = "Cơ quan nhà nước hướng dẫn thi hành điều này theo thẩm quyền. " * 30
PROBATION = Document("26", "Tiền lương thử việc", "Ít nhất phải bằng 85% mức lương của công việc đó.")
OVERTIME = Document("98", "Tiền lương làm thêm giờ", "Vào ngày thường, ít nhất bằng 150%.")
WAY = Document("7", "Đường đi làm", "Đường đi từ nhà đến nơi làm việc.")
REST = Document("9", "Dưỡng sức sau sinh", "Lao động nữ được nghỉ dưỡng sức.")
LAW = (PROBATION, OVERTIME, WAY, REST)


def ours(*documents: Document) -> Ours:
    return Ours.build(documents, HashEmbedder())


def asked(text: str, *relevant: str) -> Asked:
    return Asked(text, text, dict.fromkeys(relevant, 1.0))


class Ticking:
    """A clock that moves on by one second at every look."""

    def __init__(self) -> None:
        self._seconds = count()

    def __call__(self) -> float:
        return float(next(self._seconds))


class Fixed:
    """A retriever that gives every message the same ranking."""

    def __init__(self, *ranking: str) -> None:
        self._ranking = list(ranking)

    def rank(self, message: str) -> list[str]:
        return self._ranking


def test_without_marks_ours_finds_the_document_and_bm25s_alone_finds_nothing() -> None:
    message = "luong thu viec bao nhieu"

    assert ours(*LAW).rank(message)[0] == "26"
    assert Plain.build(LAW).rank(message) == []


def test_abbreviations_are_read_before_the_search() -> None:
    documents = (
        Document("1", "Bảo hiểm thất nghiệp", "Mức hưởng."),
        Document("2", "Bảo hiểm y tế", "Mức hưởng."),
    )

    assert ours(*documents).rank("bhtn hưởng sao")[0] == "1"


def test_marks_that_were_typed_tell_words_apart() -> None:
    retriever = ours(*LAW)

    assert retriever.rank("đường")[0] == "7"
    assert retriever.rank("dưỡng")[0] == "9"


def test_a_slip_is_put_right_by_the_words_of_the_corpus() -> None:
    assert ours(*LAW).rank("làm theem giowf")[0] == "98"
    assert ours(*LAW).rank("duong suc sau sijnh")[0] == "9"


def test_an_answer_deep_in_a_long_text_is_found() -> None:
    documents = [Document(str(n), "Quy định chung", FILLER) for n in range(4)]
    documents.append(
        Document("deep", "Quy định chung", f"{FILLER}\nNgười cao tuổi được làm việc ngắn hơn.\n{FILLER}")
    )

    assert ours(*documents).rank("người cao tuổi làm ngắn hơn không")[0] == "deep"


def test_meaning_ranks_where_no_word_is_shared() -> None:
    class Synonyms(HashEmbedder):
        """Knows that sa thải and đuổi việc point the same way."""

        def embed(self, texts: object, marks: object) -> Matrix:
            rows = [[1.0, 0.0] if {"thải", "đuổi"} & set(text) else [0.0, 1.0] for text in texts]  # type: ignore[attr-defined]
            return np.array(rows, np.float32)

    documents = (WAY, Document("125", "Sa thải", "Trộm cắp."))

    assert Ours.build(documents, Synonyms(2)).rank("bị đuổi")[0] == "125"


def test_a_document_without_a_title_is_not_behind_for_that() -> None:
    text = "Nghỉ hằng năm được hưởng nguyên lương."
    titled = (
        Document("a", "Nghỉ lễ", "Nghỉ lễ, tết."),
        Document("b", "", text),
        Document("c", "Lương", "Trả lương."),
    )

    assert ours(*titled).rank("nghỉ hằng năm hưởng lương")[0] == "b"


def test_a_document_that_is_only_a_title_can_be_found() -> None:
    assert ours(WAY, Document("t", "Tuổi nghỉ hưu", "")).rank("tuổi nghỉ hưu")[0] == "t"


def test_at_most_ten_are_ranked_best_first_none_twice() -> None:
    documents = [Document(str(n), "Lương", "Trả lương. " + "Việc khác. " * n) for n in range(15)]

    for retriever in (ours(*documents), Plain.build(documents)):
        ranking = retriever.rank("trả lương")

        assert len(set(ranking)) == len(ranking) == 10
        assert ranking[0] == "0"


@pytest.mark.parametrize("message", ["", "?!", "🙂🙂", "\ud800", "lương " * 10_000, "a" * 50_000, "\x00\n\t"])
def test_any_message_gets_a_ranking_or_none(message: str) -> None:
    documents = (*LAW, Document("!", "!!!", "…"))

    for retriever in (ours(*documents), Plain.build(documents)):
        assert set(retriever.rank(message)) <= {document.id for document in documents}


@pytest.mark.parametrize("build", [ours, lambda *documents: Plain.build(documents)])
def test_a_corpus_of_one_document_without_a_word_can_be_searched(build: Callable[..., Ours | Plain]) -> None:
    assert build(Document("!", "!!!", "…")).rank("lương") == []


def test_passages_keep_every_word_in_order_and_their_length() -> None:
    text = "một hai ba\n" * 40 + " ".join(map(str, range(3 * PASSAGE + 5))) + "\n\nhết"

    passages = list(list_passages(text))

    assert " ".join(passages).split() == text.split()
    assert max(len(passage.split()) for passage in passages) == PASSAGE
    assert list(list_passages(" \n ")) == []


def test_a_hit_looks_only_at_the_first_k() -> None:
    grades = {"c": 1.0}

    assert [is_hit(["a", "b", "c"], grades, k) for k in (1, 2, 3)] == [False, False, True]


def test_the_reciprocal_rank_counts_from_one_and_stops_at_ten() -> None:
    ten = [str(n) for n in range(10)]

    assert reciprocal_rank(ten, {"0": 1.0, "1": 1.0}) == 1
    assert reciprocal_rank(ten, {"3": 1.0}) == 0.25
    assert reciprocal_rank([*ten, "eleventh"], {"eleventh": 1.0}) == 0


def test_ndcg_is_one_for_the_best_order_and_knows_grades() -> None:
    grades = {"a": 2.0, "b": 1.0}

    assert ndcg(["a", "b"], grades) == pytest.approx(1)
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 2 / np.log2(3)) / (2 + 1 / np.log2(3)))
    assert ndcg(["x", "a"], grades) == pytest.approx(2 / np.log2(3) / (2 + 1 / np.log2(3)))
    assert ndcg(["x"], grades) == 0


def test_ndcg_can_be_one_when_more_than_ten_documents_answer() -> None:
    grades = {str(n): 1.0 for n in range(30)}

    assert ndcg([str(n) for n in range(10)], grades) == pytest.approx(1)


def test_measures_are_means_over_all_queries() -> None:
    queries = [asked("one", "a"), asked("two", "b"), asked("three", "lost"), asked("four", "d", "a")]

    measures = measure(lambda: Fixed("a", "b", "c", "d"), queries, clock=Ticking())

    assert (measures.hits_1, measures.hits_3, measures.hits_10) == (0.5, 0.75, 0.75)
    assert measures.mrr_10 == (1 + 1 / 2 + 0 + 1) / 4
    assert (measures.build_s, measures.p50_ms, measures.p95_ms) == (1, 1000, 1000)


def test_both_are_measured_on_the_same_queries() -> None:
    queries = [asked("tiền lương thử việc", "26"), asked("tien luong lam them gio", "98")]

    comparison = compare(LAW, queries, HashEmbedder(), clock=Ticking())

    assert (comparison.documents, comparison.queries) == (4, 2)
    assert (comparison.ours.hits_1, comparison.plain.hits_1, comparison.ratio) == (1, 0.5, 2)
    assert comparison.to_json()["ratio_R@1"] == 2


def test_there_is_no_ratio_to_nothing() -> None:
    comparison: Comparison = compare(LAW, [asked("duong di lam", "7")], HashEmbedder(), clock=Ticking())

    assert comparison.plain.hits_1 == 0
    assert comparison.ratio is None
