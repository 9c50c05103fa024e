using System.Data.Common;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql.Postgres;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities.Audit;

/// <summary>
/// The audit store on a PostgreSQL server, for teams. Its role needs no more than to read and to insert, once the
/// tables are there; the database refuses changes even to their owner.
/// </summary>
public sealed class PostgresAuditStore(DatabaseOptions database, ISecretSource secrets) : AuditDatabase
{
    // A stored shape: change only by a new version. Times and entries are text, so that they come back byte for byte.
    private const string Definition = """
        CREATE SCHEMA IF NOT EXISTS directed_audit;
        CREATE TABLE IF NOT EXISTS directed_audit.ledger (
          chain TEXT NOT NULL, sequence BIGINT NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
          stage TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, digest TEXT NOT NULL,
          PRIMARY KEY (chain, sequence));
        CREATE INDEX IF NOT EXISTS ledger_run ON directed_audit.ledger(run);
        CREATE INDEX IF NOT EXISTS ledger_kind ON directed_audit.ledger(kind, chain);
        CREATE INDEX IF NOT EXISTS ledger_time ON directed_audit.ledger(kind, at);
        CREATE INDEX IF NOT EXISTS ledger_step ON directed_audit.ledger(kind, (entry::json #>> '{fact,step}'));
        CREATE TABLE IF NOT EXISTS directed_audit.begun (
          key TEXT PRIMARY KEY, run TEXT NOT NULL, attempt TEXT NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS directed_audit.tool_calls (
          id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run TEXT NOT NULL, attempt TEXT NOT NULL,
          what TEXT NOT NULL, tool TEXT NOT NULL, parameters TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT,
          exit_code INTEGER, output_digest TEXT, output TEXT, started_at TEXT NOT NULL, finished_at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS tool_calls_run ON directed_audit.tool_calls(run);
        CREATE OR REPLACE FUNCTION directed_audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
        CREATE OR REPLACE TRIGGER ledger_is_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON directed_audit.ledger
          FOR EACH STATEMENT EXECUTE FUNCTION directed_audit.refuse_change();
        CREATE OR REPLACE TRIGGER begun_is_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON directed_audit.begun
          FOR EACH STATEMENT EXECUTE FUNCTION directed_audit.refuse_change();
        CREATE OR REPLACE TRIGGER tool_calls_is_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON directed_audit.tool_calls
          FOR EACH STATEMENT EXECUTE FUNCTION directed_audit.refuse_change();
        """;

    private const long MakingTurn = 7_305_808_869_230;

    private readonly PostgresSchema schema = new(database, secrets, "directed_audit");

    // json and not jsonb, which takes no text with an escaped zero character.
    private protected override string StepColumn => "(entry::json #>> '{fact,step}')";

    private protected override void Create() => schema.Make(Definition, "tool_calls", MakingTurn);

    private protected override DbConnection Connect() => schema.Connect();

    private protected override DbTransaction BeginAppend(DbConnection connection, RunId chain)
    {
        var transaction = connection.BeginTransaction();
        PostgresSchema.Run(
            connection,
            transaction,
            "SELECT pg_advisory_xact_lock(hashtextextended(@chain, 0))",
            ("@chain", chain.Value));
        return transaction;
    }
}
