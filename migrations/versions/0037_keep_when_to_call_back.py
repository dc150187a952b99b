"""Keep at what time of day somebody who asked would like to be called."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enquiry") as enquiry:
        enquiry.add_column(sa.Column("call_hours", sa.String(), nullable=False, server_default="any"))


def downgrade() -> None:
    with op.batch_alter_table("enquiry") as enquiry:
        enquiry.drop_column("call_hours")
