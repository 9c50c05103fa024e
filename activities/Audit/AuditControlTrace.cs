using DirectedExecution.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.Activities.Audit;

/// <summary>The control trace in the audit store.</summary>
public sealed partial class AuditControlTrace(IAuditStore store, TimeProvider time, ILogger<AuditControlTrace> logger)
    : IControlTrace
{
    public Task<bool> TryBeginOnceAsync(ToolActionRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(store.TryBegin(request, time.GetUtcNow()));

    public Task KeepAsync(TraceEntry entry)
    {
        try
        {
            store.Keep(entry);
        }
        catch (Exception fault)
        {
            LogNotKept(entry.Run.Value, entry.Attempt.Value, entry.What, fault.Message);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(
        1, LogLevel.Error, "Run {RunId}, attempt {AttemptId}: the evidence of \"{What}\" could not be kept: {Reason}")]
    private partial void LogNotKept(string runId, string attemptId, string what, string reason);
}
