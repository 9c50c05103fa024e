namespace Temporalio.Client.Interceptors;

/// <summary>The end of a schedule.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record DeleteScheduleInput(string Id, RpcOptions? RpcOptions);
