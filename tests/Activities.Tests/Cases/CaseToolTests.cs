using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Cases;

public sealed class CaseToolTests : IAsyncLifetime, IDisposable
{
    private readonly Bench bench = new();
    private CaseServer server = null!;

    public async Task InitializeAsync()
    {
        server = await CaseServer.StartAsync();
        server.Cases["C-1"] = new JsonObject { ["id"] = "C-1", ["version"] = 7, ["state"] = "open" };
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Read_GivesTheCaseAndItsVersion()
    {
        var result = await bench.ReadAsync("case", Call("read", """ "case":"C-1" """));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal(("7", "open"), ((string?)result.Value!["version"], (string?)result.Value["case"]!["state"]));
    }

    [Fact]
    public async Task Read_OfACaseThatIsNotThere_IsAnObservation()
    {
        var result = await bench.ReadAsync("case", Call("read", """ "case":"C-9" """));

        Assert.Equal((ToolOutcome.Executed, 404), (result.Outcome, (int?)result.Value!["status"]));
    }

    [Fact]
    public async Task Change_OnTheVersionItWasDecidedOn_IsMadeWithKeyAndVersion()
    {
        var result = await bench.ActAsync("case", Call("transition", """ "case":"C-1","to":"held","version":"7" """));

        Assert.Equal((ToolOutcome.Executed, "8"), (result.Outcome, (string?)result.Value!["version"]));
        Assert.Equal("held", (string?)server.Cases["C-1"]["state"]);
        var sent = Assert.Single(server.Requests);
        Assert.Equal(("key-1", "\"7\""), (sent.Headers["Idempotency-Key"].ToString(), sent.Headers["If-Match"].ToString()));
    }

    [Fact]
    public async Task Change_OnAVersionThatSomebodyReplaced_LeavesTheCaseAsItIs()
    {
        var result = await bench.ActAsync("case", Call("update", """ "case":"C-1","fields":{"owner":"x"},"version":"6" """));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Null(server.Cases["C-1"]["owner"]);
    }

    [Fact]
    public async Task Change_WithoutAVersion_IsRefusedBeforeItIsSent()
    {
        var result = await bench.ActAsync("case", Call("transition", """ "case":"C-1","to":"held" """));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Change_WhoseReplyWasLost_IsUnknownAndDoneOnceWhenTriedAgain()
    {
        server.LosesNextReply = true;
        var comment = Call("comment", """ "case":"C-1","text":"Held by order." """);

        var first = await bench.ActAsync("case", comment);
        var second = await bench.ActAsync("case", comment);

        Assert.Equal((ToolOutcome.Unknown, ToolOutcome.Executed), (first.Outcome, second.Outcome));
        Assert.Single(server.Cases["C-1"]["comments"]!.AsArray());
    }

    [Theory]
    [InlineData("C-1/../../admin")]
    [InlineData("..")]
    [InlineData("C-1?x=")]
    public async Task Id_ThatLooksLikeAPath_LeadsNowhereElse(string id)
    {
        await bench.ReadAsync("case", Call("read", $""" "case":"{id}" """));

        Assert.All(server.Requests, one => Assert.StartsWith("/cases/", one.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paths_OfAnotherSystem_AreUsed()
    {
        await bench.ReadAsync("case", Call("read", """ "case":"C-1","paths":{"read":"rest/issue/{case}"} """));

        Assert.Equal("/rest/issue/C-1", Assert.Single(server.Requests).Path);
    }

    private string Call(string operation, string more) =>
        $$"""{"url":"{{server.Address}}","operation":"{{operation}}",{{more}}}""";
}
