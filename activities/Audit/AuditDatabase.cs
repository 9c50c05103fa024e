using System.Data.Common;
using System.Globalization;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Audit;

/// <summary>What the audit store does in either database.</summary>
public abstract class AuditDatabase : IAuditStore
{
    private readonly Lazy<bool> created;

    private protected AuditDatabase() =>
        // A store that could not be made is tried again at the next use, not remembered as broken.
        created = new Lazy<bool>(Made, LazyThreadSafetyMode.PublicationOnly);

    public long Append(LedgerBatch batch)
    {
        using var connection = Open();
        using var transaction = BeginAppend(connection, batch.Chain);
        var table = new LedgerTable(connection, transaction, batch.Chain);
        var (last, digest) = table.Head();
        foreach (var entry in batch.Entries)
        {
            if (entry.Sequence <= last && table.DigestAt(entry.Sequence) is { } known)
            {
                AuditConflictException.ThrowUnlessSame(batch.Chain, entry, known);
            }
            else if (entry.Sequence <= last)
            {
                AuditConflictException.ThrowUnlessBetween(
                    batch.Chain, entry, table.DigestAt(entry.Sequence - 1), table.EntryAt(entry.Sequence + 1));
                table.Insert(entry);
            }
            else
            {
                AuditConflictException.ThrowUnlessFollows(batch.Chain, entry, last, digest);
                table.Insert(entry);
                (last, digest) = (entry.Sequence, entry.Digest);
            }
        }

        transaction.Commit();
        return batch.Entries[^1].Sequence;
    }

    public IReadOnlyList<LedgerEntry> Read(RunId chain, long from, int limit)
    {
        using var connection = Open();
        return new LedgerTable(connection, null, chain).Read(from, limit);
    }

    public bool TryBegin(ToolActionRequest request, DateTimeOffset now)
    {
        using var connection = Open();
        using var command = AuditCommands.Create(
            connection,
            null,
            "INSERT INTO begun(key, run, attempt, at) VALUES (@key, @run, @attempt, @at) ON CONFLICT DO NOTHING",
            ("@key", request.IdempotencyKey),
            ("@run", request.Run.Value),
            ("@attempt", request.Attempt.Value),
            ("@at", Text(now)));
        return command.ExecuteNonQuery() == 1;
    }

    public Survey LookAround(SurveyRequest request, DateTimeOffset now)
    {
        using var connection = Open();
        return AuditSurvey.Of(connection, StepColumn, request, now);
    }

    public void Keep(TraceEntry entry)
    {
        var output = entry.Result.Value?.ToJsonString();
        using var connection = Open();
        using var command = AuditCommands.Create(
            connection,
            null,
            """
            INSERT INTO tool_calls(
              run, attempt, what, tool, parameters, outcome, code, exit_code, output_digest, output, started_at,
              finished_at)
            VALUES (
              @run, @attempt, @what, @tool, @parameters, @outcome, @code, @exitCode, @digest, @output, @started,
              @finished)
            """,
            ("@run", entry.Run.Value),
            ("@attempt", entry.Attempt.Value),
            ("@what", entry.What),
            ("@tool", entry.Call.Kind),
            ("@parameters", entry.Call.Parameters.Text),
            ("@outcome", entry.Result.Outcome.ToString()),
            ("@code", entry.Result.Code),
            ("@exitCode", entry.Result.ExitCode),
            ("@digest", output is null ? null : ToolDocuments.DigestOf(output).Value),
            ("@output", output),
            ("@started", Text(entry.StartedAt)),
            ("@finished", Text(entry.FinishedAt)));
        command.ExecuteNonQuery();
    }

    /// <summary>The step that an entry's fact is about, in the database's words; there is an index of it.</summary>
    private protected abstract string StepColumn { get; }

    /// <summary>Makes what is missing; called until it has succeeded once.</summary>
    private protected abstract void Create();

    private protected abstract DbConnection Connect();

    /// <summary>A transaction in which nobody else appends to the chain.</summary>
    private protected abstract DbTransaction BeginAppend(DbConnection connection, RunId chain);

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private DbConnection Open()
    {
        _ = created.Value;
        return Connect();
    }

    private bool Made()
    {
        Create();
        return true;
    }
}
