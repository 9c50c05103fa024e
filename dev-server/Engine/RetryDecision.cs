using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Whether there is another attempt (<see cref="RetryState.InProgress"/>) and after how long, or why not.
/// </summary>
internal readonly record struct RetryDecision(RetryState State, TimeSpan Backoff)
{
    public bool IsRetry => State == RetryState.InProgress;
}
