using System.Text.Json;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>Updates, children, memo, dynamic handlers, codecs and what tools ask for.</summary>
public sealed class FeatureTests
{
    [Fact]
    public async Task Update_AcceptedAndFinishedAtOnce_AnswersInOneTask()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        Assert.Equal(["ProtocolMessage", "ProtocolMessage"], await rig.TaskAsync(null, rig.UpdateMessage("u1", "Set", 7)));
        var outcome = rig.Last.Messages[1].Body.Unpack<Response>().Outcome;
        Assert.Equal("\"was 0\"", outcome.Success.Payloads_.Single().Data.ToStringUtf8());
        Assert.Equal(7, await rig.QueryFreshAsync<int>("Value"));
    }

    [Fact]
    public async Task Update_OverSeveralTasks_AnswersInTheEnd()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        Assert.Equal(["ProtocolMessage", "StartTimer 1 00:00:01"], await rig.TaskAsync(null, rig.UpdateMessage("u1", "SetSlowly", 7)));
        Assert.Equal(["ProtocolMessage"], await rig.TaskAsync(h => h.TimerFired()));
        Assert.Equal(["Complete 7"], await rig.TaskAsync(h => h.Signaled("End")));
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task Update_RefusedByItsValidator_LeavesNoCommand()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        Assert.Empty(await rig.TaskAsync(null, rig.UpdateMessage("u1", "Set", -1)));
        Assert.Equal("negative", rig.Last.Messages.Single().Body.Unpack<Rejection>().Failure.Message);
    }

    [Fact]
    public async Task Update_Unknown_IsRejectedWithKnownNames()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        await rig.TaskAsync(null, rig.UpdateMessage("u1", "Nope"));
        Assert.Contains(
            "known updates: [Set SetSlowly]",
            rig.Last.Messages.Single().Body.Unpack<Rejection>().Failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_Completing_GivesItsResult()
    {
        var rig = new WorkflowRig(typeof(Parent));
        Assert.Equal(["StartChild kid"], await rig.TaskAsync());
        Assert.Equal(
            ["Complete 8"],
            await rig.TaskAsync(h => h.Child("kid", EventType.ChildWorkflowExecutionStarted)
                .Child("kid", EventType.ChildWorkflowExecutionCompleted, 8)));
    }

    [Fact]
    public async Task Child_AlreadyThere_IsItsOwnException()
    {
        var rig = new WorkflowRig(typeof(Parent));
        await rig.TaskAsync();
        Assert.Equal(
            ["Complete -1"], await rig.TaskAsync(h => h.Child("kid", EventType.StartChildWorkflowExecutionFailed)));
    }

    [Fact]
    public async Task MemoAndAttributes_Upserted_AreVisibleAtOnce()
    {
        var rig = new WorkflowRig(typeof(Upserts));
        Assert.Equal(
            ["ModifyWorkflowProperties", "UpsertWorkflowSearchAttributes", "Complete \"v/5\""], await rig.TaskAsync());
        Assert.Equal("binary/null", rig.Last.Commands[0].ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo.Fields["gone"]
            .Metadata["encoding"].ToStringUtf8());
        Assert.Equal("Int", rig.Last.Commands[1].UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes
            .IndexedFields["Number"].Metadata["type"].ToStringUtf8());
    }

    [Fact]
    public async Task Dynamic_WorkflowSignalAndQuery_TakeWhatNobodyElseDoes()
    {
        var rig = new WorkflowRig(typeof(Anything), [1, "two"]);
        await rig.TaskAsync(h => h.Signaled("hello", 3));
        Assert.Equal("hello:1,Dynamic:2", await rig.QueryAsync<string>("whatever"));
    }

    [Fact]
    public async Task Signals_WithoutHandler_AreKeptForOneThatComesLater()
    {
        var rig = new WorkflowRig(typeof(LateHandler));
        await rig.TaskAsync(h => h.Signaled("late", "a").Signaled("late", "b"));
        Assert.Equal(["Complete \"a,b\""], await rig.TaskAsync(h => h.TimerFired()));
    }

    [Fact]
    public async Task Metadata_Query_ShowsDetailsAndHandlers()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        var metadata = await rig.QueryAsync<WorkflowMetadata>("__temporal_workflow_metadata");
        Assert.Equal("waiting for **End**", metadata.CurrentDetails);
        Assert.Equal("Updated", metadata.Definition.Type);
        Assert.Equal(["Set", "SetSlowly"], metadata.Definition.UpdateDefinitions.Select(u => u.Name));
        Assert.Equal("ends it", metadata.Definition.SignalDefinitions.Single().Description);
    }

    [Theory]
    [InlineData(WorkflowStackTrace.None, false)]
    [InlineData(WorkflowStackTrace.WithoutFileInfo, true)]
    public async Task StackTrace_Query_ShowsWhereCodeWaits(WorkflowStackTrace kept, bool answers)
    {
        var rig = new WorkflowRig(typeof(Updated), stackTrace: kept);
        await rig.TaskAsync(null, rig.UpdateMessage("u", "SetSlowly", 1));
        var result = await rig.TryQueryAsync("__stack_trace");
        if (answers)
        {
            var text = DataConverter.Default.PayloadConverter.ToValue<string>(
                Assert.IsType<WorkflowTaskResult.QueryAnswered>(result).Answer.Payloads_.Single());
            Assert.Contains("Task waiting at:", text, StringComparison.Ordinal);
            Assert.Contains("SetSlowlyAsync", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("WorkflowStackTrace", Assert.IsType<WorkflowTaskResult.QueryFailed>(result).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Query_ThatIssuesACommand_FailsTheTask()
    {
        var rig = new WorkflowRig(typeof(BadQuery));
        await rig.TaskAsync();
        var failed = Assert.IsType<WorkflowTaskResult.QueryFailed>(await rig.TryQueryAsync("Bad"));
        Assert.Contains("Query handler for Bad created workflow commands", failed.Message, StringComparison.Ordinal);
        Assert.True(failed.Evict);
    }

    [Fact]
    public async Task Codec_EncodesEverythingThatLeavesAndDecodesWhatComes()
    {
        var codec = new Reversing();
        var rig = new WorkflowRig(typeof(Echo), converter: DataConverter.Default with { PayloadCodec = codec });
        rig.History.Events[0].WorkflowExecutionStartedEventAttributes.Input = new()
        {
            Payloads_ = { Reversing.Turn(DataConverter.Default.PayloadConverter.ToPayload("abc")) },
        };
        await rig.TaskAsync();
        var schedule = rig.Last.Commands[1];
        Assert.Equal("\"cba\"", schedule.ScheduleActivityTaskCommandAttributes.Input.Payloads_.Single().Data.ToStringUtf8());
        Assert.Equal("\"yrammus\"", schedule.UserMetadata.Summary.Data.ToStringUtf8());
        Assert.Equal(
            "\"plain\"",
            rig.Last.Commands[0].UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes.IndexedFields["Word"].Data.ToStringUtf8());
        var text = await rig.TaskAsync(h => h.ActivityStarted().ActivityCompleted("1", "xyz"));
        Assert.Equal(["Complete \"xyz\""], text);
    }

    [Fact]
    public async Task Mutex_ServesInOrder()
    {
        var rig = new WorkflowRig(typeof(Locked));
        await rig.TaskAsync();
        for (var i = 1; i <= 4; i++)
        {
            await rig.TaskAsync(h => h.TimerFired($"{i}"));
        }

        Assert.Equal(["Complete \"0,1,2,3,4\""], await rig.TaskAsync(h => h.TimerFired("5")));
    }

    [Fact]
    public async Task History_AsJson_ReplaysInBothStyles()
    {
        var rig = new WorkflowRig(typeof(Parent));
        await rig.TaskAsync();
        await rig.TaskAsync(h => h.Child("kid", EventType.ChildWorkflowExecutionStarted)
            .Child("kid", EventType.ChildWorkflowExecutionCompleted, 8));
        var json = new WorkflowHistory("wf", rig.History.Events).ToJson();
        var old = json.Replace("EVENT_TYPE_WORKFLOW_EXECUTION_STARTED", "WorkflowExecutionStarted", StringComparison.Ordinal);
        Assert.NotEqual(old, json);
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }.AddWorkflow<Parent>());
        var results = await replayer.ReplayWorkflowsAsync(
            [WorkflowHistory.FromJson("wf", json), WorkflowHistory.FromJson("wf", old)]);
        Assert.All(results, result => Assert.Null(result.ReplayFailure));
    }

    [Workflow]
    public sealed class Updated
    {
        private bool end;

        [WorkflowQuery]
        public int Value { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            Workflow.CurrentDetails = "waiting for **End**";
            await Workflow.WaitConditionAsync(() => end);
            return Value;
        }

        [WorkflowSignal(Description = "ends it")]
        public Task EndAsync()
        {
            end = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task<string> SetAsync(int value)
        {
            var was = $"was {Value}";
            Value = value;
            return Task.FromResult(was);
        }

        [WorkflowUpdateValidator(nameof(SetAsync))]
        public void ValidateSet(int value)
        {
            if (value < 0)
            {
                throw new ArgumentException("negative");
            }
        }

        [WorkflowUpdate]
        public async Task SetSlowlyAsync(int value)
        {
            await Workflow.DelayAsync(1000);
            Value = value;
        }
    }

    [Workflow]
    public sealed class Kid
    {
        [WorkflowRun]
        public Task<int> RunAsync(int value) => Task.FromResult(value);
    }

    [Workflow]
    public sealed class Parent
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            try
            {
                return await Workflow.ExecuteChildWorkflowAsync((Kid kid) => kid.RunAsync(4), new() { Id = "kid" });
            }
            catch (WorkflowAlreadyStartedException e)
            {
                return e.WorkflowId == "kid" ? -1 : -2;
            }
        }
    }

    [Workflow]
    public sealed class Upserts
    {
        [WorkflowRun]
        public Task<string> RunAsync()
        {
            var number = SearchAttributeKey.CreateLong("Number");
            Workflow.UpsertMemo(MemoUpdate.ValueSet("key", "v"), MemoUpdate.ValueUnset("gone"));
            Workflow.UpsertTypedSearchAttributes(number.ValueSet(5));
            return Task.FromResult(
                $"{Workflow.PayloadConverter.ToValue<string>(Workflow.Memo["key"])}/{Workflow.TypedSearchAttributes.Get(number)}");
        }
    }

    [Workflow(Dynamic = true)]
    public sealed class Anything
    {
        private readonly List<string> seen = [];

        [WorkflowRun]
        public Task RunAsync(IRawValue[] args)
        {
            seen.Add($"{Workflow.Info.WorkflowType}:{args.Length}");
            return Workflow.WaitConditionAsync(() => false);
        }

        [WorkflowSignal(Dynamic = true)]
        public Task SignalAsync(string name, IRawValue[] args)
        {
            seen.Add($"{name}:{args.Length}");
            return Task.CompletedTask;
        }

        [WorkflowQuery(Dynamic = true)]
        public string Query(string name, IRawValue[] args) => string.Join(',', seen);
    }

    [Workflow]
    public sealed class LateHandler
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var seen = new List<string>();
            await Workflow.DelayAsync(1000);
            Workflow.Signals["late"] = WorkflowSignalDefinition.CreateWithoutAttribute("late", (string word) =>
            {
                seen.Add(word);
                return Task.CompletedTask;
            });
            await Workflow.WaitConditionAsync(() => seen.Count == 2);
            return string.Join(',', seen);
        }
    }

    [Workflow]
    public sealed class BadQuery
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowQuery]
        public int Bad()
        {
            try
            {
                _ = Workflow.DelayAsync(1000);
            }
            catch (InvalidWorkflowOperationException)
            {
                // Swallowed by user code, and noticed all the same.
            }

            return 1;
        }
    }

    [Workflow]
    public sealed class Echo
    {
        [WorkflowRun]
        public Task<string> RunAsync(string text)
        {
            Workflow.UpsertTypedSearchAttributes(SearchAttributeKey.CreateKeyword("Word").ValueSet("plain"));
            return Workflow.ExecuteActivityAsync<string>(
                "Act", [text], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), Summary = "summary" });
        }
    }

    [Workflow]
    public sealed class Locked
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var mutex = new Temporalio.Workflows.Mutex();
            var order = new List<int>();
            await Workflow.WhenAllAsync(Enumerable.Range(0, 5).Select(async i =>
            {
                await mutex.WaitOneAsync();
                try
                {
                    order.Add(i);
                    await Workflow.DelayAsync(1000);
                }
                finally
                {
                    mutex.ReleaseMutex();
                }
            }));
            return string.Join(',', order);
        }
    }

    /// <summary>Turns the text between the quotes of a JSON string round: its own inverse.</summary>
    private sealed class Reversing : IPayloadCodec
    {
        public static Payload Turn(Payload payload)
        {
            var text = payload.Data.ToStringUtf8();
            var turned = payload.Clone();
            if (text.StartsWith('"'))
            {
                var chars = JsonSerializer.Deserialize<string>(text)!.ToCharArray();
                Array.Reverse(chars);
                turned.Data = Google.Protobuf.ByteString.CopyFromUtf8(JsonSerializer.Serialize(new string(chars)));
            }

            return turned;
        }

        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
            Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Turn)]);

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) => EncodeAsync(payloads);
    }
}
