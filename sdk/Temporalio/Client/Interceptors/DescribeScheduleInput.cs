namespace Temporalio.Client.Interceptors;

/// <summary>A description of a schedule.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record DescribeScheduleInput(string Id, RpcOptions? RpcOptions);
