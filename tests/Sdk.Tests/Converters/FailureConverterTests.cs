using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Sdk.Tests.Converters;

/// <summary>Exceptions to failures and back.</summary>
public sealed class FailureConverterTests
{
    private static readonly DataConverter Plain = DataConverter.Default;

    private static readonly DataConverter Hidden = new(
        new DefaultPayloadConverter(), new DefaultFailureConverter.WithEncodedCommonAttributes(), new ReversingCodec());

    public static TheoryData<Failure, Type> Kinds => new()
    {
        { new() { ApplicationFailureInfo = new() { Type = "T" } }, typeof(ApplicationFailureException) },
        { new() { TimeoutFailureInfo = new() { TimeoutType = TimeoutType.Heartbeat } }, typeof(TimeoutFailureException) },
        { new() { CanceledFailureInfo = new() }, typeof(CanceledFailureException) },
        { new() { TerminatedFailureInfo = new() }, typeof(TerminatedFailureException) },
        { new() { ServerFailureInfo = new() { NonRetryable = true } }, typeof(ServerFailureException) },
        { new() { ResetWorkflowFailureInfo = new() }, typeof(FailureException) },
        { new() { ActivityFailureInfo = new() }, typeof(ActivityFailureException) },
        { new() { ChildWorkflowExecutionFailureInfo = new() }, typeof(ChildWorkflowFailureException) },
        { new() { NexusHandlerFailureInfo = new() }, typeof(FailureException) },
        { new() { NexusOperationExecutionFailureInfo = new() { Service = "s" } }, typeof(NexusOperationFailureException) },
        { new(), typeof(FailureException) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Failure_EachKind_HasItsExceptionAndGoesBackAsItCame(Failure failure, Type expected)
    {
        failure.Message = "message";
        failure.StackTrace = "at Somewhere(Other.py:1)";
        failure.Source = "PythonSDK";

        var exception = await Plain.ToExceptionAsync(failure);

        Assert.IsType(expected, exception);
        Assert.Equal("message", exception.Message);
        Assert.Equal("at Somewhere(Other.py:1)", exception.StackTrace);
        var back = await Plain.ToFailureAsync(exception);
        Assert.Equal(failure, back);
        Assert.NotSame(failure, back);
    }

    [Fact]
    public async Task Application_AllMembers_MakeTheRoundTrip()
    {
        var thrown = new ApplicationFailureException(
            "outer",
            new InvalidOperationException("inner", new TimeoutException("innermost")),
            "MyType",
            nonRetryable: true,
            details: ["text", 7, null],
            nextRetryDelay: TimeSpan.FromSeconds(9),
            category: ApplicationErrorCategory.Benign);

        var failure = await Plain.ToFailureAsync(thrown);
        var read = Assert.IsType<ApplicationFailureException>(await Plain.ToExceptionAsync(failure));

        Assert.Equal("outer", read.Message);
        Assert.Equal("MyType", read.ErrorType);
        Assert.True(read.NonRetryable);
        Assert.Equal(3, read.Details.Count);
        Assert.Equal("text", read.Details.ElementAt<string>(0));
        Assert.Equal(7, read.Details.ElementAt<int>(1));
        Assert.Null(read.Details.ElementAt<string?>(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => read.Details.ElementAt<string>(3));
        Assert.Equal(TimeSpan.FromSeconds(9), read.NextRetryDelay);
        Assert.Equal(ApplicationErrorCategory.Benign, read.Category);
        var inner = Assert.IsType<ApplicationFailureException>(read.InnerException);
        Assert.Equal(("InvalidOperationException", "inner"), (inner.ErrorType, inner.Message));
        Assert.Equal("TimeoutException", Assert.IsType<ApplicationFailureException>(inner.InnerException).ErrorType);
    }

    [Fact]
    public async Task Exception_Plain_BecomesApplicationFailureWithTypeAndStack()
    {
        Exception thrown;
        try
        {
            throw new ArgumentException("no good");
        }
        catch (ArgumentException e)
        {
            thrown = e;
        }

        var failure = await Plain.ToFailureAsync(thrown);

        Assert.Equal("ArgumentException", failure.ApplicationFailureInfo.Type);
        Assert.False(failure.ApplicationFailureInfo.NonRetryable);
        Assert.Contains(nameof(Exception_Plain_BecomesApplicationFailureWithTypeAndStack), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aggregate_IsNotUnwrapped()
    {
        var failure = await Plain.ToFailureAsync(new AggregateException(new InvalidOperationException("first")));

        Assert.Equal("AggregateException", failure.ApplicationFailureInfo.Type);
        Assert.Equal("InvalidOperationException", failure.Cause.ApplicationFailureInfo.Type);
    }

    [Fact]
    public async Task AlreadyStarted_IsMessageAndStackOnly()
    {
        var failure = await Plain.ToFailureAsync(new WorkflowAlreadyStartedException("there", "id", "run"));

        Assert.Equal("there", failure.Message);
        Assert.Equal(Failure.FailureInfoOneofCase.None, failure.FailureInfoCase);
    }

    [Fact]
    public async Task Activity_CauseAndMembers_AreRead()
    {
        var failure = new Failure
        {
            Message = "activity error",
            ActivityFailureInfo = new()
            {
                ActivityId = "5",
                ActivityType = new() { Name = "Act" },
                Identity = "me",
                RetryState = RetryState.MaximumAttemptsReached,
            },
            Cause = new() { Message = "stop", CanceledFailureInfo = new() },
        };

        var read = Assert.IsType<ActivityFailureException>(await Plain.ToExceptionAsync(failure));

        Assert.Equal(("5", "Act", "me"), (read.ActivityId, read.ActivityType, read.Identity));
        Assert.Equal(RetryState.MaximumAttemptsReached, read.RetryState);
        Assert.IsType<CanceledFailureException>(read.InnerException);
        Assert.True(TemporalException.IsCanceledException(read));
    }

    [Fact]
    public async Task Hidden_EveryLevel_IsEncodedAndReadBack()
    {
        var thrown = new ApplicationFailureException(
            "secret", new InvalidOperationException("deeper secret"), details: ["secret detail"]);

        var failure = await Hidden.ToFailureAsync(thrown);

        Assert.Equal("Encoded failure", failure.Message);
        Assert.Equal("Encoded failure", failure.Cause.Message);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        var read = Assert.IsType<ApplicationFailureException>(await Hidden.ToExceptionAsync(failure));
        Assert.Equal("secret", read.Message);
        Assert.Equal("secret detail", read.Details.ElementAt<string>(0));
        Assert.Equal("deeper secret", read.InnerException!.Message);
        Assert.Equal("Encoded failure", failure.Message);
    }

    [Fact]
    public async Task Hidden_ReadAndSentOn_StaysHidden()
    {
        var failure = await Hidden.ToFailureAsync(new ApplicationFailureException("secret"));

        var again = await Hidden.ToFailureAsync(await Hidden.ToExceptionAsync(failure));

        Assert.DoesNotContain("secret", again.ToString(), StringComparison.Ordinal);
        Assert.Equal("secret", (await Hidden.ToExceptionAsync(again)).Message);
    }

    [Fact]
    public async Task Hidden_UnreadableAttributes_KeepTheOuterText()
    {
        var failure = new Failure
        {
            Message = "Encoded failure",
            EncodedAttributes = new() { Data = Google.Protobuf.ByteString.CopyFromUtf8("x") },
        };

        Assert.Equal("Encoded failure", (await Plain.ToExceptionAsync(failure)).Message);
    }

    [Fact]
    public async Task Codec_HeartbeatAndCancelDetails_AreVisited()
    {
        var failure = new Failure
        {
            TimeoutFailureInfo = new() { LastHeartbeatDetails = new() },
            Cause = new() { CanceledFailureInfo = new() { Details = new() } },
        };
        failure.TimeoutFailureInfo.LastHeartbeatDetails.Payloads_.Add(await Hidden.ToPayloadAsync("beat"));
        failure.Cause.CanceledFailureInfo.Details.Payloads_.Add(await Hidden.ToPayloadAsync("why"));

        var read = Assert.IsType<TimeoutFailureException>(await Hidden.ToExceptionAsync(failure));

        Assert.Equal("beat", read.LastHeartbeatDetails.ElementAt<string>(0));
        Assert.Equal("why", Assert.IsType<CanceledFailureException>(read.InnerException).Details.ElementAt<string>(0));
    }
}
