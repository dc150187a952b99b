"""无障碍说明: what is asked of a site for readers of age, whether this one does it, and the test that shows it.

Asked by 工信部《互联网网站适老化通用设计规范》, its sister for apps (both as far as they could be read: in the press
and in copies) and WCAG 2.2. A state is given as it is: done, partly, not yet, or nothing here that it speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import render_template

from planner.sentences import N_
from routes.seniors.blueprint import bp

State = Literal["done", "partly", "not", "none"]
STATES: dict[State, str] = {
    "done": N_("做到了"), "partly": N_("做到一部分"), "not": N_("还没做到"), "none": N_("用不着"),
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing asked: in plain words, where it is asked, its state, what is missing, the test that shows it."""

    what: str
    source: str
    state: State
    shown_by: str = ""
    note: str = ""


GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (N_("看得清"), (
        Item(N_("正文不小于 24 像素，没有小于 18 像素的字。"), "APP 1.1, 1.2.3", "done", "test_pages.py"),
        Item(N_("字有三种大小：24、30、36 像素。选一次，每页都记得。"), "APP 1.1, WCAG 1.4.4", "done",
             "test_pages.py"),
        Item(N_("行距是字的 1.6 倍，字是黑体。"), "APP 1.2, WCAG 1.4.8", "done", "test_pages.py"),
        Item(N_("字和底色的对比不小于 7 比 1。还有白底黑字、黑底白字可以选。"), "APP 1.3, WCAG 1.4.6", "done",
             "test_pages.py"),
        Item(N_("不单靠颜色分辨，旁边都有字。"), "APP 1.4, WCAG 1.4.1", "done", "test_pages.py"),
        Item(N_("页面放大到四倍，或窗口只有 320 像素宽，都不用左右拖。"), "WCAG 1.4.10", "done", "test_pages.py",
             N_("铁路调图员的大表和运行图在自己的框里左右拖。")),
        Item(N_("字距、行距、段距拉开后，字不会被切掉。"), "WCAG 1.4.12", "done", "test_pages.py"),
        Item(N_("电脑自己的高对比颜色，这里照用。"), "WCAG 1.4.11", "done", "test_pages.py"),
        Item(N_("印在纸上，字不小于 18 磅，黑字。"), N_("我们自己定的"), "done", "test_pages.py"),
    )),
    (N_("点得准"), (
        Item(
            N_("每个按钮不小于 60 像素见方，两个之间至少隔 16 像素。"), "APP 2.1, WCAG 2.5.5", "done", "test_pages.py"
        ),
        Item(N_("不用拖，不用长按，不用几个手指。"), "APP 2.2, WCAG 2.5.1, 2.5.7", "done", "test_map.py",
             N_("地图也有按钮：放大、缩小、往四边看。")),
        Item(N_("只用键盘也能走完每一步，走到哪儿看得见。"), "WCAG 2.1.1, 2.4.7, 2.4.11", "done", "test_pages.py"),
        Item(N_("第一下就能跳过菜单，直接到正文。"), "WCAG 2.4.1", "done", "test_pages.py"),
        Item(N_("关掉脚本也能看、能选、能送出。"), N_("我们自己定的"), "done", "test_journeys.py"),
    )),
    (N_("看得懂"), (
        Item(N_("用平常的话，句子短。"), "WCAG 3.1.5", "done", "test_plain_words.py"),
        Item(N_("铁路和旅行社的行话，在老人看的页面上不用。"), "WCAG 3.1.3", "partly", "",
             N_("没有另做词语表。在给铁路和旅行社用的页面上，行话没有解释。")),
        Item(N_("每个链接单看也知道通到哪儿。"), "WCAG 2.4.9", "done", "test_pages.py"),
        Item(N_("每页一个大标题，一层层往下，读屏软件能跳着读。"), "WCAG 1.3.1, 2.4.10", "done", "test_pages.py"),
        Item(N_("中文、英文每页都全，写明是哪种语言。"), "WCAG 3.1.1, 3.1.2", "done", "test_pages.py"),
        Item(N_("填错了，告诉您错在哪儿、怎么改。填过的都留着。"), "WCAG 3.3.1–3.3.3, 3.3.7", "done",
             "test_bad_input.py"),
        Item(N_("改了行程，随时能退回上一步。"), "WCAG 3.3.4, 3.3.6", "done", "test_journeys.py"),
    )),
    (N_("听得到"), (
        Item(N_("行程可以大声读出来，能停，能慢。"), N_("网站规范 1.4"), "done", "test_aloud.py",
             N_("用您手机或电脑自己的声音。没有中文声音的，会告诉您。")),
        Item(N_("图都有文字说明，地图和运行图都有一张内容相同的单子。"), "WCAG 1.1.1", "done", "test_map.py"),
        Item(N_("读屏软件读得出每个按钮的名字和状态。"), "APP 4.1, WCAG 4.1.2", "done", "test_pages.py",
             N_("用检查工具查过，还没有请用读屏软件的人试过。")),
        Item(N_("视频的字幕和手语。"), "WCAG 1.2", "none", "", N_("这里没有视频和录音。")),
    )),
    (N_("不打扰"), (
        Item(N_("没有广告，没有弹窗，没有诱人点的按钮。"), "APP 5.1, 2.4", "done", "test_pages.py"),
        Item(N_("没有验证码，不用记密码。"), "APP 1.5, WCAG 3.3.8, 3.3.9", "done", "test_pages.py",
             N_("只有旅行社改资料时要写密码。")),
        Item(N_("不限时间。放一天再回来，填的还在。"), "APP 2.3, WCAG 2.2.1, 2.2.3", "done", "test_pages.py",
             N_("“正在安排”那一页在关掉脚本时会自己更新，更新不会丢东西。")),
        Item(N_("没有会动、会闪、自己播的东西。"), "WCAG 2.2.2, 2.3.3", "done", "test_pages.py"),
        Item(N_("不从别家网站取任何东西，不跟踪您。"), "APP 5.2", "done", "test_pages.py"),
        Item(N_("只问用得着的：报名只问姓名、电话、人数和日子。"), "APP 5.2", "done", "test_journeys.py"),
    )),
    (N_("找得到人"), (
        Item(N_("每页同一个地方有帮助和电话。"), "WCAG 3.2.6", "done", "test_finding.py",
             N_("电话由办这个网站的人填。没填的，就不显示。")),
        Item(N_("没有网络时，看过的行程还能再看。"), N_("我们自己定的"), "done", "test_offline.py",
             N_("最近看过的 20 条会存在您的设备上，随时可以删。浏览器要开着脚本，网站要用加密的地址。")),
        Item(N_("网络慢也打得开：老人看的每一页，第一次打开不超过 150 KB。"), N_("我们自己定的"), "done",
             "test_pages.py", N_("比一张照片还小。地图另算，点了“看地图”才取。")),
        Item(N_("全站导航图和站内搜索。"), "WCAG 2.4.5", "partly", "", N_("页面不多，菜单里都有。没有站内搜索。")),
    )),
    (N_("用工具和人查"), (
        Item(N_("axe：每页、两种语言，老人看的页面再加各种字号和颜色，一个毛病都没有。"), "WCAG 2.2 A, AA, AAA", "done",
             "test_pages.py"),
        Item(N_("Nu HTML 检查：每页没有错误，没有警告。"), "WCAG 4.1", "done", "test_nu.py"),
        Item(N_("Lighthouse：五个最常看的页面，无障碍、做法、搜索都是 100 分，速度不低于 95 分。"), N_("我们自己定的"),
             "done", "test_lighthouse.py"),
        Item(N_("请老人和残障朋友当面试用。"), N_("我们自己定的"), "not", "", N_("还没有做。工具查不出所有的毛病。")),
        Item(N_("别的浏览器：火狐、Safari、微信里的浏览器。"), N_("网站规范 4.2"), "not", "",
             N_("只在 Chromium 上试过。")),
    )),
)  # fmt: skip


@bp.get("/accessibility")
def ease() -> str:
    counts = {state: sum(item.state == state for _, items in GROUPS for item in items) for state in STATES}
    return render_template("seniors/ease.html", groups=GROUPS, states=STATES, counts=counts)
