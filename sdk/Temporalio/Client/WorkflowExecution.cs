using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Common;
using Temporalio.Converters;

namespace Temporalio.Client;

/// <summary>A workflow as lists show it.</summary>
public class WorkflowExecution
{
    private readonly Lazy<IReadOnlyDictionary<string, IEncodedRawValue>> memo;
    private readonly Lazy<SearchAttributeCollection> searchAttributes;

    internal WorkflowExecution(WorkflowExecutionInfo rawInfo, DataConverter dataConverter, string? clientNamespace)
    {
        RawInfo = rawInfo;
        DataConverter = clientNamespace is null
            ? dataConverter
            : dataConverter.WithSerializationContext(
                new ISerializationContext.Workflow(clientNamespace, rawInfo.Execution.WorkflowId));
        memo = new(() => EncodedRawValue.Of(rawInfo.Memo, DataConverter));
        searchAttributes = new(() => rawInfo.SearchAttributes is { } raw
            ? SearchAttributeCollection.FromProto(raw)
            : SearchAttributeCollection.Empty);
    }

    /// <summary>Gets when the run was closed; null while it is open.</summary>
    public DateTime? CloseTime => RawInfo.CloseTime?.ToDateTime();

    /// <summary>Gets when the run began or will begin, after any start delay or backoff.</summary>
    public DateTime? ExecutionTime => RawInfo.ExecutionTime?.ToDateTime();

    /// <summary>Gets the number of events; 0 in lists while the run is open.</summary>
    public int HistoryLength => (int)RawInfo.HistoryLength;

    /// <summary>Gets the workflow id.</summary>
    public string Id => RawInfo.Execution.WorkflowId;

    /// <summary>Gets the memo, converted when asked for.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo => memo.Value;

    /// <summary>Gets the parent's workflow id, where there is one.</summary>
    public string? ParentId => RawInfo.ParentExecution?.WorkflowId;

    /// <summary>Gets the parent's run id, where there is one.</summary>
    public string? ParentRunId => RawInfo.ParentExecution?.RunId;

    /// <summary>Gets the run id.</summary>
    public string RunId => RawInfo.Execution.RunId;

    /// <summary>Gets when the run was started.</summary>
    public DateTime StartTime => RawInfo.StartTime.ToDateTime();

    /// <summary>Gets the state of the run.</summary>
    public WorkflowExecutionStatus Status => RawInfo.Status;

    /// <summary>Gets the task queue.</summary>
    public string TaskQueue => RawInfo.TaskQueue;

    /// <summary>Gets the search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes => searchAttributes.Value;

    /// <summary>Gets the workflow type.</summary>
    public string WorkflowType => RawInfo.Type.Name;

    /// <summary>Gets the protocol form.</summary>
    internal WorkflowExecutionInfo RawInfo { get; }

    private protected DataConverter DataConverter { get; }
}
