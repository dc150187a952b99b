"""Keep operators and what they changed in the facts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operator",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("session_key", sa.String(), nullable=False, unique=True),
        sa.Column("added_at", sa.String(), nullable=False),
    )
    op.create_table(
        "fact_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch", sa.String(), nullable=False, index=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("as_of", sa.Integer(), nullable=True),
    )
    op.create_table(
        "fact_draft",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("proposals", sa.String(), nullable=False),
    )


def downgrade() -> None:
    for name in ("fact_draft", "fact_change", "operator"):
        op.drop_table(name)
