using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Update.V1;

namespace Temporalio.Replay;

/// <summary>One thing that an activation tells the workflow. Payloads are decoded.</summary>
internal abstract record ActivationJob
{
    private ActivationJob()
    {
    }

    /// <summary>
    /// Gets the place in an activation: jobs of a lower rank come first, equal ones keep their order.
    /// </summary>
    public int Rank => this switch
    {
        Initialize => 0,
        NotifyHasPatch => 1,
        UpdateRandomSeed => 2,
        Signal or DoUpdate => 3,
        ResolveLocalActivity => 5,
        RunQuery => 6,
        _ => 4,
    };

    /// <summary>Gets the place that old official SDKs gave a job.</summary>
    public int FormerRank => this switch
    {
        NotifyHasPatch or UpdateRandomSeed => 1,
        Signal or DoUpdate => 2,
        Initialize => 3,
        _ => 4,
    };

    internal sealed record Initialize(
        WorkflowExecutionStartedEventAttributes Started, DateTime StartTime, ulong Seed, RunBehavior Behavior) : ActivationJob;

    internal sealed record NotifyHasPatch(string PatchId) : ActivationJob;

    internal sealed record UpdateRandomSeed(ulong Seed) : ActivationJob;

    internal sealed record Signal(WorkflowExecutionSignaledEventAttributes Signaled) : ActivationJob;

    internal sealed record DoUpdate(string ProtocolInstanceId, Request Request, bool RunValidator) : ActivationJob;

    internal sealed record CancelWorkflow(string Cause) : ActivationJob;

    internal sealed record FireTimer(uint Seq) : ActivationJob;

    /// <summary>An activity ended: with a result (or none) when there is no failure.</summary>
    internal sealed record ResolveActivity(uint Seq, Payload? Result, Failure? Failure) : ActivationJob;

    /// <summary>
    /// A local activity ended: with a result (or none) when there is no failure, or it is to be asked for again.
    /// </summary>
    internal sealed record ResolveLocalActivity(uint Seq, Payload? Result, Failure? Failure, LocalActivityBackoff? Backoff)
        : ActivationJob;

    internal sealed record ChildStarted(uint Seq, string RunId) : ActivationJob;

    internal sealed record ChildStartFailed(uint Seq, string WorkflowId, string WorkflowType, bool AlreadyExists, string Cause)
        : ActivationJob;

    internal sealed record ChildStartCanceled(uint Seq, Failure Failure) : ActivationJob;

    internal sealed record ResolveChild(uint Seq, Payload? Result, Failure? Failure) : ActivationJob;

    internal sealed record ResolveSignalExternal(uint Seq, Failure? Failure) : ActivationJob;

    internal sealed record ResolveCancelExternal(uint Seq, Failure? Failure) : ActivationJob;

    internal sealed record RunQuery(string Id, WorkflowQuery Query) : ActivationJob;
}
