"""Keep itineraries, silver trains, and jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("saved_itinerary", "saved_train"):
        op.create_table(
            name,
            sa.Column("id", sa.String(), primary_key=True),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, index=True),
            sa.Column("theme", sa.String(), nullable=False),
            sa.Column("home", sa.String(), nullable=False),
            sa.Column("days", sa.Integer(), nullable=False),
            sa.Column("profile", sa.String(), nullable=False),
            sa.Column("start", sa.Date(), nullable=False),
            sa.Column("showcase", sa.String(), nullable=True, unique=True, index=True),
            sa.Column("facts_digest", sa.String(), nullable=False),
            sa.Column("request", sa.Text(), nullable=False),
            sa.Column("result", sa.Text(), nullable=False),
        )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("showcase", sa.String(), nullable=True),
        sa.Column("identity", sa.String(), nullable=True, unique=True, index=True),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("runner", sa.String(), nullable=True),
        sa.Column("result_id", sa.String(), nullable=True),
        sa.Column("conflict_json", sa.Text(), nullable=True),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("error_json", sa.Text(), nullable=True),
    )


def downgrade() -> None:
    for name in ("job", "saved_train", "saved_itinerary"):
        op.drop_table(name)
