"""The order in which corrections came: two of one second have none by their time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("corrections", sa.Column("number", sa.Integer(), nullable=True))
    connection = op.get_bind()
    entries = connection.scalars(sa.text("SELECT id FROM corrections ORDER BY at, id")).all()
    numbers = [{"id": entry, "number": number} for number, entry in enumerate(entries, 1)]
    if numbers:
        connection.execute(sa.text("UPDATE corrections SET number = :number WHERE id = :id"), numbers)
    with op.batch_alter_table("corrections") as table:
        table.alter_column("number", existing_type=sa.Integer(), nullable=False)
    op.create_index("ix_corrections_number", "corrections", ["number"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_corrections_number", "corrections")
    with op.batch_alter_table("corrections") as table:
        table.drop_column("number")
