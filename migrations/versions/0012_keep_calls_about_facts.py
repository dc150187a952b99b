"""Keep how often what is planned, and the calls that were made about facts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_demand",
        sa.Column("file", sa.String(), primary_key=True),
        sa.Column("row", sa.String(), primary_key=True),
        sa.Column("plans", sa.Integer(), nullable=False),
        sa.Column("of_plans", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
    )
    op.create_table(
        "fact_call",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("file", sa.String(), nullable=False, index=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("row", "called_on", "said_by", "who", "batch")),
    )


def downgrade() -> None:
    op.drop_table("fact_call")
    op.drop_table("fact_demand")
