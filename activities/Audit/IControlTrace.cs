using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Audit;

/// <summary>The evidence and control trace: what tools were called with and what they gave.</summary>
public interface IControlTrace
{
    /// <summary>
    /// Writes down, on disk, that an opaque action is about to begin. False when that was written before: a reset of
    /// the workflow, or a doubled task, must not begin it again. Throws when it cannot be written; then nothing may
    /// begin.
    /// </summary>
    Task<bool> TryBeginOnceAsync(ToolActionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps an entry. A fault is logged and not thrown: the action has happened and its report must get through.
    /// </summary>
    Task KeepAsync(TraceEntry entry);
}
