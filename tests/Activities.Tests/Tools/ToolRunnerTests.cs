using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Tools;

public sealed class ToolRunnerTests
{
    [Fact]
    public async Task Tool_ThatBreaks_IsUnknown()
    {
        var result = await RunAsync(_ => throw new InvalidOperationException("with a secret in it"));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.ToolBroken), (result.Outcome, result.Code));
        Assert.DoesNotContain("secret", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_ThatRefuses_IsFailed()
    {
        var result = await RunAsync(_ => throw new ToolRefusalException("NotAllowed", "no"));

        Assert.Equal((ToolOutcome.Failed, "NotAllowed", "no"), (result.Outcome, result.Code, result.Sentence));
    }

    [Fact]
    public async Task Tool_NotKnown_IsFailedWithTheKnownOnes()
    {
        var result = await RunAsync(_ => ValueTask.FromResult(ToolResult.Executed(null)), kind: "telnet");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ToolUnknown), (result.Outcome, result.Code));
        Assert.Contains("fake", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CancelledBeforeItBegan_IsFailedAndNeverRun()
    {
        var ran = false;
        var result = await RunAsync(
            _ =>
            {
                ran = true;
                return ValueTask.FromResult(ToolResult.Executed(null));
            },
            cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal((ToolOutcome.Failed, false), (result.Outcome, ran));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public async Task Call_WithAnImpossibleTimeout_IsFailed(int seconds)
    {
        var result = await RunAsync(
            _ => ValueTask.FromResult(ToolResult.Executed(null)), timeout: TimeSpan.FromSeconds(seconds));

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
    }

    private static Task<ToolResult> RunAsync(
        Func<CancellationToken, ValueTask<ToolResult>> behaviour,
        string kind = "fake",
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        new ToolRunner([new FakeTool(behaviour)], new ToolOptions(), TimeProvider.System).RunAsync(
            new ToolRequest
            {
                Kind = kind,
                Parameters = new JsonObject(),
                IsRead = false,
                Timeout = timeout ?? TimeSpan.FromSeconds(10),
            },
            cancellationToken);

    private sealed class FakeTool(Func<CancellationToken, ValueTask<ToolResult>> behaviour) : ITool
    {
        public string Kind => "fake";

        public ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken) =>
            behaviour(cancellationToken);
    }
}
