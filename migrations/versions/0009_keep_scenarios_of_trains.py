"""Keep scenarios of trains under a name, to be compared."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_scenario",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("owner_hash", sa.String(), nullable=False, index=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False, index=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("page", sa.String(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("saved_scenario")
