using System.Collections.Concurrent;
using System.Text.Json;

namespace IncidentService;

/// <summary>
/// Puts dead orders back into the queue, once for each idempotency key: a repeat waits for the first call or gets its
/// receipt, also after the service was killed in the middle (then the repeat finishes the rest).
/// </summary>
internal sealed class DeadLetterDrain(OrderStore store)
{
    private const int BatchSize = 5;

    private readonly ConcurrentDictionary<string, Lazy<Task<DrainReceipt>>> running = new(StringComparer.Ordinal);

    /// <returns>The receipt, or null when the key was used for another request.</returns>
    public async Task<DrainReceipt?> RunAsync(string key, DrainRequest request)
    {
        var body = JsonSerializer.Serialize(request, JsonSerializerOptions.Web);
        if (Claim(key, body) is not { } claim)
        {
            return null;
        }

        if (claim.Response is not null)
        {
            return Parse(claim.Response) with { Replayed = true };
        }

        // Not tied to the caller: a caller that goes away must not leave half a drain behind.
        var work = running.GetOrAdd(key, _ => new Lazy<Task<DrainReceipt>>(() => DrainAsync(key, request)));
        try
        {
            return await work.Value;
        }
        finally
        {
            running.TryRemove(key, out _);
        }
    }

    public DrainReceipt? Find(string key)
    {
        using var connection = store.Open();
        using var command = OrderStore.Command(
            connection, null, "SELECT response FROM receipts WHERE key = $key AND response IS NOT NULL", ("$key", key));
        return command.ExecuteScalar() is string response ? Parse(response) : null;
    }

    private (string Key, string? Response)? Claim(string key, string body)
    {
        using var connection = store.Open();
        OrderStore.Run(
            connection,
            null,
            "INSERT OR IGNORE INTO receipts(key, request) VALUES ($key, $request)",
            ("$key", key),
            ("$request", body));
        using var command = OrderStore.Command(
            connection, null, "SELECT request, response FROM receipts WHERE key = $key", ("$key", key));
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetString(0) == body ? (key, reader.IsDBNull(1) ? null : reader.GetString(1)) : null;
    }

    private async Task<DrainReceipt> DrainAsync(string key, DrainRequest request)
    {
        // A call that came just as the one before ended finds its receipt here.
        if (Find(key) is { } receipt)
        {
            return receipt with { Replayed = true };
        }

        var drained = AlreadyDrained(key);
        while (drained < request.Limit)
        {
            var moved = MoveBatch(key, Math.Min(BatchSize, request.Limit - drained));
            if (moved == 0)
            {
                break;
            }

            drained += moved;
            await Task.Delay(request.BatchPauseMs);
        }

        return Finish(new DrainReceipt(key, drained, Replayed: false));
    }

    private int AlreadyDrained(string key)
    {
        using var connection = store.Open();
        return (int)OrderStore.Number(
            connection, "SELECT COUNT(*) FROM effects WHERE key = $key AND kind = 'order-requeued'", ("$key", key));
    }

    private int MoveBatch(string key, int size)
    {
        using var connection = store.Open();
        using var transaction = connection.BeginTransaction();
        var moved = OrderStore.Run(
            connection,
            transaction,
            """
            UPDATE orders SET state = 'queued'
            WHERE id IN (SELECT id FROM orders WHERE state = 'dead' ORDER BY id LIMIT $size)
            """,
            ("$size", size));
        for (var count = 0; count < moved; count++)
        {
            OrderStore.RecordEffect(connection, transaction, key, "order-requeued");
        }

        transaction.Commit();
        return moved;
    }

    private DrainReceipt Finish(DrainReceipt receipt)
    {
        using var connection = store.Open();
        using var transaction = connection.BeginTransaction();
        OrderStore.Run(
            connection,
            transaction,
            "UPDATE receipts SET response = $response WHERE key = $key",
            ("$key", receipt.Key),
            ("$response", JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web)));
        OrderStore.RecordEffect(connection, transaction, receipt.Key, "drain");
        transaction.Commit();
        return receipt;
    }

    private static DrainReceipt Parse(string response) =>
        JsonSerializer.Deserialize<DrainReceipt>(response, JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"empty receipt: {response}");
}
