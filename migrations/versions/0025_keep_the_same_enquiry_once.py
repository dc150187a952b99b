"""Keep the same enquiry once, however often it is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enquiry") as table:
        table.add_column(sa.Column("identity", sa.String(), nullable=True))
        table.create_index("ix_enquiry_identity", ["identity"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("enquiry") as table:
        table.drop_index("ix_enquiry_identity")
        table.drop_column("identity")
