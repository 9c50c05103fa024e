using System.Collections.Frozen;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>The search attributes that every namespace has.</summary>
internal static class SystemSearchAttributes
{
    private const string ReservedPrefix = "Temporal";

    /// <summary>Facts of the run itself; never set by users.</summary>
    public static readonly FrozenDictionary<string, IndexedValueType> System = new Dictionary<string, IndexedValueType>
    {
        ["WorkflowId"] = IndexedValueType.Keyword,
        ["RunId"] = IndexedValueType.Keyword,
        ["WorkflowType"] = IndexedValueType.Keyword,
        ["ExecutionStatus"] = IndexedValueType.Keyword,
        ["TaskQueue"] = IndexedValueType.Keyword,
        ["ParentWorkflowId"] = IndexedValueType.Keyword,
        ["ParentRunId"] = IndexedValueType.Keyword,
        ["RootWorkflowId"] = IndexedValueType.Keyword,
        ["RootRunId"] = IndexedValueType.Keyword,
        ["StartTime"] = IndexedValueType.Datetime,
        ["ExecutionTime"] = IndexedValueType.Datetime,
        ["CloseTime"] = IndexedValueType.Datetime,
        ["HistoryLength"] = IndexedValueType.Int,
        ["HistorySizeBytes"] = IndexedValueType.Int,
        ["ExecutionDuration"] = IndexedValueType.Int,
        ["StateTransitionCount"] = IndexedValueType.Int,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Set by SDKs, schedulers and the server, without registration.</summary>
    public static readonly FrozenDictionary<string, IndexedValueType> Predefined =
        new Dictionary<string, IndexedValueType>
        {
            ["TemporalChangeVersion"] = IndexedValueType.KeywordList,
            ["BinaryChecksums"] = IndexedValueType.KeywordList,
            ["BuildIds"] = IndexedValueType.KeywordList,
            ["TemporalPauseInfo"] = IndexedValueType.KeywordList,
            ["BatcherNamespace"] = IndexedValueType.Keyword,
            ["BatcherUser"] = IndexedValueType.Keyword,
            ["TemporalScheduledById"] = IndexedValueType.Keyword,
            ["TemporalNamespaceDivision"] = IndexedValueType.Keyword,
            ["TemporalWorkerDeployment"] = IndexedValueType.Keyword,
            ["TemporalWorkerDeploymentVersion"] = IndexedValueType.Keyword,
            ["TemporalWorkflowVersioningBehavior"] = IndexedValueType.Keyword,
            ["TemporalScheduledStartTime"] = IndexedValueType.Datetime,
            ["TemporalSchedulePaused"] = IndexedValueType.Bool,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Predefined ones that a caller may set all the same.</summary>
    private static readonly FrozenSet<string> Settable = new[]
    {
        "TemporalChangeVersion", "BinaryChecksums", "BuildIds", "TemporalPauseInfo", "BatcherNamespace", "BatcherUser",
        "TemporalScheduledById", "TemporalNamespaceDivision", "TemporalScheduledStartTime", "TemporalSchedulePaused",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether no custom attribute may have that name.</summary>
    public static bool IsReserved(string name) =>
        System.ContainsKey(name) || Predefined.ContainsKey(name) ||
            name.StartsWith(ReservedPrefix, StringComparison.Ordinal);

    /// <summary>The type of a predefined attribute that callers may set; null for all others.</summary>
    public static IndexedValueType? SettableType(string name) => Settable.Contains(name) ? Predefined[name] : null;
}
