namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="ActivityOutboundInterceptor.Heartbeat"/>.</summary>
/// <param name="Details">Details of the heartbeat.</param>
public record HeartbeatInput(object?[] Details);
