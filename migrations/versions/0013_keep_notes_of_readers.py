"""Keep what readers say is wrong until an operator has decided, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXTS = ("at", "file", "row", "column", "says", "how")


def upgrade() -> None:
    op.create_table(
        "fact_note",
        sa.Column("id", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("fact_note")
