"""Keep links for the family, what they say and what they changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family_link",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("trip", sa.String(), nullable=False, index=True),
        sa.Column("owner_hash", sa.String(), nullable=False, index=True),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True, index=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "family_comment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("link", sa.String(), sa.ForeignKey("family_link.id"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "family_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("link", sa.String(), sa.ForeignKey("family_link.id"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
    )


def downgrade() -> None:
    for name in ("family_change", "family_comment", "family_link"):
        op.drop_table(name)
