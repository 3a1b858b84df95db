"""How everything here keeps data: engines, one commit for many callers, sealed columns, migrations."""
