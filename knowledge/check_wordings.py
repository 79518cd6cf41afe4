"""Wordings and answers that stand in two entries: the same words, or nearly the same.

Nearness is the Jaccard share of syllables and pairs of syllables, marks and empty words stripped. The cuts were set by
reading the nearest pairs of 11,000 wordings: above them two entries fight for one message, below them they are
neighbours that one word tells apart ("báo trước khi người lao động …" and "… người sử dụng lao động …" share 0.81).
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.marks import strip_marks
from knowledge.parameters import PLACEHOLDER
from knowledge.source import Draft
from knowledge.yaml_file import Problem

NEAR_WORDINGS = 0.85
NEAR_ANSWERS = 0.65
EMPTY = frozenset(
    {
        *(
            "thì",
            "là",
            "những",
            "các",
            "của",
            "vậy",
            "à",
            "ạ",
            "em",
            "anh",
            "mình",
            "tôi",
            "tui",
            "mà",
            "hả",
            "nhỉ",
            "rồi",
        ),
        *("với", "hỏi", "dạ", "ơi", "có", "phải", "nhé", "cũng"),
        *(
            "thi",
            "nhung",
            "cac",
            "cua",
            "vay",
            "minh",
            "roi",
            "voi",
            "oi",
            "nhe",
            "cung",
        ),  # typed without marks
    }
)
ASKING = frozenset(
    {"khong", "hong", "ko", "k", "hok", "hem"}
)  # empty at the end of a question, "not" anywhere else

Gram = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of one entry."""

    draft: Draft
    text: str
    grams: frozenset[Gram]


def fold(text: str) -> str:
    """Lowercase words without punctuation."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def build_grams(text: str) -> frozenset[Gram]:
    """The syllables that say something, and the pairs they stand in."""
    words = fold(text).split()
    while words and (words[-1] in EMPTY or strip_marks(words[-1]) in ASKING):
        words.pop()
    words = [strip_marks(word) for word in words if word not in EMPTY]
    return frozenset(words) | frozenset(pairwise(words))


def find_near(wordings: Sequence[Wording], cut: float) -> Iterator[tuple[Wording, Wording, float]]:
    """Pairs of different entries that share at least `cut`, each entry's text before the later one's.

    Two sets that share so much must meet among their rarest members, so only those are indexed.

    Source:
        Bayardo, Ma, Srikant, WWW 2007, doi:10.1145/1242572.1242591 (prefix filtering).
    """
    frequency = Counter(gram for wording in wordings for gram in wording.grams)
    seen: dict[Gram, list[int]] = defaultdict(list)
    order = sorted(range(len(wordings)), key=lambda index: len(wordings[index].grams))
    for index in order:
        mine = wordings[index]
        size = len(mine.grams)
        rarest = sorted(mine.grams, key=lambda gram: (frequency[gram], str(gram)))
        candidates: set[int] = set()
        for gram in rarest[: size - math.ceil(cut * size) + 1]:
            candidates.update(other for other in seen[gram] if len(wordings[other].grams) >= cut * size)
            seen[gram].append(index)
        for other in sorted(candidates):
            first, second = (wordings[place] for place in sorted((index, other)))
            share = _share(first.grams, second.grams)
            if first.draft is not second.draft and share >= cut:
                yield first, second, share


def _share(one: frozenset[Gram], other: frozenset[Gram]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def wording_problems(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """Wordings two entries fight for, answers that say the same, and wordings that stand twice."""
    yield from _repeated(drafts)
    yield from _near_wordings(drafts)
    yield from _near_answers(drafts)


def _repeated(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """The same wording twice, wherever it stands."""
    wordings: dict[str, Draft] = {}
    for draft in drafts:
        for text in dict.fromkeys((fold(draft.question), *map(fold, draft.variants))):
            other = wordings.setdefault(strip_marks(text), draft)
            if other is not draft:
                yield Problem(draft.file, draft.line, f"{draft.id}: {text!r} is also a wording of {other.id}")
        if len({fold(variant) for variant in draft.variants}) < len(draft.variants):
            yield Problem(draft.file, draft.line, f"{draft.id}: a variant stands twice")


def _near_wordings(drafts: Sequence[Draft]) -> Iterator[Problem]:
    wordings = [
        Wording(draft, text, build_grams(text))
        for draft in drafts
        for text in dict.fromkeys((draft.question, *draft.variants))
    ]
    for first, second, _ in find_near([wording for wording in wordings if wording.grams], NEAR_WORDINGS):
        if strip_marks(fold(first.text)) != strip_marks(fold(second.text)):
            draft = second.draft
            message = f"{draft.id}: {second.text!r} is nearly {first.text!r} of {first.draft.id}"
            yield Problem(draft.file, draft.line, message)


def _near_answers(drafts: Sequence[Draft]) -> Iterator[Problem]:
    answers = [
        Wording(draft, draft.answer, build_grams(PLACEHOLDER.sub(" ", draft.answer))) for draft in drafts
    ]
    for first, second, share in find_near([answer for answer in answers if answer.grams], NEAR_ANSWERS):
        draft = second.draft
        message = f"{draft.id}: the answer shares {share:.0%} of its words with {first.draft.id}"
        yield Problem(draft.file, draft.line, message)
