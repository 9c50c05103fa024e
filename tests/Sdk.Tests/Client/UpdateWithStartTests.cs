using Google.Protobuf.WellKnownTypes;
using Sdk.Tests.Worker.Real;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;
using Google.Protobuf;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;
using Code = Temporalio.Exceptions.RpcException.StatusCode;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Sdk.Tests.Client;

/// <summary>Updates that start their workflow if need be.</summary>
public sealed class UpdateWithStartTests
{
    private const string Rpc = "ExecuteMultiOperation";

    private readonly FakeWorkflowService service = new();

    [Workflow]
    public class Sum
    {
        private int total;
        private bool closed;

        [WorkflowRun]
        public async Task<int> RunAsync(int first)
        {
            total += first;
            await Workflow.WaitConditionAsync(() => closed);
            return total;
        }

        [WorkflowUpdate]
        public async Task<int> AddAsync(int more)
        {
            await Workflow.WaitConditionAsync(() => total > 0);
            return total += more;
        }

        [WorkflowUpdate]
        public Task CloseAsync()
        {
            closed = true;
            return Task.CompletedTask;
        }
    }

    [SkippableFact]
    public async Task Update_WorkflowNotThere_StartsItOnce()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => o.AddWorkflow<Sum>(), async () =>
        {
            var id = "sum-" + Guid.NewGuid().ToString("N");
            var start = Start(id, run.Queue);
            Assert.Equal(15, await run.Client.ExecuteUpdateWithStartWorkflowAsync((Sum s) => s.AddAsync(5), new(start)));
            var handle = await start.GetHandleAsync();
            Assert.Equal(id, handle.Id);

            var again = await run.Client.StartUpdateWithStartWorkflowAsync(
                (Sum s) => s.AddAsync(5), new(Start(id, run.Queue), WorkflowUpdateStage.Accepted));
            Assert.Equal(20, await again.GetResultAsync());
            await run.Client.ExecuteUpdateWithStartWorkflowAsync("Close", [], new(Start(id, run.Queue)));
            Assert.Equal(20, await handle.GetResultAsync());
        });
    }

    [SkippableFact]
    public async Task Update_ConflictPolicyFails_SaysThatItIsThere()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => o.AddWorkflow<Sum>(), async () =>
        {
            var id = "sum-" + Guid.NewGuid().ToString("N");
            await run.Client.ExecuteUpdateWithStartWorkflowAsync((Sum s) => s.AddAsync(5), new(Start(id, run.Queue)));
            var fails = WithStartWorkflowOperation.Create(
                (Sum s) => s.RunAsync(10), new(id, run.Queue) { IdConflictPolicy = WorkflowIdConflictPolicy.Fail });

            var thrown = await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(
                () => run.Client.ExecuteUpdateWithStartWorkflowAsync((Sum s) => s.AddAsync(5), new(fails)));

            Assert.Equal((id, "Sum"), (thrown.WorkflowId, thrown.WorkflowType));
            Assert.Same(thrown, await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(fails.GetHandleAsync));
            await run.Client.GetWorkflowHandle(id).TerminateAsync();
        });
    }

    [Fact]
    public async Task Update_AnswerWithoutAcceptance_IsAskedAgainWithTheSameIds()
    {
        service.Answer(Rpc, Answer(Stage.Admitted)).Answer(Rpc, Answer(Stage.Accepted));

        var handle = await Client().StartUpdateWithStartWorkflowAsync(
            (Sum s) => s.AddAsync(1), new("update", Start("id", "queue"), WorkflowUpdateStage.Accepted));

        Assert.Equal(("update", "id", "run"), (handle.Id, handle.WorkflowId, handle.WorkflowRunId));
        Assert.Equal(service.Requests[0].Request, service.Requests[1].Request);
        var operations = ((ExecuteMultiOperationRequest)service.Requests[0].Request).Operations;
        Assert.Equal("Sum", operations[0].StartWorkflow.WorkflowType.Name);
        Assert.Equal("Add", operations[1].UpdateWorkflow.Request.Input.Name);
    }

    [Fact]
    public async Task Failure_OfTheUpdateAlone_IsThatOfTheUpdate()
    {
        var status = new GrpcStatus
        {
            Code = (int)Code.InvalidArgument,
            Details =
            {
                Any.Pack(new MultiOperationExecutionFailure
                {
                    Statuses =
                    {
                        new MultiOperationExecutionFailure.Types.OperationStatus
                        {
                            Code = (int)Code.Aborted,
                            Details = { Any.Pack(new MultiOperationExecutionAborted()) },
                        },
                        new MultiOperationExecutionFailure.Types.OperationStatus { Code = (int)Code.NotFound, Message = "gone" },
                    },
                }),
            },
        };
        service.Throw(Rpc, new RpcException(Code.InvalidArgument, "multi", status.ToByteArray()));
        var start = Start("id", "queue");

        var thrown = await Assert.ThrowsAsync<RpcException>(() => ExecuteAsync(start));

        Assert.Equal((Code.NotFound, "gone"), (thrown.Code, thrown.Message));
        Assert.Same(thrown, await Assert.ThrowsAsync<RpcException>(start.GetHandleAsync));
    }

    [Fact]
    public async Task Start_UsedTwice_IsRefused()
    {
        service.Answer(Rpc, Answer(Stage.Completed));
        var start = Start("id", "queue");
        await ExecuteAsync(start);

        Assert.Equal("Start operation already used", (await Assert.ThrowsAsync<ArgumentException>(() => ExecuteAsync(start))).Message);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("signal")]
    [InlineData("rpc")]
    [InlineData("eager")]
    [InlineData("none")]
    public async Task Options_ThatMakeNoSense_AreRefused(string what)
    {
        var options = new WorkflowOptions("id", "queue") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting };
        switch (what)
        {
            case "policy":
                options.IdConflictPolicy = WorkflowIdConflictPolicy.Unspecified;
                break;
            case "signal":
                options.SignalWithStart("s", []);
                break;
            case "rpc":
                options.Rpc = new();
                break;
            case "eager":
                options.RequestEagerStart = true;
                break;
        }

        var start = what == "none" ? null : WithStartWorkflowOperation.Create("Sum", [1], options);
        await Assert.ThrowsAsync<ArgumentException>(() => Client().StartUpdateWithStartWorkflowAsync(
            "Add", [1], new() { StartWorkflowOperation = start, WaitForStage = WorkflowUpdateStage.Completed }));
    }

    private static WithStartWorkflowOperation<WorkflowHandle<Sum, int>> Start(string id, string queue) =>
        WithStartWorkflowOperation.Create(
            (Sum s) => s.RunAsync(10), new(id, queue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

    private static ExecuteMultiOperationResponse Answer(Stage stage) => new()
    {
        Responses =
        {
            new ExecuteMultiOperationResponse.Types.Response { StartWorkflow = new() { RunId = "run" } },
            new ExecuteMultiOperationResponse.Types.Response
            {
                UpdateWorkflow = new()
                {
                    Stage = stage,
                    Outcome = stage == Stage.Completed ? new() { Success = new() } : null,
                },
            },
        },
    };

    private Task ExecuteAsync(WithStartWorkflowOperation start) =>
        Client().ExecuteUpdateWithStartWorkflowAsync("Add", [1], new(start));

    private TemporalClient Client() => new(new FakeConnection(service), new());
}
