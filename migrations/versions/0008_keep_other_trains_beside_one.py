"""Keep what other silver trains there are for the same wish."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("saved_train") as table:
        table.add_column(sa.Column("others", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("saved_train") as table:
        table.drop_column("others")
