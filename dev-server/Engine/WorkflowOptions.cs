using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;
using Override = Temporalio.Api.Workflow.V1.VersioningOverride.OverrideOneofCase;

// The older way to say how a run is versioned is still what some clients send.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What may be changed of a run from outside: its priority, and that it goes with the newest version of its workers,
/// which here is a note. Pinning it to one is refused: there are no deployments that it could be pinned to.
/// </summary>
internal static class WorkflowOptions
{
    private const string Versioning = "versioning_override";
    private const string Priority = "priority";
    private const string TimeSkipping = "time_skipping_config";

    /// <exception cref="RpcError">What is asked for makes no sense, whatever the run, or is not there.</exception>
    public static void Check(WorkflowExecutionOptions? wanted, FieldMask? mask)
    {
        if (mask is null)
        {
            throw RpcError.InvalidArgument("UpdateMask is required");
        }

        if (wanted is null)
        {
            throw RpcError.InvalidArgument("WorkflowExecutionOptions is required");
        }

        if (mask.Paths.FirstOrDefault(path => !FieldMask.IsValid(WorkflowExecutionOptions.Descriptor, path)) is { } bad)
        {
            throw RpcError.InvalidArgument($"error parsing UpdateMask: invalid path \"{bad}\"");
        }

        CheckMask([.. mask.Paths]);
        Check(wanted.VersioningOverride);
        if (StartChecks.Fault(wanted.Priority) is { } fault)
        {
            throw RpcError.InvalidArgument(fault);
        }
    }

    public static WorkflowExecutionOptions Of(RunState state) => new()
    {
        VersioningOverride = state.VersioningOverride?.Clone(),
        Priority = state.Started.Priority?.Clone(),
    };

    /// <summary>The options with those that the mask names replaced; the given ones are not touched.</summary>
    public static WorkflowExecutionOptions Merge(
        WorkflowExecutionOptions current, WorkflowExecutionOptions wanted, FieldMask mask)
    {
        var merged = current.Clone();
        if (mask.Paths.Any(path => path.StartsWith(Versioning, StringComparison.Ordinal)))
        {
            merged.VersioningOverride = wanted.VersioningOverride?.Clone();
        }

        foreach (var path in mask.Paths.Where(path => path.StartsWith(Priority, StringComparison.Ordinal)))
        {
            merged.Priority = Merge(merged.Priority, wanted.Priority, path);
        }

        return merged;
    }

    public static HistoryEvent Event(WorkflowExecutionOptions merged, string identity) => new()
    {
        EventType = EventType.WorkflowExecutionOptionsUpdated,
        WorkerMayIgnore = true,
        WorkflowExecutionOptionsUpdatedEventAttributes = new WorkflowExecutionOptionsUpdatedEventAttributes
        {
            VersioningOverride = merged.VersioningOverride,
            UnsetVersioningOverride = merged.VersioningOverride is null,
            Priority = merged.Priority,
            Identity = identity,
        },
    };

    /// <summary>Puts what the event says into the state, in today's form.</summary>
    public static void Apply(RunState state, WorkflowExecutionOptionsUpdatedEventAttributes updated)
    {
        state.VersioningOverride = updated.VersioningOverride is null
            ? null
            : new VersioningOverride { AutoUpgrade = true };
        state.Started.Priority = updated.Priority?.Clone();
    }

    private static void CheckMask(HashSet<string> paths)
    {
        if (paths.Any(path => path.StartsWith(TimeSkipping, StringComparison.Ordinal)))
        {
            throw RpcError.Unimplemented("Time skipping of a single run is not there on the embedded server.");
        }

        if (paths.Contains(Versioning + ".behavior") != paths.Contains(Versioning + ".deployment"))
        {
            throw RpcError.InvalidArgument("versioning_override fields must be updated together");
        }

        if (paths.Any(path => path.StartsWith(Versioning + ".", StringComparison.Ordinal) &&
            path is not (Versioning + ".behavior" or Versioning + ".deployment")))
        {
            throw RpcError.InvalidArgument("versioning_override doesn't support partial updates");
        }
    }

    private static void Check(VersioningOverride? wanted)
    {
        if (wanted is null or { AutoUpgrade: true })
        {
            return;
        }

        if (wanted is { OverrideCase: Override.None, Behavior: VersioningBehavior.AutoUpgrade })
        {
            if (wanted.Deployment is not null || wanted.PinnedVersion.Length > 0)
            {
                throw RpcError.InvalidArgument("only provide pinned version if behavior is 'PINNED'");
            }

            return;
        }

        if (wanted is { OverrideCase: Override.None, Behavior: VersioningBehavior.Unspecified } or
            { OverrideCase: Override.AutoUpgrade })
        {
            throw RpcError.InvalidArgument("override behavior is required");
        }

        if (wanted is { Pinned.Version: null })
        {
            throw RpcError.InvalidArgument("must provide version if override is pinned.");
        }

        throw RpcError.Unimplemented(
            "The embedded server has no worker deployments that a run could be pinned to or moved to.");
    }

    private static Priority? Merge(Priority? current, Priority? wanted, string path)
    {
        if (path == Priority)
        {
            return wanted?.Clone();
        }

        var merged = current?.Clone() ?? new Priority();
        switch (path)
        {
            case Priority + ".priority_key":
                merged.PriorityKey = wanted?.PriorityKey ?? 0;
                break;
            case Priority + ".fairness_key":
                merged.FairnessKey = wanted?.FairnessKey ?? string.Empty;
                break;
            default:
                merged.FairnessWeight = wanted?.FairnessWeight ?? 0;
                break;
        }

        return merged;
    }
}
