using System.Text.Json;
using Temporalio.Common;
using Workflows.Tests.Support;

namespace Workflows.Tests.Histories;

/// <summary>Recorded histories of real runs. They are added, never edited: each must replay with every later version.</summary>
public sealed class GoldenHistoryTests
{
    public static TheoryData<string> Recorded => new(Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Histories"), "*.json")
        .Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task History_RecordedOnce_StillReplays(string file)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Histories", file));

        await RecordedHistory.ReplayAsync(WorkflowHistory.FromJson(IdIn(json), json));
    }

    // A signed directive names its run: such a history replays under its own id only.
    private static string IdIn(string json)
    {
        using var history = JsonDocument.Parse(json);
        var started = history.RootElement.GetProperty("events")[0].GetProperty("workflowExecutionStartedEventAttributes");
        return started.TryGetProperty("workflowId", out var id) ? id.GetString()! : "recorded";
    }
}
