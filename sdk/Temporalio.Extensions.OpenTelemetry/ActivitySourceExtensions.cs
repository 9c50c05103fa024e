using System.Diagnostics;
using Temporalio.Workflows;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Spans of workflow code.</summary>
public static class ActivitySourceExtensions
{
    /// <summary>
    /// Begins and ends a span at once, and makes it the parent of what follows. Not on replay: there it is only the
    /// place.
    /// </summary>
    /// <param name="source">Source.</param>
    /// <param name="name">Name.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="tags">Tags; those of the parent are inherited by spans under this one, not by this.</param>
    /// <param name="links">Links.</param>
    /// <param name="evenOnReplay">Whether the span is made on replay too.</param>
    /// <param name="inheritParentTags">Whether spans under this one have the parent's tags too.</param>
    /// <param name="updateActivity">Changes the span before it ends.</param>
    /// <returns>The new current one, until disposed of.</returns>
    /// <exception cref="InvalidOperationException">The caller is no workflow code.</exception>
    public static WorkflowDiagnosticActivity TrackWorkflowDiagnosticActivity(
        this ActivitySource source,
        string name,
        ActivityKind kind = ActivityKind.Internal,
        IEnumerable<KeyValuePair<string, object?>>? tags = null,
        IEnumerable<ActivityLink>? links = null,
        bool evenOnReplay = false,
        bool inheritParentTags = true,
        Action<Activity>? updateActivity = null)
    {
        if (!Workflow.InWorkflow)
        {
            throw new InvalidOperationException("Not in workflow");
        }

        var parent = WorkflowDiagnosticActivity.Current;
        var inherited = inheritParentTags ? parent?.Tags : null;
        var own = tags?.ToArray();
        var activity = Workflow.Unsafe.IsReplaying && !evenOnReplay
            ? null
            : source.StartActivity(name, kind, parent?.Context ?? default, own, links);
        if (activity is not null)
        {
            updateActivity?.Invoke(activity);
            activity.Stop();
        }

        return new(
            activity,
            activity?.Context ?? parent?.Context ?? default,
            inherited is null ? own : own is null ? inherited : [.. inherited, .. own]);
    }
}
