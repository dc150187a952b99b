"""What older readers read is short and plain, in both languages; pages for agencies and railways have their own terms.

The sentences are those of the seniors' and the family's templates and views, and of the reasons and errors they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from planner.folders import ROOT
from planner.rules import load_themes
from planner.sentences import NAMES, REASONS
from planner.sentences.errors import RANGES, UNKNOWN

ELDERS = ("templates/seniors", "templates/jobs", "templates/family", "templates/components", "templates/errors",
          "routes/seniors", "routes/jobs", "routes/family")  # fmt: skip
ALSO = ("templates/base.html", "routes/errors.py", "routes/formatters.py")
OF_TRADES = ("diagram.html",)  # of railways
ERRORS_OF_TRADES = ("which_train", "file_train", "train_way", "section", "call", "objective", "running", "stock", "way",
                    "guests", "calls", "paths", "stay")  # fmt: skip
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}

LONGEST_ZH, LONGEST_EN = 40, 26  # signs, words, from one full stop to the next
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
OFFICIALESE = """
    适老 赋能 优化 智能 一站式 打造 助力 提升 体验 用户 老年人 银发族 人性化 贴心 尊享 全方位 可行性 不可行
    约束 参数 算法 求解 最优 目标函数 无效 非法 系统 服务器 点击 登录 提交 配置 进行 予以 该项 届时 敬请
    梅脱 运行线 天窗 股道 车底 任务 请求 行动能力 无障碍通道
"""
JARGON = """
    feasible infeasible optimal optimise optimize solver constraint parameter algorithm invalid illegal server submit
    click user utilise utilize facilitate elderly empower seamless leverage configure metabolic request task job
"""


def gathered() -> Iterator[tuple[str, str]]:
    """Every sentence elders read, with where it stands."""
    for folder in ELDERS:
        for file, _, message, _, _ in extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS):
            if not file.endswith(OF_TRADES):
                yield from (
                    (text, f"{folder}/{file}") for text in ((message,) if isinstance(message, str) else message)
                )
    for path in ALSO:
        file = ROOT / path
        for found, _, message, _, _ in extract_from_dir(file.parent, METHODS, keywords=KEYWORDS):
            if found == file.name:
                yield from ((text, path) for text in _forms(message))
    for name, table in {"REASONS": REASONS, "UNKNOWN": UNKNOWN, "RANGES": RANGES, "NAMES": NAMES}.items():
        for code, text in table.items():
            if not code.startswith("train_") and code not in ERRORS_OF_TRADES:
                yield text, f"sentences.{name}[{code}]"


def themed() -> Iterator[tuple[str, tuple[str, str]]]:
    """What is said of themes, which stands in the data in both languages."""
    for theme in load_themes(ROOT / "data").values():
        for what in ("", "hint", "pick", "places", *(("trips",) if theme.trips_zh else ())):
            yield theme.words("zh", what), (theme.words("en", what), f"data/themes.toml[{theme.id}]")


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(text for text in message if text)


@pytest.fixture(scope="module")
def spoken() -> dict[str, tuple[str, str]]:
    """By Chinese sentence: its English, and where it stands."""
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        english: dict[str, str] = {}
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            english |= {key: " / ".join(texts) for key in ids if key}
    return {text: (english[text], where) for text, where in gathered()} | dict(themed())


def parts(text: str, ends: str) -> list[str]:
    """The text from one full stop to the next, what is filled in left out."""
    return [part.strip() for part in re.split(ends, PLACEHOLDER.sub("一", text)) if part.strip()]


@pytest.mark.thorough
def test_enough_is_gathered(spoken: dict[str, tuple[str, str]]) -> None:
    assert len(spoken) > 400
    for known in ("请核对一下", "没有这一页", "多加 {more} 天就能排下。", "怀旧", "跳到正文"):
        assert known in spoken


def test_sentences_are_short(spoken: dict[str, tuple[str, str]]) -> None:
    long = [
        f"{where}: {part}"
        for chinese, (english, where) in spoken.items()
        for part in (
            *(part for part in parts(chinese, "[。！？；：\n]") if len(part) > LONGEST_ZH),
            *(part for part in parts(english, r"[.!?;:\n/](?:\s|$)|…") if len(part.split()) > LONGEST_EN),
        )
    ]
    assert not long, "\n".join(long)


def test_words_are_plain(spoken: dict[str, tuple[str, str]]) -> None:
    jargon = re.compile(rf"(?i:\b({'|'.join(JARGON.split())})(s|d|ed|ing|ly)?\b)|\bMET\b")
    odd = [f"{where}: {zh}: {word}" for zh, (_, where) in spoken.items() for word in OFFICIALESE.split() if word in zh]
    odd += [f"{where}: {en}: {found[0]}" for en, where in spoken.values() if (found := jargon.search(en))]
    assert not odd, "\n".join(odd)


@pytest.mark.parametrize("text", ["这一项优化服务提升了您的体验。", "请求无效"])
def test_the_list_would_find_officialese(text: str) -> None:
    assert any(word in text for word in OFFICIALESE.split())
