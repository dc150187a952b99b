"""Keep what suppliers ask, an agency's supplier book."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supplier_term",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False, index=True),
        sa.Column("item", sa.String(), nullable=False, index=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("noted_on", sa.String(), nullable=False),
        sa.Column("season_from", sa.String(), nullable=False),
        sa.Column("season_to", sa.String(), nullable=False),
        sa.Column("free_per", sa.Integer(), nullable=True),
        sa.Column("commission_bp", sa.Integer(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("supplier_term")
