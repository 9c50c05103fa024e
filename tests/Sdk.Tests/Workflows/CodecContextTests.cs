using Google.Protobuf;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Converters;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>Codecs that ask whose data it is: what goes to another workflow is encoded as that one decodes it.</summary>
public sealed class CodecContextTests
{
    [Fact]
    public async Task Payloads_ForOtherWorkflows_AreOfThose()
    {
        var rig = new WorkflowRig(
            typeof(Caller), converter: DataConverter.Default with { PayloadCodec = new OwnerCodec("nobody") });
        Assert.Equal(["StartChild kid", "SignalExternal hello"], await rig.TaskAsync());
        Assert.Equal("kid", OwnerOf(rig.Last.Commands[0].StartChildWorkflowExecutionCommandAttributes.Input));
        Assert.Equal("neighbour", OwnerOf(rig.Last.Commands[1].SignalExternalWorkflowExecutionCommandAttributes.Input));

        await rig.TaskAsync(h =>
        {
            h.Child("kid", EventType.ChildWorkflowExecutionStarted).Child("kid", EventType.ChildWorkflowExecutionCompleted, 7);
            var ended = h.Events[^1].ChildWorkflowExecutionCompletedEventAttributes;
            ended.WorkflowExecution = new() { WorkflowId = "kid" };
            ended.Result.Payloads_[0] = OwnerCodec.Tagged(ended.Result.Payloads_[0], "kid");
        });
        var result = rig.Last.Commands.Single(c => c.CommandType == CommandType.CompleteWorkflowExecution);
        Assert.Equal("wf", OwnerOf(result.CompleteWorkflowExecutionCommandAttributes.Result));
    }

    private static string OwnerOf(Payloads payloads) => payloads.Payloads_.Single().Metadata["owner"].ToStringUtf8();

    [Workflow]
    public sealed class Caller
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var child = Workflow.ExecuteChildWorkflowAsync<int>("Kid", [1], new() { Id = "kid" });
            _ = Workflow.GetExternalWorkflowHandle("neighbour").SignalAsync("hello", ["word"]);
            return await child;
        }
    }

    private sealed class OwnerCodec(string owner) : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
    {
        public static Payload Tagged(Payload payload, string owner)
        {
            var tagged = payload.Clone();
            tagged.Metadata["owner"] = ByteString.CopyFromUtf8(owner);
            return tagged;
        }

        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
            Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(p => Tagged(p, owner))]);

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads)
        {
            foreach (var payload in payloads.Where(p => p.Metadata["owner"].ToStringUtf8() != owner))
            {
                throw new InvalidOperationException($"{payload.Metadata["owner"].ToStringUtf8()}'s data, not {owner}'s");
            }

            return Task.FromResult(payloads);
        }

        public IPayloadCodec WithSerializationContext(ISerializationContext context) =>
            new OwnerCodec(((ISerializationContext.IHasWorkflow)context).WorkflowId!);
    }
}
