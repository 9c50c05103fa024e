using System.Data.Common;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql.Postgres;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Annex;

/// <summary>
/// The annex on a PostgreSQL server, in a schema of its own, for a role of its own: it reads and inserts, and deletes
/// keys.
/// </summary>
public sealed class PostgresAnnex(DatabaseOptions database, ISecretSource secrets) : AnnexDatabase
{
    // A stored shape: change only by a new version.
    private const string Definition = """
        CREATE SCHEMA IF NOT EXISTS directed_annex;
        CREATE TABLE IF NOT EXISTS directed_annex.subjects (
          id TEXT PRIMARY KEY, run TEXT NOT NULL, name TEXT NOT NULL, secret BYTEA NOT NULL, made_at TEXT NOT NULL,
          UNIQUE (run, name));
        CREATE TABLE IF NOT EXISTS directed_annex.records (
          id TEXT PRIMARY KEY, subject TEXT NOT NULL, run TEXT NOT NULL, what TEXT NOT NULL, digest TEXT NOT NULL,
          size BIGINT NOT NULL, content BYTEA NOT NULL, at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS records_subject ON directed_annex.records(subject);
        CREATE TABLE IF NOT EXISTS directed_annex.acts (
          number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind TEXT NOT NULL, run TEXT NOT NULL, record TEXT,
          person TEXT NOT NULL, reason TEXT NOT NULL, directive TEXT, at TEXT NOT NULL);
        CREATE OR REPLACE FUNCTION directed_annex.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
        CREATE OR REPLACE TRIGGER records_are_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON directed_annex.records
          FOR EACH STATEMENT EXECUTE FUNCTION directed_annex.refuse_change();
        CREATE OR REPLACE TRIGGER acts_are_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON directed_annex.acts
          FOR EACH STATEMENT EXECUTE FUNCTION directed_annex.refuse_change();
        """;

    private const long MakingTurn = 7_305_808_869_231;

    private readonly PostgresSchema schema = new(database, secrets, "directed_annex");

    private protected override void Create() => schema.Make(Definition, "acts", MakingTurn);

    private protected override DbConnection Connect() => schema.Connect();

    // Old versions of rows go with the server's vacuum; its archives and backups are its keeper's.
    private protected override void AfterErasing(DbConnection connection)
    {
    }
}
