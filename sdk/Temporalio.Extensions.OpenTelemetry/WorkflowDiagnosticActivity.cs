using System.Diagnostics;
using Temporalio.Workflows;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>
/// The current span of workflow code. The span itself has begun and ended at once, because what comes after it may run
/// elsewhere; this holds its place as the parent of what follows.
/// </summary>
public class WorkflowDiagnosticActivity : IDisposable
{
    private static readonly AsyncLocal<WorkflowDiagnosticActivity?> CurrentLocal = new();

    internal WorkflowDiagnosticActivity(
        Activity? activity, ActivityContext context, IReadOnlyCollection<KeyValuePair<string, object?>>? tags)
    {
        if (!Workflow.InWorkflow)
        {
            throw new InvalidOperationException("Not in workflow");
        }

        Activity = activity;
        Context = context;
        Parent = Current;
        Tags = tags;
        CurrentLocal.Value = this;
    }

    /// <summary>Gets the current one of this asynchronous flow.</summary>
    public static WorkflowDiagnosticActivity? Current => CurrentLocal.Value;

    /// <summary>Gets the one that was current before this.</summary>
    public WorkflowDiagnosticActivity? Parent { get; private init; }

    /// <summary>Gets the context that what follows has as its parent.</summary>
    public ActivityContext Context { get; private init; }

    /// <summary>Gets the span; null on replay, and where nobody listens.</summary>
    public Activity? Activity { get; private init; }

    /// <summary>Gets the tags that spans under this one have too.</summary>
    public IReadOnlyCollection<KeyValuePair<string, object?>>? Tags { get; private init; }

    /// <summary>Makes a context that came from elsewhere the current one.</summary>
    /// <param name="context">Context.</param>
    /// <param name="tags">Tags that spans under it have too.</param>
    /// <returns>The new current one, until disposed of.</returns>
    /// <exception cref="InvalidOperationException">The caller is no workflow code.</exception>
    public static WorkflowDiagnosticActivity AttachFromContext(
        ActivityContext context, IReadOnlyCollection<KeyValuePair<string, object?>>? tags = null) =>
        new(null, context, tags);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the parent the current one again.</summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) => CurrentLocal.Value = Parent;
}
