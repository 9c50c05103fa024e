namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="WorkflowOutboundInterceptor.DelayAsync" />.</summary>
/// <param name="Delay">Delay.</param>
/// <param name="CancellationToken">What cancels it; null for the workflow's own.</param>
/// <param name="Summary">One line for people.</param>
public record DelayAsyncInput(TimeSpan Delay, CancellationToken? CancellationToken, string? Summary);
