"""The share of every topic."""

from dataclasses import replace

from knowledge.check import problems
from knowledge.check_shares import LEAST_IN_ALL, LEAST_SITUATIONS, least_of, share_problems
from knowledge.entry import ReviewStatus
from knowledge.source import Draft, Source
from knowledge.topics import TOPICS
from tests.knowledge.checking import sound_draft
from tests.knowledge.content import TODAY, make_document


def full_library() -> list[Draft]:
    """Every topic with its share, enough in all, enough situations."""
    topics = [topic for topic in TOPICS for _ in range(least_of(topic))]
    topics += ["wages"] * (LEAST_IN_ALL - len(topics))
    drafts = [sound_draft(id=f"m-{n}", topic=topic) for n, topic in enumerate(topics)]
    return [
        replace(draft, situation="Chị H. hỏi.") if n < LEAST_SITUATIONS else draft
        for n, draft in enumerate(drafts)
    ]


def told(drafts: list[Draft]) -> list[str]:
    return [str(problem) for problem in share_problems(drafts)]


def test_a_full_library_has_its_shares() -> None:
    assert told(full_library()) == []


def test_a_topic_below_its_share_is_told_and_drafts_in_review_do_not_count() -> None:
    drafts = full_library()
    place = next(n for n, draft in enumerate(drafts) if draft.topic == "probation")
    drafts[place] = replace(drafts[place], status=ReviewStatus.REVIEW)
    drafts.append(sound_draft(topic="wages", situation="Chị H. hỏi."))

    assert told(drafts) == ["probation.yaml:0: has 11 approved entries, at least 12 are needed"]


def test_rumours_need_fewer() -> None:
    assert (least_of("scams"), least_of("wages")) == (10, 12)


def test_too_few_in_all_are_told() -> None:
    drafts = full_library()
    drafts.remove(next(draft for draft in reversed(drafts) if draft.topic == "wages"))

    assert told(drafts) == ["entries:0: 699 approved entries in all, at least 700 are needed"]


def test_too_few_situations_are_told() -> None:
    drafts = full_library()
    drafts[0] = replace(drafts[0], situation="")

    assert told(drafts) == ["entries:0: 59 entries have a situation, at least 60 are needed"]


def test_a_local_folder_is_not_asked_for_shares() -> None:
    source = Source(drafts=[sound_draft()], documents=[make_document()])

    assert problems(source, today=TODAY) == []
    assert len(problems(source, today=TODAY, shares=True)) == len(TOPICS) + 2
