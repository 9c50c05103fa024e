using Temporalio.Api.Sdk.V1;

namespace Temporalio.Replay;

/// <summary>
/// What histories record about the SDK that made them. The behaviours behind these flags are always on here; recording
/// them keeps the histories replayable by other versions and by the official SDK.
/// </summary>
internal sealed class SdkFlags
{
    private const string Name = "temporal-dotnet-managed";

    // Core: id and type checks, change-version upsert with patches, terminal commands last.
    private static readonly uint[] Core = [1, 2, 3];

    // Language: handlers and run method start after all jobs were applied.
    private static readonly uint[] Lang = [2];

    private static readonly string Version = typeof(SdkFlags).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private readonly HashSet<uint> recordedCore = [];
    private readonly HashSet<uint> recordedLang = [];
    private string recordedName = string.Empty;
    private string recordedVersion = string.Empty;

    /// <summary>Learns what a completed task recorded.</summary>
    public void Learn(WorkflowTaskCompletedMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        recordedCore.UnionWith(metadata.CoreUsedFlags);
        recordedLang.UnionWith(metadata.LangUsedFlags);
        recordedName = metadata.SdkName.Length > 0 ? metadata.SdkName : recordedName;
        recordedVersion = metadata.SdkVersion.Length > 0 ? metadata.SdkVersion : recordedVersion;
    }

    /// <summary>What is still to be recorded, or null when nothing is.</summary>
    public WorkflowTaskCompletedMetadata? ToRecord()
    {
        var metadata = new WorkflowTaskCompletedMetadata();
        metadata.CoreUsedFlags.AddRange(Core.Where(flag => !recordedCore.Contains(flag)));
        metadata.LangUsedFlags.AddRange(Lang.Where(flag => !recordedLang.Contains(flag)));
        metadata.SdkName = recordedName == Name ? string.Empty : Name;
        metadata.SdkVersion = recordedVersion == Version ? string.Empty : Version;
        return metadata.CalculateSize() == 0 ? null : metadata;
    }
}
