"""Slips of the thumb put right, but only into words our own questions use beside the same neighbours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.syllable import fold
from retrieval.text import Query, Syllables

MOST = 12  # corrections looked for in one message
SHORTEST, LONGEST = 3, 14  # letters of a word that is looked at
_LETTERS = "abcdeghiklmnopqrstuvxy"


class Speller:
    """Knows the syllables of our own questions and which of them stand side by side."""

    def __init__(self, wordings: Iterable[Sequence[str]]) -> None:
        """`wordings` are given as read syllables."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._pairs: Counter[tuple[str, str]] = Counter()
        for syllables in wordings:
            folded = [fold(s) for s in syllables]
            self._pairs.update(pairwise(folded))
            for short, full in zip(folded, syllables, strict=True):
                forms[short][full] += 1
        self._forms = {short: counts.most_common(1)[0][0] for short, counts in forms.items()}

    def __contains__(self, folded: object) -> bool:
        return folded in self._forms

    def correct(self, query: Query) -> Query:
        """The query with its slips put right, in the whole and in the focus."""
        return replace(query, syllables=self._correct(query.syllables), focus=self._correct(query.focus))

    def _correct(self, syllables: Syllables) -> Syllables:
        folded, looked, out = [fold(s) for s in syllables], 0, list[str]()
        for i, word in enumerate(folded):
            is_slip = SHORTEST <= len(word) <= LONGEST and word.isalpha() and word not in self._forms
            if not is_slip or looked >= MOST:
                out.append(syllables[i])
                continue
            looked += 1
            before, after = folded[i - 1] if i else "", folded[i + 1] if i + 1 < len(folded) else ""
            out += self._best(word, before, after) or (syllables[i],)
        return tuple(out)

    def _best(self, word: str, before: str, after: str) -> Syllables:
        """The one or two known syllables meant, or () where no neighbour speaks for any."""
        ranked = [(self._heard(option, before, after), option) for option in {*self._options(word)}]
        weight, option = max(ranked, default=(0, ()))
        return tuple(self._forms[s] for s in option) if weight > 0 else ()

    def _heard(self, option: Syllables, before: str, after: str) -> int:
        """How often our questions say it between these neighbours; a glued pair also between its own halves."""
        inner = self._pairs[option] if len(option) == 2 else 1
        return (
            inner
            and self._pairs[before, option[0]] + self._pairs[option[-1], after] + (len(option) == 2) * inner
        )

    def _options(self, word: str) -> Iterator[Syllables]:
        """Every known syllable one slip away, and every split into two known ones."""
        for i in range(len(word) + 1):
            head, tail = word[:i], word[i:]
            if head in self._forms and tail in self._forms:
                yield (head, tail)
            changed = [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]] if tail else []
            changed += [head + c + tail[1:] for c in _LETTERS if tail]
            changed += [head + c + tail for c in _LETTERS]
            yield from ((option,) for option in changed if option in self._forms)
