using Temporalio.Client;
using Temporalio.Testing;
using Temporalio.Worker;

namespace Testing.Tests;

/// <summary>Runs a test with a worker at an environment.</summary>
internal static class Staffed
{
    public const string Queue = "tests";

    public static Task RunAsync(
        WorkflowEnvironment environment, Func<ITemporalClient, Task> test, params object[] activities) =>
        WorkerOf(environment, activities).ExecuteAsync(() => test(environment.Client));

    public static WorkflowOptions Options(string? id = null) => new(id ?? $"w-{Guid.NewGuid()}", Queue);

    private static TemporalWorker WorkerOf(WorkflowEnvironment environment, object[] activities)
    {
        var options = new TemporalWorkerOptions(Queue)
            .AddWorkflow<SleeperWorkflow>()
            .AddWorkflow<WaiterWorkflow>()
            .AddWorkflow<RetryingWorkflow>()
            .AddWorkflow<LocalRetryingWorkflow>()
            .AddWorkflow<RaceWorkflow>();
        foreach (var instance in activities)
        {
            options.AddAllActivities(instance.GetType(), instance);
        }

        return new TemporalWorker(environment.Client, options);
    }
}
