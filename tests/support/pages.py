"""The pages there are to look at, by address; fields such as {trip} are those of `LiveSite`."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("who", "walk", "aid", "see", "when", "from", "budget", "avoid")
MORE = ("tickets", "weather", "rain", "others", "elsewhere", "map", "paper", "proof")
TRIP_PAGES = (
    "", "/days/1", "/days/2", "/today", "/call", "/driver/1", "/listen/1", "/share", "/more",
    *(f"/more/{name}" for name in MORE),
)  # fmt: skip
LOOKED_AT = (
    "",
    "/days/1",
    "/call",
    "/driver/1",
    "/share",
    "/more",
    "/more/others",
    "/more/map",
)  # of a trip, by every evaluator
STAY_CARDS = ("", "/bases/1", "/weeks/1", "/days/1", "/more", "/more/policies", "/more/paper", "/more/why")
STAY_PAGES = ("", "/bases/1", "/weeks/1")  # the others are made of parts of a trip
SENIORS = (
    "/", "/trips", "/trips?theme=health&days=2", *(f"/trips/{{trip}}{page}" for page in LOOKED_AT),
    "/trips/{changed}/days/1", "/trips/{own}", "/trips/{trip}/now", "/trips/{own}/family", "/trips/{trip}/family",
    "/family/{family}", "/family/{family}/days/1", "/family/{family}/more/ready", "/family/{revoked}",
    "/family/nothing", "/trips/{trip}/enquiry", "/enquiries/{enquiry}", "/enquiries/nothing",
    "/departures", "/departures/{offer}", "/departures/{offer}/enquiry", "/departures/nothing",
    *(f"/arrange/{step}" for step in STEPS), "/arrange/check", "/arrange/plans/{trip}", "/plan",
    "/plan/progress/{working}", "/plan/progress/{refused}", "/plan/progress/{mendable}",
    "/stay", "/stays", *(f"/stays/{{stay}}{page}" for page in STAY_PAGES), "/trains", "/trains/{train}", "/about",
    "/help", "/accessibility", "/offline", "/facts/places/shenyang-imperial-palace/note", "/nowhere", "/trips/nothing",
)  # fmt: skip
WORKBENCHES = (
    "/agency/", "/agency/suppliers", "/rail/", "/rail/?train=C1101", "/rail/traffic?line=沈山线",
    "/rail/trains", "/rail/trains/{train}", "/rail/trains/{train}/delays", "/rail/insert", "/rail/clashes?line=沈大线",
    "/rail/diagram", "/rail/diagram?stations=大连、沈阳、四平&from=22&to=4&possessions=沈阳-铁岭@0:00-3:00&train=K682",
    "/rail/scenarios",
    "/facts/", "/facts/places?city=阜新", "/facts/places/shenyang-imperial-palace", "/facts/stations", "/office/login",
)  # fmt: skip
GALLERY = ("/components", "/components/waiting", "/components/work")
PAGES = (*SENIORS, *WORKBENCHES)


@dataclass(frozen=True)
class FormError:
    """A form sent with something wrong in a field; the answer is the page again, 422."""

    path: str
    field: str
    typed: str

    def __str__(self) -> str:
        return f"{self.path} {self.field}={self.typed}"


FORM_ERRORS = (
    FormError("/arrange/who", "ages", "150"), FormError("/arrange/from", "station", "月球"),
    FormError("/arrange/avoid", "places", "月球"), FormError("/plan", "days", "99"), FormError("/stay", "nights", "99"),
    FormError("/trips/{trip}/enquiry", "phone", "12"),
    FormError("/departures/{offer}/enquiry", "phone", "12"), FormError("/family/{family}", "who", ""),
    FormError("/facts/places/shenyang-imperial-palace/note", "says", ""),
)  # fmt: skip
