using System.Text.Json;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using SortedStrings = System.Collections.Immutable.ImmutableSortedSet<string>;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The search attribute by which runs with paused activities are found: the types of activities that are paused. As
/// officially it goes with the last unpause, not with the end of a paused activity.
/// </summary>
internal static class PauseMarks
{
    private const string Attribute = "TemporalPauseInfo";
    private const string AttributeType = "KeywordList";

    public static void Add(Run run, ActivityState activity) => Set(run, Read(run).Add(Mark(activity)));

    /// <summary>Other activities of the type may be paused still: the mark stays for them.</summary>
    public static void Remove(Run run, ActivityState activity)
    {
        var isLast = !run.State.Activities.Values.Any(
            other => other.PauseInfo is not null && other.ActivityType.Equals(activity.ActivityType));
        Set(run, isLast ? Read(run).Remove(Mark(activity)) : Read(run));
    }

    private static string Mark(ActivityState activity) => $"property:activityType={activity.ActivityType.Name}";

    private static SortedStrings Read(Run run)
    {
        if (!run.State.SearchAttributes.IndexedFields.TryGetValue(Attribute, out var payload))
        {
            return SortedStrings.Empty.WithComparer(StringComparer.Ordinal);
        }

        using var json = JsonDocument.Parse(payload.Data.Memory);
        IEnumerable<JsonElement> items = json.RootElement.ValueKind == JsonValueKind.Array
            ? [.. json.RootElement.EnumerateArray()]
            : [json.RootElement];
        return SortedStrings.Empty.WithComparer(StringComparer.Ordinal).Union(items.Select(item => item.ToString()));
    }

    private static void Set(Run run, SortedStrings marks)
    {
        run.IsChanged = true;
        run.IsVisibilityChanged = true;
        if (marks.IsEmpty)
        {
            run.State.SearchAttributes.IndexedFields.Remove(Attribute);
            return;
        }

        run.State.SearchAttributes.IndexedFields[Attribute] = new Payload
        {
            Data = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(marks)),
            Metadata =
            {
                ["encoding"] = ByteString.CopyFromUtf8("json/plain"),
                ["type"] = ByteString.CopyFromUtf8(AttributeType),
            },
        };
    }
}
