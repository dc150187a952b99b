"""Keep departures that are sold, their bookings and payments, who came by which booking, and how far an enquiry is."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departure_offer",
        sa.Column("id", sa.String(), primary_key=True),
        _departure(),
        sa.Column("holder", sa.String(), nullable=False, index=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False, index=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("quotas", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("option_hours", sa.Integer(), nullable=False),
        sa.Column("quote_version", sa.Integer(), nullable=False),
        sa.Column("override", sa.String(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
    )
    op.create_index("ix_departure_offer_departure", "departure_offer", ["departure"], unique=True)
    op.create_table(
        "booking",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column(
            "departure", sa.String(), sa.ForeignKey("departure.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("enquiry", sa.String(), nullable=True, index=True),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promoted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fee_fen", sa.Integer(), nullable=True),
    )
    op.create_index("ix_booking_key", "booking", ["key"], unique=True)
    op.create_table(
        "booking_payment",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("booking", sa.String(), sa.ForeignKey("booking.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
    )
    op.create_index("ix_booking_payment_key", "booking_payment", ["key"], unique=True)
    op.add_column("departure_traveller", sa.Column("booking", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_departure_traveller_booking", "departure_traveller", ["booking"])
    with op.batch_alter_table("enquiry") as table:
        for column in (
            sa.Column("offer", sa.String(), nullable=True),
            sa.Column("rooms", sa.String(), nullable=False, server_default=""),
            sa.Column("form_key", sa.String(), nullable=True),
            sa.Column("status", sa.String(), nullable=False, server_default="new"),
            sa.Column("owner", sa.String(), nullable=False, server_default=""),
            sa.Column("notes", sa.Text(), nullable=False, server_default=""),
            sa.Column("call_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
        ):
            table.add_column(column)
        table.create_index("ix_enquiry_offer", ["offer"])
        table.create_index("ix_enquiry_form_key", ["form_key"], unique=True)
        table.create_index("ix_enquiry_status", ["status"])


def downgrade() -> None:
    with op.batch_alter_table("enquiry") as table:
        for name in ("offer", "form_key", "status"):
            table.drop_index(f"ix_enquiry_{name}")
        for name in ("offer", "rooms", "form_key", "status", "owner", "notes", "call_at", "revision"):
            table.drop_column(name)
    op.drop_index("ix_departure_traveller_booking", "departure_traveller")
    with op.batch_alter_table("departure_traveller") as table:
        table.drop_column("booking")
    op.drop_table("booking_payment")
    op.drop_table("booking")
    op.drop_table("departure_offer")


def _departure(**more: bool) -> sa.Column[str]:
    return sa.Column(
        "departure", sa.String(), sa.ForeignKey("departure.id", ondelete="CASCADE"), nullable=False, **more
    )
