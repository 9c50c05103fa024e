using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay;

/// <summary>
/// The marker that stands in a history for a local activity. Stored shape, shared by Temporal's SDKs: names, order and
/// explicit nulls are those of the core.
/// </summary>
internal sealed record LocalActivityMarker(
    uint Seq,
    int Attempt,
    string ActivityId,
    string ActivityType,
    Timestamp? CompleteTime,
    Duration? Backoff,
    Timestamp? OriginalScheduleTime)
{
    /// <summary>Detail that has the result, encoded.</summary>
    public const string ResultKey = "result";

    private const string MarkerName = "core_local_activity";
    private const string DataKey = "data";

    public Payload? Result { get; init; }

    public Failure? Failure { get; init; }

    public static bool IsLocalActivity(HistoryEvent e) =>
        e.EventType == EventType.MarkerRecorded && e.MarkerRecordedEventAttributes.MarkerName == MarkerName;

    /// <summary>Reads a marker, if the event is one of these.</summary>
    /// <exception cref="ReplayException">It is, and cannot be read.</exception>
    public static bool TryRead(HistoryEvent e, [NotNullWhen(true)] out LocalActivityMarker? marker)
    {
        marker = IsLocalActivity(e) ? Read(e) : null;
        return marker is not null;
    }

    public RecordMarkerCommandAttributes ToCommand()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Stored(
            Seq,
            (uint)Attempt,
            ActivityId,
            ActivityType,
            CompleteTime is { } complete ? new(complete.Seconds, complete.Nanos) : null,
            Backoff is { } backoff ? new(backoff.Seconds, backoff.Nanos) : null,
            OriginalScheduleTime is { } original ? new(original.Seconds, original.Nanos) : null));
        var attributes = new RecordMarkerCommandAttributes { MarkerName = MarkerName, Failure = Failure };
        attributes.Details[DataKey] = new()
        {
            Payloads_ =
            {
                new Payload
                {
                    Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
                    Data = ByteString.CopyFrom(json),
                },
            },
        };
        if (Result is { } result)
        {
            attributes.Details[ResultKey] = new() { Payloads_ = { result } };
        }

        return attributes;
    }

    private static LocalActivityMarker Read(HistoryEvent e)
    {
        var recorded = e.MarkerRecordedEventAttributes;
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(recorded.Details[DataKey].Payloads_.Single().Data.Span)!;
            return new(
                stored.Seq,
                checked((int)stored.Attempt),
                stored.ActivityId ?? throw new JsonException("activity_id is missing"),
                stored.ActivityType ?? throw new JsonException("activity_type is missing"),
                stored.CompleteTime is { } end ? new() { Seconds = end.Seconds, Nanos = end.Nanos } : null,
                stored.Backoff is { } backoff ? new() { Seconds = backoff.Seconds, Nanos = backoff.Nanos } : null,
                stored.OriginalScheduleTime is { } at ? new() { Seconds = at.Seconds, Nanos = at.Nanos } : null)
            {
                Result = recorded.Failure is null && recorded.Details.TryGetValue(ResultKey, out var result)
                    ? result.Payloads_.LastOrDefault()
                    : null,
                Failure = recorded.Failure,
            };
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new ReplayException(
                $"History event {e.EventId} is a marker of a local activity that cannot be read: {error.Message}");
        }
    }

    private sealed record Instant(
        [property: JsonPropertyName("seconds")] long Seconds, [property: JsonPropertyName("nanos")] int Nanos);

    private sealed record Stored(
        [property: JsonPropertyName("seq")] uint Seq,
        [property: JsonPropertyName("attempt")] uint Attempt,
        [property: JsonPropertyName("activity_id")] string? ActivityId,
        [property: JsonPropertyName("activity_type")] string? ActivityType,
        [property: JsonPropertyName("complete_time")] Instant? CompleteTime,
        [property: JsonPropertyName("backoff")] Instant? Backoff,
        [property: JsonPropertyName("original_schedule_time")] Instant? OriginalScheduleTime);
}
