"""Keep how good a job's answer is so far."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("found", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("worth", sa.Float(), nullable=True))
        table.add_column(sa.Column("bound", sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("job") as table:
        for column in ("bound", "worth", "found"):
            table.drop_column(column)
