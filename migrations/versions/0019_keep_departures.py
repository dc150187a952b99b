"""Keep departures of agencies, every change of their inputs as a revision."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departure",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False, index=True),
        sa.Column("enquiry", sa.String(), nullable=True, index=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "departure_revision",
        sa.Column("departure", sa.String(), sa.ForeignKey("departure.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("undo", sa.Integer(), nullable=True),
        sa.Column("redo", sa.Integer(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("departure_revision")
    op.drop_table("departure")
