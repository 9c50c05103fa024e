using Temporalio.Workflows.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>
/// Listeners to meters run in place, on the thread of whoever records: what they do is not the workflow's.
/// </summary>
internal static class Recording
{
    /// <summary>Lets them use other schedulers and timers where workflow code records.</summary>
    public static IDisposable? Pause() => WorkflowScheduler.Running?.Tracing.Pause();
}
