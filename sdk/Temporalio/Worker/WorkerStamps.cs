using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

// Build ids still travel in fields that the API calls deprecated; servers and tools read them there.
#pragma warning disable CS0612

namespace Temporalio.Worker;

/// <summary>Writes the build id of a worker onto what it sends, in one place.</summary>
internal static class WorkerStamps
{
    public static PollWorkflowTaskQueueRequest Stamped(this PollWorkflowTaskQueueRequest request, WorkerSetup setup)
    {
        request.WorkerVersionCapabilities = CapabilitiesOf(setup);
        request.BinaryChecksum = ChecksumOf(setup);
        return request;
    }

    public static PollActivityTaskQueueRequest Stamped(this PollActivityTaskQueueRequest request, WorkerSetup setup)
    {
        request.WorkerVersionCapabilities = CapabilitiesOf(setup);
        return request;
    }

    public static RespondWorkflowTaskCompletedRequest Stamped(
        this RespondWorkflowTaskCompletedRequest request, WorkerSetup setup)
    {
        request.WorkerVersionStamp = StampOf(setup);
        request.BinaryChecksum = ChecksumOf(setup);
        return request;
    }

    public static RespondWorkflowTaskFailedRequest Stamped(
        this RespondWorkflowTaskFailedRequest request, WorkerSetup setup)
    {
        request.WorkerVersion = StampOf(setup);
        request.BinaryChecksum = ChecksumOf(setup);
        return request;
    }

    public static RespondActivityTaskCompletedRequest Stamped(
        this RespondActivityTaskCompletedRequest request, WorkerSetup setup)
    {
        request.WorkerVersion = StampOf(setup);
        return request;
    }

    public static RespondActivityTaskFailedRequest Stamped(
        this RespondActivityTaskFailedRequest request, WorkerSetup setup)
    {
        request.WorkerVersion = StampOf(setup);
        return request;
    }

    public static RespondActivityTaskCanceledRequest Stamped(
        this RespondActivityTaskCanceledRequest request, WorkerSetup setup)
    {
        request.WorkerVersion = StampOf(setup);
        return request;
    }

    // A server that does not know build ids of workers reads the former checksum instead.
    private static WorkerVersionStamp? StampOf(WorkerSetup setup) =>
        setup.BuildIdsSupported ? new() { BuildId = setup.BuildId } : null;

    private static WorkerVersionCapabilities? CapabilitiesOf(WorkerSetup setup) =>
        setup.BuildIdsSupported ? new() { BuildId = setup.BuildId } : null;

    private static string ChecksumOf(WorkerSetup setup) => setup.BuildIdsSupported ? string.Empty : setup.BuildId;
}
