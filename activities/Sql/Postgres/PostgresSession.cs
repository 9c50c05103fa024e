using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using Npgsql;
using NpgsqlTypes;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>One connection with one transaction on it: bounded in time by the server too, gone afterwards.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    /// <summary>How long a statement waits for others that hold its rows.</summary>
    private static readonly TimeSpan LockTime = TimeSpan.FromSeconds(30);

    private readonly NpgsqlConnection connection;
    private NpgsqlTransaction? transaction;

    private PostgresSession(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>The server's number of the transaction: a statement that ended it would show here.</summary>
    public string TransactionId { get; private set; } = string.Empty;

    /// <exception cref="ToolRefusalException">No session came about; nothing was done.</exception>
    public static async Task<PostgresSession> OpenAsync(
        DatabaseOptions database,
        Secret? secret,
        bool isRead,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var session = new PostgresSession(new NpgsqlConnection(PostgresAddress.Of(database, secret)));
        try
        {
            await session.connection.OpenAsync(cancellationToken);
            await session.BeginAsync(isRead, timeout, cancellationToken);
            return session;
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheServer(fault))
        {
            await session.DisposeAsync();
            throw new ToolRefusalException(
                ToolCodes.NotConnected, $"No session came about at {database.Host}: {PostgresFaults.Sentence(fault)}");
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs all of them in order and gives what the last one gave.</summary>
    public async Task<JsonObject> RunAllAsync(
        IEnumerable<(PostgresText Text, IReadOnlyDictionary<string, object> Values)> statements,
        ToolOptions options,
        CancellationToken cancellationToken)
    {
        var result = new JsonObject();
        foreach (var (text, values) in statements)
        {
            await using var batch = Batch(text, values);
            await using var reader = await batch.ExecuteReaderAsync(
                CommandBehavior.SequentialAccess, cancellationToken);

            // The rows are read on a thread of their own: the reader's calls wait for the network.
            result = await Task.Run(
                () => new SqlRows(options).Read(reader, PostgresCell.Read), CancellationToken.None);
        }

        return result;
    }

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<object?[]?> FirstRowAsync(
        string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var row = new object?[reader.FieldCount];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = reader.GetValue(column) is var value && value is DBNull ? null : value;
        }

        return row;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => transaction!.CommitAsync(cancellationToken);

    public async Task NextTransactionAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await transaction!.CommitAsync(cancellationToken);
        await transaction.DisposeAsync();
        await BeginAsync(isRead: false, timeout, cancellationToken);
    }

    /// <summary>Whatever was not committed is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }

            await connection.DisposeAsync();
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheServer(fault))
        {
            // A connection that breaks while it is closed is closed.
        }
    }

    private async Task BeginAsync(bool isRead, TimeSpan timeout, CancellationToken cancellationToken)
    {
        transaction = await connection.BeginTransactionAsync(
            isRead ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancellationToken);
        if (isRead)
        {
            await ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken);
        }

        var row = await FirstRowAsync(
            """
            SELECT set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true),
                   set_config('idle_in_transaction_session_timeout', $1, true),
                   set_config('standard_conforming_strings', 'on', true)
            """,
            cancellationToken,
            Milliseconds(timeout),
            Milliseconds(timeout < LockTime ? timeout : LockTime));
        if (row is not null && !isRead)
        {
            TransactionId = (string)(await FirstRowAsync("SELECT txid_current()::text", cancellationToken))![0]!;
        }
    }

    private static string Milliseconds(TimeSpan time) =>
        Math.Max(1, (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private NpgsqlBatch Batch(PostgresText text, IReadOnlyDictionary<string, object> values)
    {
        var command = new NpgsqlBatchCommand(text.Sql);
        foreach (var name in text.Names)
        {
            command.Parameters.Add(Bind(
                values.TryGetValue(name, out var value)
                    ? value
                    : throw new ToolRefusalException(
                        ToolCodes.ParameterInvalid, $"The statement uses {name}, to which nothing is bound.")));
        }

        return new NpgsqlBatch(connection, transaction) { BatchCommands = { command } };
    }

    // A text goes without a type, as a literal would: so it can become a date, a uuid or whatever the column is.
    private static NpgsqlParameter Bind(object value) => value is string or DBNull
        ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Unknown }
        : new NpgsqlParameter { Value = value };
}
