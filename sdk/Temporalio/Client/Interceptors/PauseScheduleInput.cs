namespace Temporalio.Client.Interceptors;

/// <summary>The pausing of a schedule.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="Note">Note; null for a standard one.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record PauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);
