"""Keep how a trip was changed and the insights shown beside it; jobs wait by priority."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("saved_itinerary") as table:
        table.add_column(sa.Column("change", sa.Text(), nullable=True))
        table.add_column(sa.Column("beside", sa.Text(), nullable=True))
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.drop_column("priority")
    with op.batch_alter_table("saved_itinerary") as table:
        table.drop_column("beside")
        table.drop_column("change")
