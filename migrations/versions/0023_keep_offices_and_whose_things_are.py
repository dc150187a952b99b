"""Keep offices, their members and invitations; and of all that is saved, whose it is.

Operators become members of no office. What a browser kept is held by `browser:` and the hash of its secret; all else
was nobody's in particular, and is the site's.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NOBODYS = ("saved_itinerary", "saved_train", "saved_several", "enquiry", "job")
OWNED = ("saved_stay", "saved_scenario", "family_link", "rail_project")
HELD = ("departure", "supplier_term")  # by the hash alone
BROWSER = "browser:"


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False, unique=True),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "member",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("office", sa.String(), sa.ForeignKey("office.id"), nullable=True, index=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("session_key", sa.String(), nullable=False, unique=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True, index=True),
        sa.Column("office", sa.String(), sa.ForeignKey("office.id"), nullable=True, index=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    _operators_become_members()
    _sessions("operator_session", "member_session", "operator_key", "member_key")
    for name in NOBODYS:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("holder", sa.String(), nullable=False, server_default="site"))
        op.create_index(f"ix_{name}_holder", name, ["holder"])
    for name in OWNED:
        _rename(name, "owner_hash", "holder")
    for name in (*OWNED, *HELD):
        op.execute(f"UPDATE {name} SET holder = '{BROWSER}' || holder")  # noqa: S608  # a name from above


def downgrade() -> None:
    for name in (*OWNED, *HELD):
        op.execute(f"UPDATE {name} SET holder = replace(holder, '{BROWSER}', '')")  # noqa: S608  # a name from above
    for name in OWNED:
        _rename(name, "holder", "owner_hash")
    for name in NOBODYS:
        op.drop_index(f"ix_{name}_holder", name)
        with op.batch_alter_table(name) as table:
            table.drop_column("holder")
    _sessions("member_session", "operator_session", "member_key", "operator_key")
    _members_become_operators()
    for name in ("invitation", "member", "office"):
        op.drop_table(name)


def _operators_become_members() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT * FROM operator")).mappings().all():
        member = sa.table("member", *map(sa.column, ("name", "role", "password_hash", "session_key")), _moment())
        values = {name: row[name] for name in ("name", "password_hash", "session_key")}
        connection.execute(sa.insert(member).values(role="operator", added_at=_when(row["added_at"]), **values))
    op.drop_table("operator")


def _members_become_operators() -> None:
    """Those of offices are lost: nobody but operators logged in before."""
    op.create_table(
        "operator",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("session_key", sa.String(), nullable=False, unique=True),
        sa.Column("added_at", sa.String(), nullable=False),
    )
    connection = op.get_bind()
    member = sa.table("member", *map(sa.column, ("name", "role", "password_hash", "session_key")), _moment())
    operator = sa.table("operator", *map(sa.column, ("name", "password_hash", "session_key", "added_at")))
    for row in connection.execute(sa.select(member).where(member.c.role == "operator")).mappings().all():
        values = {name: row[name] for name in ("name", "password_hash", "session_key")}
        added = row["added_at"].replace(tzinfo=UTC).isoformat(timespec="seconds")
        connection.execute(sa.insert(operator).values(added_at=added, **values))


def _moment() -> sa.ColumnClause[datetime]:
    return sa.column("added_at", sa.DateTime(timezone=True))


def _when(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.now(UTC)


def _rename(name: str, column: str, new: str) -> None:
    op.drop_index(f"ix_{name}_{column}", name)
    op.execute(f"ALTER TABLE {name} RENAME COLUMN {column} TO {new}")  # in place: other tables refer to it
    op.create_index(f"ix_{name}_{new}", name, [new])


def _sessions(name: str, other: str, column: str, new: str) -> None:
    for each in ("secret_hash", column, "seen_at"):
        op.drop_index(f"ix_{name}_{each}", name)
    op.execute(f"ALTER TABLE {name} RENAME COLUMN {column} TO {new}")  # in place: other tables refer to it
    op.rename_table(name, other)
    for each in ("secret_hash", new, "seen_at"):
        op.create_index(f"ix_{other}_{each}", other, [each], unique=each == "secret_hash")
