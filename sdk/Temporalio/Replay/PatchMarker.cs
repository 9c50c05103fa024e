using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay;

/// <summary>The marker that stands in a history for a patch. Stored shape, shared by Temporal's SDKs.</summary>
internal sealed record PatchMarker(string PatchId, bool Deprecated)
{
    /// <summary>Search attribute that lists the patches of a run.</summary>
    public const string ChangeVersion = "TemporalChangeVersion";

    private const string MarkerName = "core_patch";
    private const string DataKey = "patch-data";

    // Tools and servers limit the size of a search attribute: beyond it the list is left out.
    private const int ChangeVersionLimitBytes = 2048;

    public static bool IsPatch(HistoryEvent e) =>
        e.EventType == EventType.MarkerRecorded && e.MarkerRecordedEventAttributes.MarkerName == MarkerName;

    public static bool IsChangeVersionUpsert(HistoryEvent e) =>
        e.EventType == EventType.UpsertWorkflowSearchAttributes &&
        e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes?.IndexedFields.ContainsKey(ChangeVersion) == true;

    public static bool TryRead(HistoryEvent e, [NotNullWhen(true)] out PatchMarker? marker)
    {
        marker = IsPatch(e) ? Read(e) : null;
        return marker is not null;
    }

    public RecordMarkerCommandAttributes ToCommand()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { id = PatchId, deprecated = Deprecated });
        var attributes = new RecordMarkerCommandAttributes { MarkerName = MarkerName };
        attributes.Details[DataKey] = new Payloads { Payloads_ = { JsonPayload(json) } };
        return attributes;
    }

    /// <summary>The search attribute for these patches, or null when it would be too large.</summary>
    public static SearchAttributes? ChangeVersionOf(IEnumerable<string> patchIds)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(patchIds.Order(StringComparer.Ordinal).ToArray());
        if (json.Length >= ChangeVersionLimitBytes)
        {
            return null;
        }

        var payload = JsonPayload(json);
        payload.Metadata["type"] = ByteString.CopyFromUtf8("KeywordList");
        return new() { IndexedFields = { [ChangeVersion] = payload } };
    }

    private static Payload JsonPayload(byte[] json) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFrom(json),
    };

    private static PatchMarker Read(HistoryEvent e)
    {
        var details = e.MarkerRecordedEventAttributes.Details;
        try
        {
            if (details.TryGetValue(DataKey, out var data))
            {
                using var json = JsonDocument.Parse(data.Payloads_.Single().Data.Memory);
                return new(json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("deprecated").GetBoolean());
            }

            // The form before the JSON one.
            var id = details["patch_id"].Payloads_.Single().Data.ToString(Encoding.UTF8);
            return new(id, details["deprecated"].Payloads_.Single().Data[0] != 0);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ReplayException($"History event {e.EventId} is a patch marker that cannot be read: {error.Message}");
        }
    }
}
