"""A departure to be filled in, step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.support.site import StrictClient


@dataclass
class Departure:
    """A departure of a reader's own at `address`."""

    client: StrictClient
    address: str

    @classmethod
    def made(cls, client: StrictClient, trip: str, **fields: str) -> Departure:
        """A new one of that trip, with these fields of its first step."""
        made = cls(client, str(client.submit("/agency/", "/agency/departures", trip=trip).location))
        if fields:
            assert made.save("trip", **fields).status_code == 303
        return made

    def page(self, step: str) -> str:
        """A step's page."""
        answer = self.client.get(f"{self.address}/{step}")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def save(self, step: str, **fields: str) -> TestResponse:
        """Send fields of a step at the newest revision."""
        revision = re.search(r'name="revision" value="(\d+)"', self.page(step))
        assert revision
        return self.client.submit(f"{self.address}/{step}", f"{self.address}/{step}", revision=revision[1], **fields)
