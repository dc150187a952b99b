"""At the gates: what each traveller pays in all, and what to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from planner.catalog import Catalog, Place, TicketPolicy
from planner.itinerary.metrics import BANDS, Admission, TicketCost, band_of, ticket_costs
from planner.itinerary.types import Itinerary
from planner.sentences import N_
from routes.formatters import own_name, yuan
from routes.presenters.known import knows_price, phones_words, prices
from routes.state import english, settings

AGES = {"full": N_("60 岁以下"), "60": N_("60 到 64 岁"), "65": N_("65 到 69 岁"), "70": N_("70 岁以上")}
DOCUMENTS = {
    "身份证": N_("身份证"),
    "身份证或老年人优待证": N_("身份证或老年优待证"),
    "身份证或老年证": N_("身份证或老年证"),
    "老年卡": N_("老年卡"),
}


def age_costs(facts: Catalog, trip: Itinerary) -> list[tuple[str, TicketCost]]:
    """The sum for each traveller's age, each age once; for every age if none is known."""
    costs = {cost.band: cost for cost in ticket_costs(facts, trip)}
    asked = [(_("%(age)s 岁", age=age), costs[band_of(age)]) for age in dict.fromkeys(trip.request.ages)]
    return asked or [(_(AGES[band]), costs[band]) for band in BANDS]


def document_words(document: str) -> str:
    """A document in the reader's language, as the facts name it where they use other words."""
    return _(DOCUMENTS[document]) if document in DOCUMENTS else document


def policy_words(policy: TicketPolicy) -> str:
    return policy.en if english() else policy.zh


def law_words(law: TicketPolicy) -> str:
    """What all older travellers take along, and what the law asks of sights for them."""
    return _joined((taken_words(law), policy_words(law)))


def taken_words(law: TicketPolicy) -> str:
    """What all older travellers take along."""
    return _("60 岁以上的，带%(document)s。", document=document_words(law.document or ""))


def gate_lines(admission: Admission, ages: tuple[int, ...]) -> Iterator[str]:
    """What is known of a place's price and documents, and whom to ask for the rest."""
    yield _price_words(admission, ages) + _("。")
    if admission.price == "unknown":
        yield from (policy_words(policy) for policy in admission.policies)
    if admission.document:
        yield _("要带：%(document)s。", document=document_words(admission.document))
    if admission.price == "unknown":
        yield _ask_words(admission.place)


def _price_words(admission: Admission, ages: tuple[int, ...]) -> str:
    price = prices(admission.place, ages)
    if price and not knows_price(admission.place, ages):
        return _("%(price)s，老人多少钱还没问到", price=price)
    return price or _("票价还没问到")


def _ask_words(place: Place) -> str:
    """Whom to ask, as far as a telephone is known."""
    if not place.phone:
        if settings().help_phone:
            return _("先打旅行社 %(phone)s 问。", phone=settings().help_phone)
        return _("到了门口先问。")
    return _("先打电话问：%(phone)s。", phone=phones_words(place.phone))


def free_together(gates: tuple[Admission, ...]) -> list[tuple[Admission, ...]]:
    """The places that are free for all, those with the same document together."""
    free = [one for one in gates if one.price == "free"]
    documents = dict.fromkeys(one.document for one in free)
    return [tuple(one for one in free if one.document == document) for document in documents]


def paid_together(gates: tuple[Admission, ...], ages: tuple[int, ...]) -> list[tuple[Admission, ...]]:
    """The places that are not free for all, those of which the same is known from the same source together."""
    found: dict[tuple[object, ...], list[Admission]] = {}
    for one in gates:
        if one.price != "free":
            own = one.place.id if one.document and not one.rule else ""
            found.setdefault((*gate_lines(one, ages), own, one.rule and one.rule.id), []).append(one)
    return [tuple(some) for some in found.values()]


def gate_rows(gates: tuple[Admission, ...], ages: tuple[int, ...]) -> list[tuple[str, str]]:
    """Places and words, of those that are not free for all."""
    together = paid_together(gates, ages)
    return [(places_words(some), _joined(gate_lines(some[0], ages))) for some in together]


def places_words(gates: Iterable[Admission]) -> str:
    """The names of some places in a row."""
    return _("、").join(own_name(one.place) for one in gates)


def cost_rows(costs: Iterable[tuple[str, TicketCost]]) -> list[tuple[str, str]]:
    """Who pays how much in all, those who pay the same together."""
    amounts: dict[str, list[str]] = {}
    for who, cost in costs:
        open_ended = cost.unknown or cost.ask
        known = (_("至少") + " " if open_ended else "") + yuan(cost.known_fen)
        amounts.setdefault(known if cost.known_fen or not open_ended else _("还没问到"), []).append(who)
    return [(_("、").join(who), amount) for amount, who in amounts.items()]


def free_lines(gates: tuple[Admission, ...]) -> list[str]:
    """The places that are free for all, those with the same document in one sentence."""
    lines = []
    for free in free_together(gates):
        told = [_("%(places)s不要门票。", places=places_words(free))]
        if free[0].document:
            told.append(_("要带：%(document)s。", document=document_words(free[0].document)))
        lines.append(_joined(told))
    return lines


def _joined(told: Iterable[str]) -> str:
    return (" " if english() else "").join(told)
