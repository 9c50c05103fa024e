using System.Linq.Expressions;
using Temporalio.Converters;

namespace Temporalio.Client.Schedules;

/// <summary>A schedule that starts workflows.</summary>
/// <param name="Workflow">Workflow type.</param>
/// <param name="Args">
/// Arguments. In a description they are of type <see cref="IEncodedRawValue"/>; given back in an update, those go as
/// they came.
/// </param>
/// <param name="Options">
/// Options; id and task queue are required. The server appends the time to the id. Policies for the id, cron schedule,
/// start delay, signal and options of the call cannot be set.
/// </param>
/// <param name="Headers">Headers of each start, already encoded; null for none.</param>
public record ScheduleActionStartWorkflow(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    WorkflowOptions Options,
    IReadOnlyDictionary<string, IEncodedRawValue>? Headers = null) : ScheduleAction
{
    /// <summary>Makes the action by a lambda that calls the run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentException">The lambda is wrong.</exception>
    public static ScheduleActionStartWorkflow Create<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        var (workflow, args) = WorkflowCalls.Run(workflowRunCall);
        return new(workflow, args, options);
    }

    /// <summary>Makes the action by a lambda that calls the run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentException">The lambda is wrong.</exception>
    public static ScheduleActionStartWorkflow Create<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        var (workflow, args) = WorkflowCalls.Run(workflowRunCall);
        return new(workflow, args, options);
    }

    /// <summary>Makes the action by name.</summary>
    /// <param name="workflow">Workflow type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The action.</returns>
    public static ScheduleActionStartWorkflow Create(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options) => new(workflow, args, options);
}
