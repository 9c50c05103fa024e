using System.Text.Json;
using System.Text.Json.Serialization;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace Workflows.Tests.Histories;

/// <summary>Writes down the ledger entries that workflow code hands out while it replays.</summary>
internal sealed class ListeningConverter : JsonConverter<LedgerBatch>
{
    public List<LedgerEntry> Heard { get; } = [];

    public override LedgerBatch? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<LedgerBatch>(ref reader, DomainJson.Options);

    public override void Write(Utf8JsonWriter writer, LedgerBatch value, JsonSerializerOptions options)
    {
        Heard.AddRange(value.Entries);
        JsonSerializer.Serialize(writer, value, DomainJson.Options);
    }
}
