using Temporalio.Api.Sdk.V1;

namespace Temporalio.Replay;

/// <summary>
/// What histories record about the SDK that made them. New tasks have all behaviours behind these flags, and record
/// them: that keeps histories replayable by other versions and by the official SDK. A task that is replayed has those
/// that were recorded until then. Where a history says nothing at all, it had all but the last.
/// </summary>
internal sealed class SdkFlags
{
    /// <summary>Our own: the generator is the official SDK's.</summary>
    internal const uint OfficialRandom = 1001;

    private const string Name = "temporal-dotnet-managed";
    private const uint EndGoesLast = 3;
    private const uint LastEndGoesLast = 1;
    private const uint ModernLoop = 2;

    // Core: id and type checks, change-version upsert with patches, terminal commands last.
    private static readonly uint[] Core = [1, 2, 3];

    // Language: handlers and run method start after all jobs were applied.
    private static readonly uint[] Lang = [ModernLoop];

    private static readonly string Version = typeof(SdkFlags).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private readonly HashSet<uint> recordedCore = [];
    private readonly HashSet<uint> recordedLang = [];
    private string recordedName = string.Empty;
    private string recordedVersion = string.Empty;

    /// <summary>Gets a value indicating whether commands behind the end of the workflow count.</summary>
    public bool MovesEndLast => !SaysAnything || recordedCore.Contains(EndGoesLast);

    /// <summary>Gets a value indicating whether, where they do not, the last end is moved behind them first.</summary>
    public bool ReordersLastEnd => recordedLang.Contains(LastEndGoesLast);

    /// <summary>Gets a value indicating whether the run uses the official generator.</summary>
    public bool UsesOfficialRandom { get; private set; } = true;

    private bool SaysAnything => recordedName.Length > 0 || recordedCore.Count > 0 || recordedLang.Count > 0;

    /// <summary>How a run behaves, as far as what completed its first task decides it.</summary>
    public RunBehavior Begin(bool isCompleted)
    {
        if (!isCompleted)
        {
            return new(IsModernLoop: true, UsesOfficialRandom);
        }

        UsesOfficialRandom = recordedName == Name ? recordedLang.Contains(OfficialRandom) : SaysAnything;
        return new(!SaysAnything || recordedLang.Contains(ModernLoop), UsesOfficialRandom);
    }

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
        if (UsesOfficialRandom && !recordedLang.Contains(OfficialRandom))
        {
            metadata.LangUsedFlags.Add(OfficialRandom);
        }

        metadata.SdkName = recordedName == Name ? string.Empty : Name;
        metadata.SdkVersion = recordedVersion == Version ? string.Empty : Version;
        return metadata.CalculateSize() == 0 ? null : metadata;
    }
}
