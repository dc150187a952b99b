"""Call the key of a ready-made result `featured`."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SAVED = ("saved_itinerary", "saved_train")


def upgrade() -> None:
    _rename("showcase", "featured")


def downgrade() -> None:
    _rename("featured", "showcase")


def _rename(old: str, new: str) -> None:
    for table in SAVED:
        op.drop_index(f"ix_{table}_{old}", table)
    for table in (*SAVED, "job"):
        op.alter_column(table, old, new_column_name=new)
    for table in SAVED:
        op.create_index(f"ix_{table}_{new}", table, [new], unique=True)
