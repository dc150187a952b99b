"""Keep a photograph a place."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("place", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("licence", "credit", "alt_zh", "alt_en")),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.String(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("photo")
