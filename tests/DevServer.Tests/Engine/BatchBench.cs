using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace DevServer.Tests.Engine;

/// <summary>Batch operations on a bench.</summary>
internal static class BatchBench
{
    public static StartBatchOperationRequest Request(string jobId, IEnumerable<string> workflowIds) => new()
    {
        Namespace = TestCatalog.Name,
        JobId = jobId,
        Reason = "because",
        Executions = { workflowIds.Select(id => new WorkflowExecution { WorkflowId = id }) },
    };

    public static void StartBatch(
        this EngineBench bench,
        string jobId,
        IEnumerable<string> workflowIds,
        Action<StartBatchOperationRequest> change)
    {
        var request = Request(jobId, workflowIds);
        change(request);
        bench.Call((engine, now) => engine.StartBatch(request, _ => [], now));
    }

    public static DescribeBatchOperationResponse DescribeBatch(this EngineBench bench, string jobId) =>
        bench.Call((engine, now) => engine.DescribeBatch(
            new DescribeBatchOperationRequest { Namespace = TestCatalog.Name, JobId = jobId }, now));

    public static void StopBatch(this EngineBench bench, string jobId) => bench.Call((engine, now) => engine.StopBatch(
        new StopBatchOperationRequest { Namespace = TestCatalog.Name, JobId = jobId, Reason = "enough" }, now));
}
