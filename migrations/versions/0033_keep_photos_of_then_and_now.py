"""Keep two photographs a place, of then and of now, with year and source."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

WORDS = ("licence", "credit", "alt_zh", "alt_en")
KEPT = ("place", *WORDS, "width", "height", "jpeg", "added_on")


def upgrade() -> None:
    _anew(
        sa.Column("place", sa.String(), primary_key=True),
        sa.Column("period", sa.String(), primary_key=True),
        *_words("year", "source", *WORDS),
        fill={"period": "'now'", "year": "''", "source": "''"},
    )


def downgrade() -> None:
    _anew(
        sa.Column("place", sa.String(), primary_key=True),
        *_words(*WORDS),
        only="WHERE period = 'now' OR place NOT IN (SELECT place FROM photo WHERE period = 'now')",
    )


def _anew(*columns: sa.Column[str], fill: dict[str, str] | None = None, only: str = "") -> None:
    """Make the table with these columns and the picture's own, and move into it what was there."""
    op.create_table(
        "photo_anew",
        *columns,
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.String(), nullable=False),
    )
    filled = fill or {}
    into, out = ", ".join((*KEPT, *filled)), ", ".join((*KEPT, *filled.values()))
    op.execute(f"INSERT INTO photo_anew ({into}) SELECT {out} FROM photo {only}")  # noqa: S608  # the names above
    op.drop_table("photo")
    op.rename_table("photo_anew", "photo")


def _words(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)
