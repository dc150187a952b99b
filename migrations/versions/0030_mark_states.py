"""Keep a mark that changes with the ready-made trips."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "state_mark",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("mark", sa.String(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("state_mark")
