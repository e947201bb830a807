"""Words to find records by, and what people make of findings."""

import sqlalchemy as sa
from alembic import op

from thidua.db.queries import extractions
from thidua.db.search import POSTGRESQL_SETUP, SQLITE_INDEX, SQLITE_SETUP, words_of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "record_search",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_record_search_record", "record_search", ["record"], unique=True)
    op.create_table(
        "finding_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("mark", sa.String(length=12), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_finding_marks_finding", "finding_marks", ["finding"], unique=False)
    op.create_index("ix_findings_severity", "findings", ["severity", "verdict", "id"], unique=False)
    for statement in SQLITE_SETUP if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SETUP:
        op.execute(statement)
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Give the records that are there their words."""
    names = sa.text(
        "SELECT r.id, u.name, u.force FROM records r LEFT JOIN units u ON u.id = r.unit WHERE r.article = :article"
    )
    add = sa.text("INSERT INTO record_search (number, record, words) VALUES (:number, :record, :words)")
    number = 0
    for article, extraction in extractions(connection, rejected=True):
        units = {row.id: (row.name, row.force) for row in connection.execute(names, {"article": article.id})}
        rows = []
        for award in extraction.awards:
            number += 1
            rows.append(
                {"number": number, "record": award.id, "words": words_of(award, extraction.title, *units[award.id])}
            )
        if rows:
            connection.execute(add, rows)


def downgrade() -> None:
    op.drop_index("ix_findings_severity", "findings")
    op.drop_table("finding_marks")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TABLE {SQLITE_INDEX}")
    op.drop_table("record_search")
