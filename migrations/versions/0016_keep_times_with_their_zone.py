"""Keep times of scenarios and of several trains with their zone, as all other times are.

PostgreSQL took the zone of its session for a time without one, and gave it back as if it were UTC: taken in that zone
again, it is right. SQLite knows no zones; what is in it is UTC already.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = (
    ("saved_several", "created_at", False),
    ("saved_scenario", "created_at", False),
    ("saved_scenario", "changed_at", False),
    ("saved_scenario", "removed_at", True),
)


def upgrade() -> None:
    _zone(timezone=True)


def downgrade() -> None:
    _zone(timezone=False)


def _zone(timezone: bool) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, column, nullable in COLUMNS:
        op.alter_column(
            table,
            column,
            type_=sa.DateTime(timezone=timezone),
            existing_type=sa.DateTime(timezone=not timezone),
            existing_nullable=nullable,
        )
