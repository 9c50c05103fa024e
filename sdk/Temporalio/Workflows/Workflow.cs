using Microsoft.Extensions.Logging;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Workflows;

/// <summary>
/// What workflow code may call: time, randomness, waiting, activities, child workflows, and what it knows about itself.
/// All members work inside of workflow code only, and are safe for replay.
/// </summary>
public static partial class Workflow
{
    /// <summary>
    /// Gets a value indicating whether no signal or update handler is running. Wait for it before ending the workflow
    /// when
    /// handlers do work that must not be cut off.
    /// </summary>
    public static bool AllHandlersFinished => Context.RunningHandlers.IsEmpty;

    /// <summary>
    /// Gets the token that is cancelled, once and for good, when the cancellation of the workflow is requested.
    /// </summary>
    public static CancellationToken CancellationToken => Context.CancellationToken;

    /// <summary>Gets a value indicating whether the server suggests to continue as new.</summary>
    public static bool ContinueAsNewSuggested => Context.Activation.ContinueAsNewSuggested;

    /// <summary>Gets why the server suggests to continue as new.</summary>
    public static IReadOnlyCollection<SuggestContinueAsNewReason> SuggestedContinueAsNewReasons =>
        [.. Context.Activation.ContinueAsNewReasons.Select(reason => (SuggestContinueAsNewReason)reason)];

    /// <summary>Gets a value indicating whether the target deployment version of this workflow has changed.</summary>
    public static bool TargetWorkerDeploymentVersionChanged => Context.Activation.TargetDeploymentVersionChanged;

    /// <summary>
    /// Gets the deployment version of the worker that ran this task first; null when that had none. It may change when
    /// another worker goes on.
    /// </summary>
    public static WorkerDeploymentVersion? CurrentDeploymentVersion => Context.CurrentDeploymentVersion;

    /// <summary>
    /// Gets or sets a text for people that says how it stands; tools show it. Not kept in history. May be Markdown.
    /// </summary>
    public static string CurrentDetails
    {
        get => Context.CurrentDetails;
        set
        {
            Context.Guard.RequireChangeable("set current details");
            Context.CurrentDetails = value;
        }
    }

    /// <summary>Gets the number of history events up to the current task.</summary>
    public static int CurrentHistoryLength => checked((int)Context.Activation.HistoryLength);

    /// <summary>Gets the size of the history in bytes at the current task.</summary>
    public static int CurrentHistorySize => checked((int)Context.Activation.HistorySizeBytes);

    /// <summary>Gets the update that this code handles, or null outside of update handlers.</summary>
    public static WorkflowUpdateInfo? CurrentUpdateInfo => Context.UpdateInfo;

    /// <summary>
    /// Gets the build id of the worker that runs, or on replay ran, this task; in queries of the one that ran the last
    /// task. Empty if it has none.
    /// </summary>
    public static string CurrentBuildId => Context.CurrentDeploymentVersion?.BuildId ?? string.Empty;

    /// <summary>Gets or sets the answer to queries without a handler.</summary>
    public static WorkflowQueryDefinition? DynamicQuery
    {
        get => Context.Queries.Dynamic;
        set => Context.Queries.SetDynamic(value);
    }

    /// <summary>Gets or sets the handler of signals without one. Setting it delivers what was kept.</summary>
    public static WorkflowSignalDefinition? DynamicSignal
    {
        get => Context.Signals.Dynamic;
        set => Context.Signals.SetDynamic(value);
    }

    /// <summary>Gets or sets the handler of updates without one.</summary>
    public static WorkflowUpdateDefinition? DynamicUpdate
    {
        get => Context.Updates.Dynamic;
        set => Context.Updates.SetDynamic(value);
    }

    /// <summary>Gets what does not change during the run.</summary>
    public static WorkflowInfo Info => Context.Info;

    /// <summary>Gets the workflow instance.</summary>
    public static object Instance => Context.Instance;

    /// <summary>Gets a value indicating whether this code runs in a workflow.</summary>
    public static bool InWorkflow => WorkflowScheduler.Running is not null;

    /// <summary>Gets a logger that is silent while history is replayed.</summary>
    public static ILogger Logger => Context.Logger;

    /// <summary>Gets the memo, upserts included.</summary>
    public static IReadOnlyDictionary<string, IRawValue> Memo => Context.Attributes.Memo;

    /// <summary>Gets the meter. Its metrics are not recorded on replay.</summary>
    public static MetricMeter MetricMeter => Context.Meter;

    /// <summary>Gets the converter of payloads.</summary>
    public static IPayloadConverter PayloadConverter => Context.Converter.PayloadConverter;

    /// <summary>Gets the queries by name; may be changed.</summary>
    public static IDictionary<string, WorkflowQueryDefinition> Queries => Context.Queries.Handlers;

    /// <summary>Gets a generator that gives the same numbers on replay.</summary>
    public static DeterministicRandom Random => Context.Random;

    /// <summary>Gets the signal handlers by name; may be changed. Adding one delivers what was kept for it.</summary>
    public static IDictionary<string, WorkflowSignalDefinition> Signals => Context.Signals.Handlers;

    /// <summary>Gets the search attributes, upserts included.</summary>
    public static SearchAttributeCollection TypedSearchAttributes => Context.Attributes.SearchAttributes;

    /// <summary>Gets the update handlers by name; may be changed.</summary>
    public static IDictionary<string, WorkflowUpdateDefinition> Updates => Context.Updates.Handlers;

    /// <summary>Gets the workflow's time: that of the current task, constant until the next one.</summary>
    public static DateTime UtcNow => Context.Activation.Time;

    private static WorkflowInstance Context =>
        WorkflowScheduler.Running ?? throw new InvalidOperationException("Not in workflow");

    /// <summary>Takes the old way out of a patched place; see <see cref="Patched" />.</summary>
    /// <param name="patchId">Id of the patch.</param>
    public static void DeprecatePatch(string patchId) => Context.Patched(patchId, true);

    /// <summary>Makes a GUID that is the same on replay.</summary>
    /// <returns>The GUID.</returns>
    public static Guid NewGuid() => Context.NewGuid();

    /// <summary>
    /// Whether this run takes the new way at a place where the code was changed. The answer stays the same for the
    /// whole
    /// run, and stands in its history.
    /// </summary>
    /// <param name="patchId">Id of the patch, unique in the workflow.</param>
    /// <returns>True for the new way.</returns>
    public static bool Patched(string patchId) => Context.Patched(patchId, false);

    /// <summary>Changes the memo.</summary>
    /// <param name="updates">At least one change.</param>
    public static void UpsertMemo(params MemoUpdate[] updates) => Context.Attributes.UpsertMemo(updates);

    /// <summary>Changes search attributes.</summary>
    /// <param name="updates">At least one change.</param>
    public static void UpsertTypedSearchAttributes(params SearchAttributeUpdate[] updates) =>
        Context.Attributes.UpsertSearchAttributes(updates);

    /// <summary>Makes the exception that, thrown, ends this run and goes on in a new one.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The exception.</returns>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow, TResult>(
        System.Linq.Expressions.Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall,
        ContinueAsNewOptions? options = null)
    {
        var (name, args) = CallExpressions.Run<TWorkflow>(workflowRunCall);
        return CreateContinueAsNewException(name, args, options);
    }

    /// <summary>Makes the exception that, thrown, ends this run and goes on in a new one.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The exception.</returns>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow>(
        System.Linq.Expressions.Expression<Func<TWorkflow, Task>> workflowRunCall, ContinueAsNewOptions? options = null)
    {
        var (name, args) = CallExpressions.Run<TWorkflow>(workflowRunCall);
        return CreateContinueAsNewException(name, args, options);
    }

    /// <summary>Makes the exception that, thrown, ends this run and goes on in a new one.</summary>
    /// <param name="workflow">Workflow type name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The exception.</returns>
    public static ContinueAsNewException CreateContinueAsNewException(
        string workflow, IReadOnlyCollection<object?> args, ContinueAsNewOptions? options = null)
    {
        Context.Guard.RequireUnfrozen("continue as new");
        return Context.Outbound.CreateContinueAsNewException(new(workflow, args, options, null));
    }

    /// <summary>What workflow code should hardly ever need.</summary>
    public static class Unsafe
    {
        /// <summary>
        /// Gets a value indicating whether this code ran before. Also true in queries and validators.
        /// </summary>
        public static bool IsReplaying => Context.IsReplaying;

        /// <summary>Gets a value indicating whether history is replayed. False in queries and validators.</summary>
        public static bool IsReplayingHistoryEvents => Context.IsReplayingHistoryEvents;

        /// <summary>Runs code that may use other schedulers and timers, which otherwise fail the task.</summary>
        /// <param name="fn">Code; must not use the workflow in any way that leaves a trace in history.</param>
        /// <exception cref="InvalidOperationException">The code issued commands.</exception>
        public static void WithTracingEventListenerDisabled(Action fn) => Context.Tracing.Without(() =>
        {
            fn();
            return ValueTuple.Create();
        });

        /// <summary>Runs code that may use other schedulers and timers, which otherwise fail the task.</summary>
        /// <typeparam name="T">Type of the result.</typeparam>
        /// <param name="fn">Code; must not use the workflow in any way that leaves a trace in history.</param>
        /// <returns>The result of the code.</returns>
        /// <exception cref="InvalidOperationException">The code issued commands.</exception>
        public static T WithTracingEventListenerDisabled<T>(Func<T> fn) => Context.Tracing.Without(fn);
    }
}
