using Temporalio.Api.Failure.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Sdk.Tests.Exceptions;

/// <summary>What counts as a cancellation.</summary>
public sealed class CanceledTests
{
    private static readonly CanceledFailureException Canceled = new("stop");

    public static TheoryData<Exception, bool> Truth => new()
    {
        { new OperationCanceledException(), true },
        { new TaskCanceledException(), true },
        { Canceled, true },
        { new ActivityFailureException(new Failure { ActivityFailureInfo = new() }, Canceled), true },
        { new ChildWorkflowFailureException(new Failure { ChildWorkflowExecutionFailureInfo = new() }, Canceled), true },
        { new ActivityFailureException(new Failure { ActivityFailureInfo = new() }, new TimeoutException()), false },
        { new ApplicationFailureException("x", Canceled), false },
        { new InvalidOperationException("x", new OperationCanceledException()), false },
        { new RpcException(RpcException.StatusCode.Cancelled, "x", null), false },
    };

    [Theory]
    [MemberData(nameof(Truth))]
    public void IsCanceled_ByKind_IsAsTheTableSays(Exception exception, bool expected) =>
        Assert.Equal(expected, TemporalException.IsCanceledException(exception));

    [Fact]
    public async Task Canceled_MadeHere_CanBeSent()
    {
        var failure = await DataConverter.Default.ToFailureAsync(Canceled);

        Assert.Equal("stop", failure.Message);
        Assert.NotNull(failure.CanceledFailureInfo);
    }
}
