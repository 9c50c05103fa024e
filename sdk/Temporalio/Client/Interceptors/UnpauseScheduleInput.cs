namespace Temporalio.Client.Interceptors;

/// <summary>The end of a pause.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="Note">Note; null for a standard one.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record UnpauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);
