using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Worker;

namespace Sdk.Tests.Worker.WorkflowTasks;

internal static class Runs
{
    public static WorkflowRunContext Context() => new()
    {
        Namespace = "space",
        TaskQueue = "queue",
        Workflows = new([]),
        DataConverter = Temporalio.Converters.DataConverter.Default,
        LoggerFactory = NullLoggerFactory.Instance,
    };
}
