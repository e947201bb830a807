"""Links between articles, findings of the audit, scores, corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "clusters",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("text_hash", sa.String(length=32), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_corrections_text_hash", "corrections", ["text_hash"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("check_name", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_findings_check", "findings", ["check_name", "verdict"], unique=False)
    op.create_table(
        "scores",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("band", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("scheme", "period", "level", "unit"),
    )
    op.create_table(
        "article_links",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "kind"),
    )
    op.create_index("ix_article_links_other", "article_links", ["other"], unique=False)
    op.create_table(
        "correction_conflicts",
        sa.Column("correction", sa.String(length=16), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["correction"],
            ["corrections.id"],
        ),
        sa.PrimaryKeyConstraint("correction", "article"),
    )
    op.create_index("ix_correction_conflicts_article", "correction_conflicts", ["article"], unique=False)
    op.create_table(
        "finding_evidences",
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", "number"),
    )
    op.create_index("ix_finding_evidences_article", "finding_evidences", ["article"], unique=False)
    op.create_table(
        "cluster_members",
        sa.Column("record", sa.String(length=16), nullable=False),
        sa.Column("cluster", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cluster"], ["clusters.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["record"], ["records.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record"),
    )
    op.create_index("ix_cluster_members_cluster", "cluster_members", ["cluster"], unique=False)
    op.create_table(
        "finding_records",
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("record", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["record"], ["records.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", "record"),
    )
    op.create_index("ix_finding_records_record", "finding_records", ["record"], unique=False)
    op.create_table(
        "related_records",
        sa.Column("one", sa.String(length=16), nullable=False),
        sa.Column("other", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["records.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["records.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index("ix_related_records_other", "related_records", ["other"], unique=False)
    op.create_table(
        "score_points",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.String(length=16), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record"], ["records.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["scheme", "period", "level", "unit"],
            ["scores.scheme", "scores.period", "scores.level", "scores.unit"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scheme", "period", "level", "unit", "number"),
    )
    op.create_index("ix_score_points_record", "score_points", ["record"], unique=False)


def downgrade() -> None:
    op.drop_table("score_points")
    op.drop_table("related_records")
    op.drop_table("finding_records")
    op.drop_table("cluster_members")
    op.drop_table("finding_evidences")
    op.drop_table("correction_conflicts")
    op.drop_table("article_links")
    op.drop_table("scores")
    op.drop_table("findings")
    op.drop_table("corrections")
    op.drop_table("clusters")
