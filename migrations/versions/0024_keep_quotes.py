"""Keep quotes as they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_quote",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("departure", sa.String(), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True, index=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("costing", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("saved_quote")
