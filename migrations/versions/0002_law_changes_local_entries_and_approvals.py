"""law changes, local entries and approvals"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legal_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=True),
        sa.Column("clause", sa.String(length=16), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "repeal", "amend", name="changekind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("shipped", "local", name="origin", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["legal_documents.number"], name=op.f("fk_legal_changes_document_legal_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_changes")),
    )
    with op.batch_alter_table("legal_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_changes_document"), ["document"], unique=False)

    op.create_table(
        "approvals",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_approvals_revision_id_revisions")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_approvals")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "origin",
                sa.Enum(
                    "shipped", "local", name="origin", native_enum=False, create_constraint=True, length=32
                ),
                nullable=False,
                server_default="shipped",
            )
        )

    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("situation", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("computed", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("stale_when", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_column("stale_when")
        batch_op.drop_column("computed")
        batch_op.drop_column("situation")

    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_entries_origin"), type_="check")
        batch_op.drop_column("origin")

    op.drop_table("approvals")
    with op.batch_alter_table("legal_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_changes_document"))

    op.drop_table("legal_changes")
