"""What is done once a day: ready-made trips are renewed, and what nobody needs any more is deleted.

Jobs go 90 days after they ended, what a family wrote 90 days after its link ended, enquiries 90 days after they came,
what was told by webhooks after 30 days, who changed what in an office after two years,
people of a departure when their agency set it, who booked one 90 days after it came back.
Trips, stays and trains people planned stay: their addresses were printed on paper.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from planner.accounts import forget_audit, forget_counts
from planner.booking import forget_contacts
from planner.hooks import forget_deliveries
from planner.jobs import forget_ended, submit_featured
from planner.saved import KEPT_AFTER_DAYS, forget_travellers
from planner.settings import Settings
from planner.sharing.enquiries import forget_old
from planner.sharing.family import FamilyChange, FamilyComment, FamilyLink
from planner.store import one_at_a_time, transaction

KEPT_DAYS = 90


def each_day(settings: Settings, today: date) -> None:
    """Do all of it; several processes may, one after the other."""
    with one_at_a_time(settings.database_url):
        submit_featured(settings, today)
        with transaction(settings.database_url) as session:
            forget(session, datetime.now(UTC))


def forget(session: Session, now: datetime) -> None:
    """Delete what is older than anybody was told it would be kept."""
    before = now - timedelta(days=KEPT_DAYS)
    over = (col(FamilyLink.expires_at) < before) | (col(FamilyLink.revoked_at) < before)
    links = session.exec(select(FamilyLink.id).where(over)).all()
    for table in (FamilyComment, FamilyChange):
        session.execute(delete(table).where(col(table.link).in_(links)))
    session.execute(delete(FamilyLink).where(col(FamilyLink.id).in_(links)))
    forget_ended(session, before, session.exec(select(FamilyChange.job)).all())
    forget_old(session)
    forget_counts(session)
    forget_travellers(session, now.date())
    forget_audit(session, now)
    forget_deliveries(session, now)
    forget_contacts(session, now.date() - timedelta(days=KEPT_AFTER_DAYS))
