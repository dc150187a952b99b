"""Keep which berths of published trains agencies have taken, for which departure."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "train_share",
        sa.Column(
            "departure",
            sa.String(),
            sa.ForeignKey("departure.id", ondelete="CASCADE"),
            primary_key=True,
            nullable=False,
        ),
        sa.Column("office", sa.String(), nullable=False, index=True),
        sa.Column("train", sa.String(), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_version", sa.Integer(), nullable=False),
        sa.Column("berths", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("train_share")
