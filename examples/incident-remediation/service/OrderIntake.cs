using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IncidentService;

/// <summary>Takes orders. With the bad release on, the customer gets a 500 although the order was queued.</summary>
internal sealed class OrderIntake(OrderStore store, Flags flags)
{
    private long placed;
    private long failed;

    public (long Placed, long Failed) Totals => (Interlocked.Read(ref placed), Interlocked.Read(ref failed));

    /// <returns>201 placed, 200 known already, 500 the bad release, 503 the intake is held.</returns>
    public int Place(string reference)
    {
        var current = flags.Current;
        if (!current.AcceptOrders)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }

        var isNew = Insert(reference);
        Interlocked.Increment(ref placed);
        if (current.OrderPipelineV2)
        {
            Interlocked.Increment(ref failed);
            return StatusCodes.Status500InternalServerError;
        }

        return isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
    }

    private bool Insert(string reference)
    {
        using var connection = store.Open();
        using var transaction = connection.BeginTransaction();
        var isNew = OrderStore.Run(
            connection,
            transaction,
            "INSERT OR IGNORE INTO orders(reference, state, amount_cents) VALUES ($reference, 'queued', 4200)",
            ("$reference", reference)) == 1;
        if (isNew && !reference.StartsWith(Storefront.ReferencePrefix, StringComparison.Ordinal))
        {
            OrderStore.RecordEffect(connection, transaction, reference, "order-placed");
        }

        transaction.Commit();
        return isNew;
    }
}
