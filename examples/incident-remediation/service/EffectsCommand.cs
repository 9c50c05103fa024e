using System.Text.Json;

namespace IncidentService;

/// <summary>Prints what was really done, as JSON: one row for each kind and key with its count.</summary>
internal static class EffectsCommand
{
    public static int Run(CommandArguments arguments, TextWriter output)
    {
        if (!arguments.Data.IsSeeded)
        {
            return ExitCodes.NotSeeded;
        }

        output.WriteLine(JsonSerializer.Serialize(Count(new OrderStore(arguments.Data)), JsonSerializerOptions.Web));
        return ExitCodes.Done;
    }

    public static IReadOnlyList<EffectCount> Count(OrderStore store)
    {
        using var connection = store.Open();
        using var command = OrderStore.Command(
            connection,
            null,
            "SELECT kind, key, COUNT(*) FROM effects GROUP BY kind, key ORDER BY MIN(sequence)");
        using var reader = command.ExecuteReader();
        var counts = new List<EffectCount>();
        while (reader.Read())
        {
            counts.Add(new EffectCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return counts;
    }
}
