"""Keep samples of facts that were checked by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXTS = ("drawn_on", "digest", "kind", "file", "row", "name", "column", "value", "source", "basis")
FOUND = ("verdict", "right_value", "checked_with", "checked_by", "checked_on")


def upgrade() -> None:
    op.create_table(
        "audited_fact",
        sa.Column("audit", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.Column("as_of", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in FOUND),
    )


def downgrade() -> None:
    op.drop_table("audited_fact")
