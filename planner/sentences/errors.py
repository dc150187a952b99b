"""What is wrong with a request, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner import errors
from planner.clock import clock_text
from planner.language import Translate
from planner.rules import Theme
from planner.sentences.words import N_, NAMES, STAND_INS

_FACTS_FAULTS = N_("资料有 {count} 处不对，什么都没有装入。")
_FILE_FAULTS = N_("有 {count} 处不对，什么都没有做。")
UNITS = {
    "people": N_("人数、房间数和铺位数请写整数：至少一人，最多到这一团的人数。"),
    "beds": N_("{people} 个人，房间里只有 {beds} 个床位。请加房间，或者选拼房。"),
    "berths": N_("{people} 个人，铺位是 {berths} 个。每人要一个铺位。"),
    "too_many": N_("这一团的预订太多了，请另开一团。"),
}
UNKNOWN = {
    "scenario": N_("没有“{name}”这个方案，也许已经删掉了。"),
    "project": N_("没有这个调图方案，也许已经删掉了，也许不是您的。"),
    "project_revision": N_("这个方案没有第 {name} 步。"),
    "published_train": N_("这趟车没有公布，或者不是您单位公布的。"),
    "project_train": N_("方案里没有 {name} 次这趟车，也许已经删掉了。"),
    "city": N_("没有“{name}”这个城市。可以选：{suggestions}。"),
    "theme": N_("没有“{name}”这个主题。可以选：{suggestions}。"),
    "profile": N_("没有“{name}”这种腿脚。可以选：{suggestions}。"),
    "place": N_("没有找到叫“{name}”的景点。名字相近的有：{suggestions}。"),
    "station": N_("没有找到叫“{name}”的车站。名字相近的有：{suggestions}。"),
    "itinerary": N_("没有编号是“{name}”的行程。它可能已经换成新的了，请回到行程列表再选。"),
    "stay": N_("没有编号是“{name}”的旅居。也许已经删掉了，请再排一次。"),
    "quote": N_("这份报价不在了，或者网址不全。请向旅行社再要一次。"),
    "term": N_("供应商册里没有这一条。"),
    "offer": N_("这一团不在了，或者还没有对外收客。"),
    "booking": N_("这笔预订不在了。"),
    "enquiry": N_("这个报名不在了：客人撤回了，或者别人处理过了。"),
    "departure": N_("没有编号是“{name}”的团期，或者它不是在这个浏览器里建的。"),
    "train": N_("没有编号是“{name}”的列车。它可能已经换成新的了，请回到列车列表再选。"),
    "lift": N_("酒店电梯没有“{name}”这种选法。可以选：{suggestions}。"),
    "setting": N_("没有“{name}”这种环境。可以选：{suggestions}。"),
    "price": N_("没有“{name}”这种价位。可以选：{suggestions}。"),
    "pace": N_("没有“{name}”这种节奏。可以选：{suggestions}。"),
    "kind": N_("没有“{name}”这一类景点。可以选：{suggestions}。"),
    "spot": N_("这条行程里的“{name}”，现在的资料里没有了。请重新排一次。"),
    "train_run": N_("时刻表里没有 {name} 次车。请检查车次。"),
    "trip_train": N_("时刻表里没有 {name} 次车。也可以写车站和时间，例如 甲站@10:15。"),
    "train_hours": N_(
        "{name} 次在这段时间不开，或者没有可以停的站；它在路上的时间是 {suggestions}。请换个时间，或者看得长一点。"
    ),
    "region": N_("没有“{name}”这个地区的资料。有：{suggestions}。请改 SILVERWAY_REGION。"),
    "which_train": N_("文件里不止一趟车，有 {suggestions}。请用 --train 说明要哪一趟。"),
    "file_train": N_("文件里没有“{name}”这趟车。有 {suggestions}。"),
    "train_way": N_("“{name}”在线路上找不到走法：站名、时间不对，或者线路不通。请先用 train import 看看。"),
    "off_line": N_("{name} 次停的车站有线路上没有的：{suggestions}。请改站名，或者去掉这些站。"),
    "railway": N_("没有叫“{name}”的铁路。有：{suggestions}。用 silverway rail import 导入。"),
    "ruler": N_("没有叫“{name}”的标尺。有：{suggestions}。"),
    "section": N_("线路上没有“{name}”这个区间，或者列车不走那里。请检查站名。"),
    "call": N_("这趟车不停“{name}”。它停这些站：{suggestions}。"),
    "office": N_("没有叫“{name}”的单位。"),
    "office_kind": N_("没有“{name}”这种单位。可以选：{suggestions}。"),
    "member": N_("没有叫“{name}”的成员。"),
    "token": N_("没有编号是“{name}”的令牌。"),
    "scope": N_("没有“{name}”这种用途。可以选：{suggestions}。"),
    "role": N_("没有“{name}”这种角色。可以选：{suggestions}。"),
    "job": N_("没有编号是“{name}”的安排。请重新填写一次。"),
    "photo": N_("“{name}”没有照片。"),
    "note": N_("这封来信不在了，或者已经有人看过。"),
    "audit": N_("没有叫“{name}”的抽查。"),
    "objective": N_("没有“{name}”这种找法。可以选：{suggestions}。"),
    "running": N_("没有“{name}”这种运行时间。可以选：{suggestions}。"),
    "stock": N_("没有“{name}”这种车底。可以选：{suggestions}。"),
    "project_way": N_("{name} 走哪条线不清楚。请先把时刻补全。"),
    "way": N_("{name}：两站之间没有普通列车能走的线路。"),
    "train_shown": N_("这趟车在选的时间里不走普通线路，没有可画的。请写出要画的车站，或者换个时间。"),
}
_UNKNOWN_OTHER = N_("没有找到“{name}”。请检查名字。")
_NO_SUGGESTION = N_("没有")
_NONE_LIKE_IT = {
    "place": N_("没找到“{name}”这个地方。换个叫法，或者空着也行。"),
    "station": N_("没有找到叫“{name}”的车站，也没有名字相近的。请检查站名。"),
}
NOT_ALLOWED = {
    "agency": N_("订列车的铺位，要用旅行社的账号登录。"),
    "bureau": N_("给旅行社公布列车，要用铁路单位的账号登录。"),
    "conflicts": N_("这趟车还有冲突。请先改好，或者写明为什么照样公布。"),
    "operator": N_("只有本站的管理员能把报名转给旅行社。"),
    "viewer": N_("您的角色只能看，不能存，也不能改。请本单位的负责人换角色。"),
    "last_owner": N_("这是最后一位负责人。请先让别人当负责人，再改。"),
}
TAKEN = {
    "office": N_("已经有一个单位叫“{name}”。请换个名称。"),
    "member": N_("“{name}”已经有人用了。请换个名字。"),
}

RANGES = {
    "late": N_("晚点要在 {low} 到 {high} 分钟之间，您写的是 {value}。"),
    "horizon": N_("要看 {low} 到 {high} 分钟，您写的是 {value}。"),
    "lines": N_("最多写 {high} 条，您写了 {value} 条。"),
    "scenarios": N_("一次比 {low} 到 {high} 个方案，您选了 {value} 个。"),
    "projects_kept": N_("最多存 {high} 个调图方案。请先删掉不要的。"),
    "webhook_events": N_("请至少选一样要通知的事。"),
    "webhooks": N_("一个单位最多 {high} 个通知网址。请先删掉不要的。"),
    "condition_lines": N_("最多写 {high} 行。"),
    "project_name": N_("调图方案要有名字，最多 {high} 个字。"),
    "sweep_ways": N_("走法写 {low} 到 {high} 行。"),
    "sweep_every": N_("隔几分钟写 {low} 到 {high}。"),
    "sweep_hours": N_("最早和最晚至少隔 {low} 分钟，最多一天。"),
    "sweep_runs": N_("这样要试 {value} 次，最多 {high} 次。请把时间隔得开一些，或者少写几行走法。"),
    "project_trains": N_("一个调图方案最多 {high} 趟车。"),
    "scenarios_kept": N_("最多存 {high} 个方案。请先删掉不要的。"),
    "enquiry_notes": N_("备注最多 {high} 个字，现在是 {value} 个。"),
    "places": N_("已经有 {low} 人占了位子，最多人数不能少于 {low}。"),
    **dict.fromkeys(
        ("places_twin", "places_accessible", "places_single"),
        N_("这种房已经订出 {low} 间，名额不能少于 {low}。"),
    ),
    **dict.fromkeys(
        ("share_lower", "share_middle", "share_upper"), N_("这种铺位那天只剩 {high} 个，您要 {value} 个。")
    ),
    "berth_count": N_("铺位数请写整数，例如 20。不要就空着。"),
    "share": N_("请写要多少铺位，那天还有 {high} 个。"),
    **dict.fromkeys(
        ("places_lower", "places_middle", "places_upper"),
        N_("这种铺位已经订出 {low} 个，名额不能少于 {low}。"),
    ),
    "departures_kept": N_("最多存 {high} 个团期。请先删掉不要的。"),
    "train_versions": N_("一趟车最多公布 {high} 版。"),
    "quote_versions": N_("一个团期最多出 {high} 版报价。"),
    "terms_kept": N_("供应商册最多记 {high} 条。请先删掉不要的。"),
    "departure_inputs": N_("这个团期写得太长了：最多 {high} 个字，现在 {value} 个。请删掉一些。"),
    "scenario_name": N_("方案要有名字，最多 {high} 个字。"),
    "days": N_("天数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "office_name": N_("单位要有名称，最多 {high} 个字。"),
    "office_licence": N_("许可证号最多 {high} 个字。"),
    "member_name": N_("名字要有 {low} 到 {high} 个字。"),
    "password": N_("密码要有 {low} 到 {high} 位，现在是 {value} 位。"),
    "token_name": N_("令牌要有名字，最多 {high} 个字。"),
    "token_days": N_("令牌能用 {low} 到 {high} 天，您填的是 {value}。"),
    "token_scopes": N_("请至少选一种用途。"),
    "tokens": N_("令牌最多 {high} 个。请先收回不用的。"),
    "invitations": N_("还没用的链接最多 {high} 个。请先收回不要的。"),
    "nights": N_("旅居住 {low} 到 {high} 晚，您填的是 {value} 晚。短一点的，请按几天的行程来安排。"),
    "bases": N_("住处可以是 {low} 或 {high} 个，您填的是 {value}。"),
    "month": N_("月份要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "age": N_("年龄要在 {low} 到 {high} 岁之间，您填的是 {value}。"),
    "birth_year": N_("出生年份要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "guests": N_("人数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "budget": N_("预算要在 {low} 到 {high} 元之间，您填的是 {value}。"),
    "pin_day": N_("“哪一天去”要在第 {low} 到第 {high} 天之间，您填的是 {value}。"),
    "pin_minute": N_("“几点去”要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "arrival_minute": N_(
        "到达最晚写 {high}，您填的是 {value}。再晚到的，当晚先在车站附近住下，出发日期写第二天，到达写早上的时间。"
    ),
    "departure_minute": N_("返程最早写 {low}，您填的是 {value}。更早的车，请少写一天，前一晚住在车站附近。"),
    "people": N_("人数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "now_day": N_("“今天是第几天”要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "now_minute": N_("现在的时间要在 00:00 到 23:59 之间。"),
    "calls": N_("停站要写 {low} 到 {high} 个，您写了 {value} 个。"),
    "sheet_day": N_("第几天要写 {low} 到 {high}，您填的是 {value}。"),
    "paths": N_("要几条线，写 {low} 到 {high}，您填的是 {value}。"),
    "stay": N_("停站分钟要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "family_who": N_("怎么称呼您，请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "family_text": N_("留言请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "enquiry_name": N_("怎么称呼您，请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "enquiry_when": N_("请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "family_links": N_("一条行程最多有 {high} 个能用的链接。请先收回一个。"),
    "note_text": N_("请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "notes_waiting": N_("信箱满了，请过几天再来。"),
    "family_many": N_("这个链接上已经有 {high} 条了，不能再多。请让发给您的人另发一个链接。"),
}
_MAKE_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
_NO_KEY = N_(
    "还没有加密名单的密钥，所以名单不保存。请设环境变量 SILVERWAY_DATA_KEY，值用这条命令生成，并另外保管好：{command}"
)
_WRONG_KEY = N_("名单的密钥不对，打不开。请把 SILVERWAY_DATA_KEY 设成保存名单时的那个。")
PLAIN: dict[type[errors.SilverwayError], str] = {
    errors.NoFacts: N_("还没有装入资料。请先运行 silverway data load。"),
    errors.Overtaken: N_("别人刚改过这个团期，您的改动没有存。请看一看再改。"),
}
DATABASE = {
    "address": N_("数据库的地址“{where}”看不懂。请检查 SILVERWAY_DATABASE_URL。"),
    "driver": N_("还没有装 PostgreSQL 的驱动。请运行 make postgres，再启动。"),
    "folder": N_("数据库“{where}”打不开。请检查文件夹在不在，能不能写。"),
    "away": N_("连不上数据库“{where}”。请检查它开了没有，地址、用户和密码对不对。"),
    "not_one": N_("“{where}”不是数据库。请检查 SILVERWAY_DATABASE_URL，或者用 silverway restore 放回一个备份。"),
    "damaged": N_("数据库“{where}”坏了。请停下网站，把它挪开，再用 silverway restore 放回最近的备份。"),
    "newer": N_("数据库“{where}”是更新的版本用过的。请换回新的程序，或者用 silverway restore 放回旧的备份。"),
    "read_only": N_("数据库“{where}”只能读，不能写。请检查文件和文件夹的权限。"),
    "full": N_("“{where}”写不进去：磁盘满了，或者出了故障。请腾出地方，再试一次；已经存下的都在。"),
    "busy": N_("数据库“{where}”正忙，没有轮到。请过一会儿再试。"),
}
TARGETS = {
    "address": N_("看不懂这个网址。请写成这样：https://shop.example.com/silverway。"),
    "https": N_("网址要用 https 开头，不然路上谁都看得到。"),
    "user": N_("网址里不能带用户名和密码。用签名就能认出是我们发的。"),
    "unknown": N_("找不到这个网址的主机。请检查写对了没有。"),
    "private": N_("这个网址在内部网络里，不能发到那里。请用外面也能打开的网址。"),
}
_NO_SECRET = N_(
    "用 PostgreSQL 要有各进程共用的登录密钥。请设环境变量 SILVERWAY_SECRET_KEY，值用这条命令生成：{command}"
)
_HOW_TO_MAKE_ONE = 'python -c "import secrets; print(secrets.token_hex(32))"'
_OTHER = N_("请求有问题，请检查后再试。")
_RANGE_OTHER = N_("{field} 要在 {low} 到 {high} 之间，您填的是 {value}。")


def in_own_words(error: errors.SilverwayError, themes: Mapping[str, Theme], language: str) -> errors.SilverwayError:
    """The error; what it suggests with the names that stand in the data."""
    match error:
        case errors.Unknown(kind="theme", suggestions=ids):
            named = (f"{themes[i].words(language)} {i}" if i in themes else i for i in ids)
            return replace(error, suggestions=tuple(named))
        case errors.Unknown(suggestions_en=english) if english and language == "en":
            return replace(error, suggestions=english)
    return error


def error_sentence(error: errors.SilverwayError, _: Translate) -> str:
    """What is wrong with the request, and what to do."""
    match error:
        case errors.Ambiguous(name=name, suggestions=suggestions):
            sentence = _("叫“{name}”的不止一个。请写全名，如：{suggestions}。")
            return sentence.format(name=name, suggestions=_("、").join(suggestions))
        case errors.Unknown(kind=kind, name=name, suggestions=()) if kind in _NONE_LIKE_IT:
            return _(_NONE_LIKE_IT[kind]).format(name=name)
        case errors.Unknown(kind=kind, name=name, suggestions=suggestions):
            shown = _("、").join(_(NAMES[s]) + f" {s}" if s in NAMES else s for s in suggestions)
            return _(UNKNOWN.get(kind, _UNKNOWN_OTHER)).format(name=name, suggestions=shown or _(_NO_SUGGESTION))
        case (
            errors.NoDataKey() | errors.NoSecretKey() | errors.UnusableDatabase() | errors.NotUpgraded()
            | errors.BadTarget()
        ):  # fmt: skip
            return _of_site(error, _)
        case errors.OutOfRange(field=field, value=value, low=low, high=high):
            shown_as = clock_text if field.endswith("_minute") else str
            numbers = {"value": shown_as(value), "low": shown_as(low), "high": shown_as(high)}
            return _(RANGES.get(field, _RANGE_OTHER)).format(field=field, **numbers)
        case errors.PastDate() | errors.TooFarAhead():
            return _of_start(error, _)
        case errors.Malformed(field=field, value=value, expected=expected):
            return _("看不懂“{value}”。请写成这样：{expected}。").format(
                field=field, value=value, expected=_example(expected, _)
            )
        case errors.NotAllowed() | errors.Taken() | errors.UnusableUnits():
            return _of_offices(error, _)
        case errors.EditConflict(row=row, column=column, found=found):
            sentence = _("{row} 的 {column} 刚被别人改成了“{found}”。您的改动没有存。请看一看再改。")
            return sentence.format(row=row, column=column, found=found)
        case errors.Unreachable(server=server, address=address, why=why):
            sentence = _("{server} 没有正常回答（{address}）：{why}。什么都没有改。请检查网络和地址，过一会儿再试。")
            return sentence.format(server=server, address=address, why=why)
        case errors.BadFacts(faults=faults):
            words = _FILE_FAULTS if isinstance(error, errors.BadFile) else _FACTS_FAULTS
            return _(words).format(count=len(faults))
    return _(PLAIN.get(type(error), _OTHER))


def _of_start(error: errors.PastDate | errors.TooFarAhead, _: Translate) -> str:
    if isinstance(error, errors.PastDate):
        sentence = _("出发日期 {start} 已经过去了，今天是 {today}。请选今天以后的日期。")
        return sentence.format(start=error.start, today=error.today)
    sentence = _("出发日期 {start} 太远了，现在最远能排到 {last}。请选早一点的日期。")
    return sentence.format(start=error.start, last=error.last)


def _of_site(
    error: errors.NoDataKey | errors.NoSecretKey | errors.UnusableDatabase | errors.NotUpgraded | errors.BadTarget,
    _: Translate,
) -> str:
    match error:
        case errors.BadTarget(why=why):
            return _(TARGETS[why])
        case errors.NotUpgraded(why=why, backup=backup):
            reason = _(DATABASE[why]).format(where=_("数据库")) if why in DATABASE else why
            return _("没有升成，数据库和原来一样。请换回旧程序，照常用。备份在“{backup}”。原因：{why}").format(
                backup=backup, why=reason
            )
        case errors.UnusableDatabase(why=why, where=where):
            return _(DATABASE[why]).format(where=where)
        case errors.NoSecretKey():
            return _(_NO_SECRET).format(command=_HOW_TO_MAKE_ONE)
        case errors.NoDataKey(set=given):
            return _(_WRONG_KEY) if given else _(_NO_KEY).format(command=_MAKE_KEY)


def _of_offices(error: errors.NotAllowed | errors.Taken | errors.UnusableUnits, _: Translate) -> str:
    if isinstance(error, errors.UnusableUnits):
        return " ".join(_(UNITS[fault]).format(**vars(error)) for fault in error.faults)
    if isinstance(error, errors.NotAllowed):
        return _(NOT_ALLOWED[error.why])
    return _(TAKEN[error.kind]).format(name=error.name)


def _example(expected: str, _: Translate) -> str:
    """How something is written, with letters for names where those of the example could not be read."""
    for word in STAND_INS:
        expected = expected.replace(word, _(word))
    return expected


def fault_sentence(fault: errors.Fault, _: Translate) -> str:
    """Where a file is wrong, and what to do."""
    why = _(fault.why).format(**fault.values) if fault.values else _(fault.why)
    column = "" if fault.column in ("", "file") else fault.column
    if fault.row and column:
        where = _("{file} 第 {row} 行“{column}”")
    elif fault.row:
        where = _("{file} 第 {row} 行")
    elif column:
        where = _("{file} 的“{column}”")
    else:
        where = "{file}"
    return _("{where}：{why}").format(where=where.format(file=fault.file, row=fault.row, column=column), why=why)
