using Temporalio.Api.Command.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>
/// The activities that one completion asks to get back at once. A slot is taken for each before it is sent; what
/// the server
/// does not send back frees its slot.
/// </summary>
internal sealed class EagerActivities
{
    private readonly IEagerActivities? worker;
    private int reserved;

    private EagerActivities(IEagerActivities? worker) => this.worker = worker;

    /// <summary>Takes slots for as many as there are, and marks their commands; all others are unmarked.</summary>
    /// <param name="commands">Commands, free to change.</param>
    /// <param name="setup">Setup of the worker.</param>
    /// <param name="worker">What runs activities; null if nothing does, or nothing may any more.</param>
    public static EagerActivities Reserve(IEnumerable<Command> commands, WorkerSetup setup, IEagerActivities? worker)
    {
        var most = setup.Options.DisableEagerActivityExecution ||
            setup.Options.MaxTaskQueueActivitiesPerSecond is not null
            ? 0
            : setup.Options.MaxEagerActivityReservationsPerWorkflowTask;
        var eager = new EagerActivities(worker);
        foreach (var schedule in commands
            .Select(c => c.ScheduleActivityTaskCommandAttributes)
            .Where(a => a is not null))
        {
            var mine = schedule.TaskQueue?.Name is not { Length: > 0 } queue || queue == setup.TaskQueue;
            schedule.RequestEagerExecution = schedule.RequestEagerExecution && mine && worker is not null &&
                eager.reserved < most && worker.TryReserve();
            eager.reserved += schedule.RequestEagerExecution ? 1 : 0;
        }

        return eager;
    }

    /// <summary>Starts what came, and frees the slots of what did not.</summary>
    /// <param name="tasks">What came; none if the completion was not taken.</param>
    /// <returns>Tasks that nobody asked for: there is no slot for them.</returns>
    public IReadOnlyList<PollActivityTaskQueueResponse> Settle(IReadOnlyList<PollActivityTaskQueueResponse> tasks)
    {
        var taken = Math.Min(reserved, tasks.Count);
        foreach (var task in tasks.Take(taken))
        {
            worker!.Start(task);
        }

        for (; reserved > taken; reserved--)
        {
            worker!.Release();
        }

        reserved = 0;
        return [.. tasks.Skip(taken)];
    }
}
