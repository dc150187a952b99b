"""Keep what railway offices publish of their trains, version by version."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_train",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("office", sa.String(), nullable=False, index=True),
        sa.Column("project", sa.String(), nullable=False, index=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("override", sa.String(), nullable=False),
    )
    op.create_table(
        "published_version",
        sa.Column("train", sa.String(), sa.ForeignKey("published_train.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("override", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("published_version")
    op.drop_table("published_train")
