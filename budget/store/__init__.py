"""The workspace: tables, migrations, one transaction per use case, and the journal."""
