using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Runs that grow beyond all measure are ended, whoever makes them grow.</summary>
public sealed class GuardTests
{
    private const int Mebibyte = 1024 * 1024;
    private readonly EngineBench bench = new();

    [Fact]
    public void History_GrownBySignalsThatNobodyHandles_EndsTheRun()
    {
        bench.Start();
        var sent = 0;
        while (Status() == WorkflowExecutionStatus.Running)
        {
            SignalWith(2 * Mebibyte - 1000);
            sent++;
        }

        Assert.Equal(26, sent);
        AssertTerminated("Workflow history size / count exceeds limit.");
        bench.Refused(() => bench.Signal("late"), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void State_GrownByHeartbeats_EndsTheRunWithItsNextEvent()
    {
        bench.Start();
        bench.Work([.. Enumerable.Range(0, 5).Select(number => Make.Activity($"a{number}"))]);
        for (var number = 0; number < 5; number++)
        {
            var details = new Payloads { Payloads_ = { new Payload { Data = ByteString.CopyFrom(new byte[2 * Mebibyte - 1000]) } } };
            var task = bench.PollActivity();
            bench.Call((engine, now) => engine.RecordActivityTaskHeartbeat(
                new RecordActivityTaskHeartbeatRequest
                {
                    Namespace = TestCatalog.Name,
                    TaskToken = task.TaskToken,
                    Details = details,
                },
                now));
        }

        Assert.Equal(WorkflowExecutionStatus.Running, Status());
        bench.Signal("next");

        AssertTerminated("Workflow mutable state size exceeds limit.");
    }

    [Fact]
    public void History_UnderTheLimit_IsLeftAlone()
    {
        bench.Start();
        SignalWith(Mebibyte);
        bench.Work();

        Assert.Equal(WorkflowExecutionStatus.Running, Status());
    }

    [Fact]
    public void History_OnItsWayToTheLimit_IsToldOnce()
    {
        bench.Start();
        for (var sent = 0; sent < 30; sent++)
        {
            SignalWith(400 * 1024);
        }

        var told = Assert.Single(bench.Warnings);
        Assert.Equal(("history bytes", EngineBench.WorkflowId, 50L * Mebibyte), (told.What, told.WorkflowId, told.Limit));
        Assert.InRange(told.Size, 10L * Mebibyte, 11L * Mebibyte);
    }

    [Fact]
    public void History_OfManyEvents_IsToldOnce()
    {
        bench.Start();
        for (var round = 0; round < 6; round++)
        {
            bench.Work([.. Enumerable.Range(0, 1900).Select(number => Make.Marker($"m{number}"))]);
            bench.Signal("next");
        }

        Assert.Equal("history events", Assert.Single(bench.Warnings).What);
    }

    [Fact]
    public void Event_OfMoreThanHalfAMebibyte_IsToldEachTime()
    {
        bench.Start();
        SignalWith(512 * 1024);
        SignalWith(512 * 1024);
        SignalWith(500 * 1024);

        Assert.Equal(["bytes of an event", "bytes of an event"], bench.Warnings.Select(told => told.What));
    }

    [Fact]
    public void Memo_OfMoreThanTwoKibibytes_IsTold()
    {
        bench.Start(request => request.Memo = new Memo
        {
            Fields = { ["m"] = new Payload { Data = ByteString.CopyFrom(new byte[2048]) } },
        });
        bench.Signal("of no weight");

        Assert.Equal(("memo bytes", 2L * Mebibyte), (Assert.Single(bench.Warnings).What, bench.Warnings[0].Limit));
    }

    private WorkflowExecutionStatus Status() => bench.Describe().WorkflowExecutionInfo.Status;

    private void AssertTerminated(string reason)
    {
        // From the end: the whole is more than one page.
        var request = new GetWorkflowExecutionHistoryReverseRequest
        {
            Namespace = TestCatalog.Name,
            Execution = EngineBench.Execution(),
            MaximumPageSize = 1,
        };
        var last = bench.Call((engine, now) => engine.GetHistoryReverse(request, now)).History.Events[0];
        Assert.Equal(EventType.WorkflowExecutionTerminated, last.EventType);
        Assert.Equal(reason, last.WorkflowExecutionTerminatedEventAttributes.Reason);
        Assert.Equal("history-service", last.WorkflowExecutionTerminatedEventAttributes.Identity);
    }

    private void SignalWith(int bytes) => bench.Call((engine, now) => engine.Signal(
        new SignalWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = EngineBench.Execution(),
            SignalName = "s",
            Input = new Payloads { Payloads_ = { new Payload { Data = ByteString.CopyFrom(new byte[bytes]) } } },
        },
        now));
}
