"""At the gates: what each traveller pays in all, and what to show."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.catalog import Catalog, Place, TicketPolicy
from planner.itinerary.metrics import BANDS, Admission, TicketCost, band_of, ticket_costs, ticket_fen
from planner.itinerary.types import Itinerary
from planner.sentences import N_
from routes.formatters import own_name, yuan
from routes.presenters.known import phones_words, prices
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
    taken = _("60 岁以上的，带%(document)s。", document=document_words(law.document or ""))
    return taken + (" " if english() else "") + policy_words(law)


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
    place = admission.place
    if place.ticket_fen is None:
        return _("票价没查到")
    bands = {band_of(age) for age in ages} or {band for band in BANDS if band != "full"}
    if any(ticket_fen(place, band)[1] for band in bands):
        return prices(place, ages)
    return _("全价 %(price)s，老年票价没查到", price=yuan(place.ticket_fen))


def _ask_words(place: Place) -> str:
    """Whom to ask, as far as a telephone is known."""
    if not place.phone:
        if settings().help_phone:
            return _("不清楚的，先打旅行社 %(phone)s 问。景点的电话没查到。", phone=settings().help_phone)
        return _("不清楚的，到了门口先问。电话没查到。")
    return _("不清楚的，先打电话问：%(phone)s。", phone=phones_words(place.phone))


def free_together(gates: tuple[Admission, ...]) -> list[tuple[Admission, ...]]:
    """The places that are free for all, those with the same document together."""
    free = [one for one in gates if one.price == "free"]
    documents = dict.fromkeys(one.document for one in free)
    return [tuple(one for one in free if one.document == document) for document in documents]


def gate_rows(gates: tuple[Admission, ...], ages: tuple[int, ...]) -> list[tuple[str, str]]:
    """Place and words, those that are free for all together at the end."""
    rows = [(own_name(one.place), "".join(gate_lines(one, ages))) for one in gates if one.price != "free"]
    for free in free_together(gates):
        shown = _("要带：%(document)s。", document=document_words(free[0].document)) if free[0].document else ""
        rows.append((_("、").join(own_name(one.place) for one in free), _("不要门票。") + shown))
    return rows
