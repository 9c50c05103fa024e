using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Limits;

namespace Sdk.Tests.Client;

/// <summary>What is measured in a message, and by which limit.</summary>
public sealed class PayloadLimitTests
{
    public static TheoryData<string, IMessage> Large => new()
    {
        { "payloads", new StartWorkflowExecutionRequest { Input = Many(600) } },
        { "payloads", new StartWorkflowExecutionRequest { Header = new() { Fields = { ["h"] = One(1200) } } } },
        { "memo", new StartWorkflowExecutionRequest { Memo = new() { Fields = { ["m"] = One(1200) } }, Input = Many(600) } },
        { "payloads", new Command { RecordMarkerCommandAttributes = new() { Details = { ["d"] = Many(600) } } } },
        { "payloads", new Command { UserMetadata = new() { Details = One(1200) } } },
        { "payloads", new Temporalio.Api.Protocol.V1.Message { Body = Any.Pack(Many(600)) } },
        {
            "payloads",
            new Command
            {
                FailWorkflowExecutionCommandAttributes = new()
                {
                    Failure = new() { Cause = new() { ApplicationFailureInfo = new() { Details = Many(600) } } },
                },
            }
        },
        {
            "memo",
            new Command
            {
                ModifyWorkflowPropertiesCommandAttributes = new()
                {
                    UpsertedMemo = new() { Fields = { ["m"] = One(1200) } },
                },
            }
        },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void Check_FieldAboveTheLimit_NamesItsKindAndSize(string what, IMessage message)
    {
        var exceeded = new PayloadLimit(1000, 1000, "error").Check(message)!;

        Assert.Equal(what, exceeded.What);
        Assert.Equal(1000, exceeded.Limit);
        Assert.InRange(exceeded.Size, 1150, 1300);
        Assert.Equal($"[TMPRL1103] Attempted to upload {what} with size that exceeded the error limit.", exceeded.Message);
        Assert.Equal("PayloadSizeLimitExceeded", exceeded.ToFailure().ApplicationFailureInfo.Type);
        Assert.False(exceeded.ToFailure().ApplicationFailureInfo.NonRetryable);
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void Check_LimitOfZero_IsNone(string what, IMessage message)
    {
        Assert.Null(new PayloadLimit(0, 0, "error").Check(message));

        var other = what == "memo" ? new PayloadLimit(2000, 0, "error") : new PayloadLimit(0, 1000, "error");
        Assert.Null(other.Check(message));
    }

    [Fact]
    public void Check_ManyFieldsThatAreSmall_PassTogether()
    {
        var request = new RespondWorkflowTaskCompletedRequest();
        for (var i = 0; i < 100; i++)
        {
            request.Commands.Add(new Command { ScheduleActivityTaskCommandAttributes = new() { Input = Many(400) } });
        }

        Assert.Null(new PayloadLimit(1000, 1000, "warning").Check(request));
        Assert.InRange(new PayloadLimit(700, 0, "warning").Check(request)!.Size, 750, 850);
    }

    [Fact]
    public void Check_RequestWithoutDataOfUsers_IsNotMeasured() => Assert.Null(
        new PayloadLimit(10, 10, "error").Check(new DescribeNamespaceRequest { Namespace = new('n', 1000) }));

    private static Payloads Many(int each) => new() { Payloads_ = { One(each), One(each) } };

    private static Payload One(int bytes) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("binary/plain") },
        Data = ByteString.CopyFrom(new byte[bytes - 35]),
    };
}
