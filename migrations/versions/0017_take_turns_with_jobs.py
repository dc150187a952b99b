"""Keep whose jobs are, whose turn it is, and when a job is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("owner", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("job") as table:
        for column in ("not_before", "turn", "owner"):
            table.drop_column(column)
