using System.Diagnostics;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.HumanTask;

public sealed class HumanToolTests : IDisposable
{
    private const string Task =
        """{"assignee":"dana","task":"Move the lots to room 2.","evidence":"signed form","dueBy":"2031-04-05T06:00:00Z"}""";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async System.Threading.Tasks.Task Task_HandedOut_IsUnknownAtOnceAndSaysWhoIsToSpeak()
    {
        var clock = Stopwatch.StartNew();

        var result = await bench.ActAsync("human", Task, timeout: TimeSpan.FromMinutes(20));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.AwaitsPerson), (result.Outcome, result.Code));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
        Assert.Contains("dana", result.Sentence, StringComparison.Ordinal);
        Assert.Contains("signed form", result.Sentence, StringComparison.Ordinal);
        Assert.Equal("Move the lots to room 2.", result.Excerpt);
    }

    [Theory]
    [InlineData("""{"task":"x","evidence":"y"}""")]
    [InlineData("""{"assignee":"dana","evidence":"y"}""")]
    [InlineData("""{"assignee":"dana","task":"x"}""")]
    [InlineData("""{"assignee":"dana","task":"x","evidence":"y","dueBy":"soon"}""")]
    public async System.Threading.Tasks.Task Task_ThatIsNotWhole_IsFailed(string parameters)
    {
        var result = await bench.ActAsync("human", parameters);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
    }

    [Fact]
    public async System.Threading.Tasks.Task Read_DoesNotWaitForAPerson()
    {
        var result = await bench.ReadAsync("human", Task);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadOnly), (result.Outcome, result.Code));
    }
}
