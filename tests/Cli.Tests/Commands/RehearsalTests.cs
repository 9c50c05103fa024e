using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Steps;

namespace Cli.Tests.Commands;

/// <summary>A rehearsal from the command line: drafted, opened, led, held against the live run.</summary>
public sealed class RehearsalTests
{
    private const string Drill = "drill";

    private static readonly string[] Files = ["--charter", "charter.yaml", "--procedure", "procedure.yaml"];

    [Fact]
    public async Task Draft_WrittenToAFile_IsCleanAndRehearsesTheLiveCharter()
    {
        using var desk = await RehearsedAsync();

        Assert.Equal(0, (await desk.TypeAsync("ana", ["rehearsal", "lint", "drill.yaml", .. Files])).Code);
        var show = await desk.TypeAsync("ana", "run", "show", Drill);
        Assert.StartsWith("REHEARSAL", show.Out, StringComparison.Ordinal);
        var status = (await desk.JsonAsync("ana", "run", "show", Drill)).GetProperty("data").GetProperty("status");
        Assert.Equal("rehearsal", status.GetProperty("mode").GetString());
        Assert.Equal(0, desk.Runs.Actions);
        Assert.Equal(StepStatus.Completed, StepStatuses.Of(desk.Runs.State(Drill), new("open")));
    }

    [Fact]
    public async Task Everything_AboutARehearsal_SaysThatItIsOne()
    {
        using var desk = await RehearsedAsync();

        foreach (var command in new string[][]
        {
            ["run", "show", Drill], ["ledger", "show", Drill],
            ["takeover", "packet", Drill], ["pause", Drill],
        })
        {
            var said = await desk.TypeAsync("ana", command);
            Assert.True(said.Out.Contains("REHEARSAL", StringComparison.Ordinal), $"{command[0]} {command[1]}: {said.Out}{said.Error}");
        }
    }

    [Fact]
    public async Task Bundle_OfARehearsal_VerifiesAndSaysSo()
    {
        using var desk = await RehearsedAsync();
        Assert.Equal(0, (await desk.TypeAsync("ana", "ledger", "export", Drill, "--to", "drill.zip")).Code);

        var verified = await desk.TypeAsync("ana", "ledger", "verify", "drill.zip");

        Assert.True(verified.Code == 0, verified.Error);
        Assert.Contains("entries of REHEARSAL drill", verified.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_OfDrillAndLiveRun_NamesWhatWentOtherwise()
    {
        using var desk = await RehearsedAsync();
        await LeadAsync(desk, Desk.Run, ["run", "start", .. Files]);
        var alike = await desk.JsonAsync("ana", "ledger", "diff", Drill, Desk.Run);
        var data = alike.GetProperty("data");
        Assert.True(data.GetProperty("alike").GetBoolean(), data.ToString());
        Assert.Equal("rehearsal", data.GetProperty("leftMode").GetString());
        Assert.Equal("live", data.GetProperty("rightMode").GetString());

        desk.Runs.Sources["sensor"] = desk.Runs.Sources["camera"] = """{"open":false}""";
        desk.Runs.Act = runs =>
        {
            runs.Sources["sensor"] = """{"open":true}""";
            return ActionOutcome.Executed;
        };
        await LeadAsync(desk, "night-2", ["run", "start", .. Files]);
        var diff = await desk.TypeAsync("ana", "ledger", "diff", Drill, "night-2");
        Assert.Equal(0, diff.Code);
        Assert.Contains("contradiction about shop", diff.Out, StringComparison.Ordinal);
        Assert.Contains("as expected", diff.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode: live", "--rehearsal", "the charter says live")]
    [InlineData("mode: rehearsal", null, "nothing says what the systems answer")]
    public async Task Start_WithAScriptThatDoesNotGoWithTheCharter_IsRefusedWithTheFix(
        string mode, string? option, string sentence)
    {
        using var desk = await RehearsedAsync();
        desk.Write("charter.yaml", Sample.Charter.Replace("mode: live", mode, StringComparison.Ordinal));

        var start = await desk.TypeAsync(
            "ana", ["run", "start", .. Files, .. option is null ? (string[])[] : [option, "drill.yaml"]]);

        Assert.Equal((int)ExitCode.BadInput, start.Code);
        Assert.Contains(sentence, start.Error, StringComparison.Ordinal);
        Assert.Contains("fix: ", start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfACharterThatSaysRehearsal_TakesTheScript()
    {
        using var desk = await RehearsedAsync();
        desk.Write("charter.yaml", Sample.Charter.Replace("mode: live", "mode: rehearsal", StringComparison.Ordinal));

        var start = await desk.TypeAsync(
            "ana", ["run", "start", .. Files, "--rehearsal", "drill.yaml", "--id", "drill-2"]);

        Assert.True(start.Code == 0, start.Error);
        Assert.StartsWith("REHEARSAL", start.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_ThatIsWrong_IsRefusedAtItsPlaceAndNothingIsStarted()
    {
        using var desk = await RehearsedAsync();
        var script = await File.ReadAllTextAsync(Path.Combine(desk.Folder, "drill.yaml"));
        desk.Write("drill.yaml", script.Replace("read: seen", "read: sean", StringComparison.Ordinal));

        var rehearse = await desk.TypeAsync("ana", ["rehearse", .. Files, "--answers", "drill.yaml", "--id", "bad"]);

        Assert.Equal((int)ExitCode.BadInput, rehearse.Code);
        Assert.Matches(@"drill\.yaml:\d+:\d+: steps\[0\]\.after\[1\]\.read: .*Did you mean ""seen""", rehearse.Error);
        Assert.Equal((int)ExitCode.NotFound, (await desk.TypeAsync("ana", "run", "show", "bad")).Code);
    }

    private static async Task<Desk> RehearsedAsync()
    {
        var desk = new Desk();
        var draft = await desk.TypeAsync("ana", ["rehearsal", "draft", .. Files, "--to", "drill.yaml"]);
        Assert.True(draft.Code == 0, draft.Error);
        await LeadAsync(desk, Drill, ["rehearse", .. Files, "--answers", "drill.yaml"]);
        return desk;
    }

    private static async Task LeadAsync(Desk desk, string run, string[] start)
    {
        foreach (var (person, command) in new (string, string[])[]
        {
            ("ana", [.. start, "--id", run]), ("ana", ["confirm", run]), ("ana", ["direct", run, "open", "--arg", "doors=2"]),
            ("ben", ["gate", "approve", run, "--comment", "Open it."]),
        })
        {
            var said = await desk.TypeAsync(person, command);
            Assert.True(said.Code is 0 or (int)ExitCode.StepNotVerified, $"{string.Join(' ', command)}: {said.Error}");
        }
    }
}
