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

        await RecordedHistory.ReplayAsync(WorkflowHistory.FromJson("recorded", json));
    }
}
