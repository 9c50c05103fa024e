using Google.Protobuf;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>Puts a batch into the tables, in the order that <see cref="WriteBatch"/> promises.</summary>
internal sealed class SqliteWriter(SqliteStatements statements)
{
    private readonly SqliteStatement putRun = statements.Prepare(
        """
        INSERT OR REPLACE INTO runs (run_id, namespace_id, workflow_id, is_open, state, checksum)
            VALUES ($1, $2, $3, $4, $5, $6)
        """,
        6);

    private readonly SqliteStatement putCurrent = statements.Prepare(
        "INSERT OR REPLACE INTO current_runs (namespace_id, workflow_id, run_id) VALUES ($1, $2, $3)", 3);

    // Appends only what follows without a gap: an overwritten or missing event would be a silent loss.
    private readonly SqliteStatement append = statements.Prepare(
        """
        INSERT INTO history (run_id, first_event_id, last_event_id, events, checksum)
            SELECT $1, $2, $3, $4, $5 WHERE $2 = 1 + coalesce(
            (SELECT last_event_id FROM history WHERE run_id = $1 ORDER BY first_event_id DESC LIMIT 1), 0)
        """,
        5);

    private readonly SqliteStatement putVisibility = statements.Prepare(
        """
        INSERT OR REPLACE INTO visibility (run_id, namespace_id, workflow_id, info, checksum)
            VALUES ($1, $2, $3, $4, $5)
        """,
        5);

    private readonly SqliteStatement putNamespace = statements.Prepare(
        "INSERT OR REPLACE INTO namespaces (id, name, description) VALUES ($1, $2, $3)", 3);

    private readonly SqliteStatement putAttribute = statements.Prepare(
        "INSERT OR REPLACE INTO search_attributes (namespace_id, name, type) VALUES ($1, $2, $3)", 3);

    private readonly SqliteStatement putBatch = statements.Prepare(
        """
        INSERT INTO batches (namespace_id, job_id, state, checksum, targets, targets_checksum)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO UPDATE SET state = $3, checksum = $4, targets = $5, targets_checksum = $6
        """,
        6);

    // Going on through the runs leaves the list of them as it is: it may be long.
    private readonly SqliteStatement putBatchState = statements.Prepare(
        """
        INSERT INTO batches (namespace_id, job_id, state, checksum, targets, targets_checksum)
            VALUES ($1, $2, $3, $4, x'', $5)
            ON CONFLICT DO UPDATE SET state = $3, checksum = $4
        """,
        5);

    private readonly SqliteStatement deleteBatch = statements.Prepare(
        "DELETE FROM batches WHERE namespace_id = $1 AND job_id = $2", 2);

    private readonly SqliteStatement putSchedule = statements.Prepare(
        """
        INSERT OR REPLACE INTO schedules (namespace_id, schedule_id, state, checksum, listing, listing_checksum)
            VALUES ($1, $2, $3, $4, $5, $6)
        """,
        6);

    private readonly SqliteStatement deleteSchedule = statements.Prepare(
        "DELETE FROM schedules WHERE namespace_id = $1 AND schedule_id = $2", 2);

    private readonly SqliteStatement[] deleteRun =
    [
        statements.Prepare("DELETE FROM runs WHERE run_id = $1", 1),
        statements.Prepare("DELETE FROM history WHERE run_id = $1", 1),
        statements.Prepare("DELETE FROM visibility WHERE run_id = $1", 1),
    ];

    private readonly SqliteStatement deleteCurrent = statements.Prepare(
        "DELETE FROM current_runs WHERE namespace_id = $1 AND workflow_id = $2", 2);

    private readonly SqliteStatement[] deleteNamespace =
    [
        statements.Prepare("DELETE FROM namespaces WHERE id = $1", 1),
        statements.Prepare("DELETE FROM search_attributes WHERE namespace_id = $1", 1),
        statements.Prepare("DELETE FROM batches WHERE namespace_id = $1", 1),
        statements.Prepare("DELETE FROM schedules WHERE namespace_id = $1", 1),
    ];

    private readonly SqliteStatement deleteAttribute = statements.Prepare(
        "DELETE FROM search_attributes WHERE namespace_id = $1 AND name = $2", 2);

    public void Write(WriteBatch batch)
    {
        foreach (var row in batch.Runs)
        {
            var state = row.State.ToArray();
            putRun.Run(
                row.Key.RunId, row.Key.NamespaceId, row.Key.WorkflowId, row.IsOpen ? 1 : 0, state, Checksum.Of(state));
        }

        foreach (var row in batch.CurrentRuns)
        {
            putCurrent.Run(row.Workflow.NamespaceId, row.Workflow.WorkflowId, row.RunId);
        }

        batch.History.ForEach(Append);
        foreach (var row in batch.Visibility)
        {
            var info = row.Info.ToByteArray();
            putVisibility.Run(row.Key.RunId, row.Key.NamespaceId, row.Key.WorkflowId, info, Checksum.Of(info));
        }

        foreach (var row in batch.Namespaces)
        {
            putNamespace.Run(row.Id, row.Name, row.Description.ToByteArray());
        }

        foreach (var row in batch.SearchAttributes)
        {
            putAttribute.Run(row.NamespaceId, row.Name, (int)row.ValueType);
        }

        batch.Batches.ForEach(Put);
        batch.Schedules.ForEach(Put);
        Delete(batch);
    }

    private void Put(BatchRow row)
    {
        var state = row.State.ToArray();
        if (row.Targets is { } given)
        {
            var targets = given.ToArray();
            putBatch.Run(
                row.Key.NamespaceId, row.Key.JobId, state, Checksum.Of(state), targets, Checksum.Of(targets));
        }
        else
        {
            putBatchState.Run(row.Key.NamespaceId, row.Key.JobId, state, Checksum.Of(state), Checksum.Of([]));
        }
    }

    private void Put(ScheduleRow row)
    {
        var (state, listing) = (row.State.ToArray(), row.Listing.ToByteArray());
        putSchedule.Run(
            row.Key.NamespaceId, row.Key.ScheduleId, state, Checksum.Of(state), listing, Checksum.Of(listing));
    }

    private void Delete(WriteBatch batch)
    {
        foreach (var key in batch.DeletedRuns)
        {
            Array.ForEach(deleteRun, statement => statement.Run(key.RunId));
        }

        foreach (var key in batch.DeletedCurrentRuns)
        {
            deleteCurrent.Run(key.NamespaceId, key.WorkflowId);
        }

        foreach (var id in batch.DeletedNamespaces)
        {
            Array.ForEach(deleteNamespace, statement => statement.Run(id));
        }

        foreach (var (namespaceId, name) in batch.DeletedSearchAttributes)
        {
            deleteAttribute.Run(namespaceId, name);
        }

        foreach (var key in batch.DeletedBatches)
        {
            deleteBatch.Run(key.NamespaceId, key.JobId);
        }

        foreach (var key in batch.DeletedSchedules)
        {
            deleteSchedule.Run(key.NamespaceId, key.ScheduleId);
        }
    }

    private void Append(HistoryBatch batch)
    {
        var isWhole = batch.LastEventId >= batch.FirstEventId;
        var events = batch.Events.ToArray();
        var checksum = Checksum.Of(events);
        if (!isWhole || append.Run(batch.RunId, batch.FirstEventId, batch.LastEventId, events, checksum) != 1)
        {
            throw new InvalidOperationException(
                $"Run {batch.RunId}: events {batch.FirstEventId}-{batch.LastEventId} do not follow the stored ones.");
        }
    }
}
