using System.Text.Json;
using Cli.Tests.Support;

namespace Cli.Tests.Commands;

/// <summary>Scripts rely on these shapes: a change here is a change of the schema.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("run", "run", "show", Desk.Run)]
    [InlineData("runs", "run", "list")]
    [InlineData("gates", "gate", "list", Desk.Run)]
    [InlineData("gate", "gate", "show", Desk.Run)]
    [InlineData("ledger", "ledger", "show", Desk.Run)]
    [InlineData("packet", "takeover", "packet", Desk.Run)]
    [InlineData("directive", "pause", Desk.Run)]
    [InlineData("export", "ledger", "export", Desk.Run)]
    [InlineData("lint", "procedure", "lint", "procedure.yaml")]
    public async Task Data_OfEveryCommand_IsTheSameEnvelope(string kind, params string[] args)
    {
        using var desk = await Desk.AtGateAsync();

        var json = await desk.JsonAsync("ana", args);

        Assert.Equal(["schema", "kind", "ok", "data", "error"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("directed/v1", json.GetProperty("schema").GetString());
        Assert.Equal(kind, json.GetProperty("kind").GetString());
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, json.GetProperty("data").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Directive_Refused_CarriesDataAndError()
    {
        using var desk = await Desk.AtGateAsync();

        var json = await desk.JsonAsync("ana", "gate", "approve", Desk.Run);

        Assert.False(json.GetProperty("ok").GetBoolean());
        Assert.Equal("selfApproval", json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(12, json.GetProperty("error").GetProperty("exitCode").GetInt32());
        var data = json.GetProperty("data");
        Assert.False(data.GetProperty("accepted").GetBoolean());
        Assert.Equal("selfApproval", data.GetProperty("refusal").GetProperty("code").GetString());
        Assert.Equal("active", data.GetProperty("status").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Run_Shown_HasStepsHeadAndWhatIsAllowed()
    {
        using var desk = await Desk.AtGateAsync();

        var data = (await desk.JsonAsync("ana", "run", "show", Desk.Run)).GetProperty("data");

        var status = data.GetProperty("status");
        Assert.Equal("awaitingGate", status.GetProperty("steps")[0].GetProperty("status").GetString());
        Assert.Equal(
            desk.Runs.State(Desk.Run).Head.Sequence,
            status.GetProperty("ledgerHead").GetProperty("sequence").GetInt64());
        var approve = data.GetProperty("allowed").EnumerateArray()
            .Single(one => one.GetProperty("verb").GetString() == "approve");
        Assert.Equal("directed gate approve run-1 --gate open.1.g1", approve.GetProperty("command").GetString());
        Assert.Equal(["ben", "dana"], approve.GetProperty("by").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task Problems_OfADocument_StandInTheErrorWithTheirPlaces()
    {
        using var desk = await Desk.ConfirmedAsync();
        desk.Write("bad.yaml", Sample.Charter.Replace("lead: ana", "lead: 7", StringComparison.Ordinal));

        var json = await desk.JsonAsync(
            "ana", "run", "start", "--charter", "bad.yaml", "--procedure", "procedure.yaml");

        var problem = json.GetProperty("error").GetProperty("problems")[0];
        Assert.Equal(("bad.yaml", 3, 1, "lead"), (
            problem.GetProperty("file").GetString(),
            problem.GetProperty("line").GetInt32(),
            problem.GetProperty("column").GetInt32(),
            problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Watch_OfAnEndedRun_GivesOneEnvelopeALine()
    {
        using var desk = await Desk.ConfirmedAsync();
        await desk.TypeAsync("ana", "stop", Desk.Run, "--reason", "Enough.");

        var run = await desk.TypeAsync("ana", "run", "watch", Desk.Run, "--from", "1", "-o", "json");

        Assert.Equal(0, run.Code);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(desk.Runs.Ledger(Desk.Run).Count, lines.Length);
        Assert.All(lines, line => Assert.Equal("ledgerEntry", JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()));
    }
}
