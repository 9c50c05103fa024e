using Temporalio.Api.Enums.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>A page of a history.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="PageSize">Size of the page; null: the server decides.</param>
/// <param name="NextPageToken">Token of the page before; null for the first.</param>
/// <param name="WaitNewEvent">Whether to wait for further events.</param>
/// <param name="EventFilterType">Which events.</param>
/// <param name="SkipArchival">Whether archives are left out.</param>
/// <param name="Rpc">Options of the call.</param>
public record FetchWorkflowHistoryEventPageInput(
    string Id,
    string? RunId,
    int? PageSize,
    byte[]? NextPageToken,
    bool WaitNewEvent,
    HistoryEventFilterType EventFilterType,
    bool SkipArchival,
    RpcOptions? Rpc);
