"""Keep packages that were proposed for a departure."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "package_proposal",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False, index=True),
        sa.Column(
            "departure", sa.String(), sa.ForeignKey("departure.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("package_proposal")
