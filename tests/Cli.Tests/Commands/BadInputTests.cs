using Cli.Tests.Support;
using DirectedExecution.Cli;

namespace Cli.Tests.Commands;

/// <summary>One clear sentence with file, line and field, a documented exit code, nothing started.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("    freshness: 30s", "    freshness: 30", "procedure.yaml:13:5: steps[0].freshness: ")]
    [InlineData("    title: Open the shop", "    titel: Open the shop", "procedure.yaml:7:5: steps[0].titel: ")]
    [InlineData("    class: keyed", "    class: kyed", "procedure.yaml:8:5: steps[0].class: ")]
    [InlineData("    requires: []", "    requires: [closing]", "procedure.yaml:12:16: steps[0].requires[0]: ")]
    [InlineData("    targets: [shop]", "    targets: [bank]", "procedure.yaml:9:15: steps[0].targets[0]: ")]
    [InlineData("approvers: [ben, dana] }", "approvers: [zoe] }", "procedure.yaml:16:40: steps[0].gate.approvers[0]: ")]
    [InlineData("approvers: [ben, dana] }", "approvers: [ana] }", "procedure.yaml:16:28: steps[0].gate.approvers: ")]
    [
        InlineData(
            "    title: Open the shop", "    title: Open the shop\n    title: Shut the shop", "procedure.yaml:8:5: ")]
    [InlineData("equals: false }", "equal: false }", "procedure.yaml:18:150: steps[0].before[0].expect: ")]
    [InlineData("{{args.doors}}", "{{args.windows}}", "procedure.yaml:19:27: steps[0].action.parameters: ")]
    public async Task Start_WithABadProcedure_NamesFileLineAndField(string good, string bad, string place)
    {
        using var sample = new Sample();
        sample.Write("charter.yaml", Sample.Charter);
        var procedure = Sample.Procedure.ReplaceLineEndings("\n");
        Assert.Contains(good.Trim('\n'), procedure, StringComparison.Ordinal);
        sample.Write("procedure.yaml", procedure.Replace(good, bad, StringComparison.Ordinal));

        await AssertNothingStartsAsync(
            sample, ExitCode.BadInput, place, "run", "start", "--charter", "charter.yaml", "--procedure",
            "procedure.yaml");
    }

    [Theory]
    [InlineData("lead: ana", "lead: [ana]", "charter.yaml:3:1: lead: ")]
    [InlineData("objective: Bring the shop back.", "", "charter.yaml:1:1: objective: ")]
    [InlineData("id: shop, version: \"1\"", "id: shop, version: \"2\"", "charter.yaml:4:1: procedure: ")]
    [InlineData("mode: live", "mode: life", "charter.yaml:16:1: mode: ")]
    [InlineData("privacy: internal", "privacy: internal\ncolour: red", "charter.yaml:16:1: colour: ")]
    public async Task Start_WithABadCharter_NamesFileLineAndField(string good, string bad, string place)
    {
        using var sample = new Sample();
        var charter = Sample.Charter.ReplaceLineEndings("\n");
        Assert.Contains(good, charter, StringComparison.Ordinal);
        sample.Write("charter.yaml", charter.Replace(good, bad, StringComparison.Ordinal));
        sample.Write("procedure.yaml", Sample.Procedure);

        await AssertNothingStartsAsync(
            sample, ExitCode.BadInput, place, "run", "start", "--charter", "charter.yaml", "--procedure",
            "procedure.yaml");
    }

    [Theory]
    [InlineData("a: [1\nb: 2", "x.yaml:1:4: ")]
    [InlineData("", "x.yaml:1:1: ")]
    [InlineData("a: 1\n---\nb: 2", "x.yaml:")]
    [InlineData("a: 1\na: 2", "x.yaml:2:1: ")]
    [InlineData("- a\n- b", "x.yaml:1:1: $: ")]
    public async Task Lint_OfNoYaml_NamesThePlace(string text, string place)
    {
        using var sample = new Sample();
        sample.Write("x.yaml", text);

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder }, "procedure", "lint", "x.yaml");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(place, run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_OfAMissingVerification_NamesTheStep()
    {
        using var sample = new Sample();
        var procedure = Sample.Procedure.ReplaceLineEndings("\n");
        var after = procedure.IndexOf("    after:", StringComparison.Ordinal);
        sample.Write("p.yaml", procedure[..after] + "    after: []\n");

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder }, "procedure", "lint", "p.yaml");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("p.yaml:20:5: steps[0].after: ", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_OfGoodFiles_PrintsTheDigestToPin()
    {
        using var sample = new Sample().WithFiles();

        var run = await CliRun.OfAsync(
            host =>
                host with { Folder = sample.Folder }, "procedure", "lint", "procedure.yaml", "--charter",
                "charter.yaml");

        Assert.True(run.Code == 0, run.Out + run.Error);
        Assert.Contains("procedure.yaml: no problems; digest sha256:", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("procedure", "lint", "procedure.yaml", "--charter", "charter.yaml")]
    [InlineData("charter", "lint", "charter.yaml", "--procedure", "procedure.yaml")]
    public async Task Lint_NotesWhatNobodyCouldDecideAfterATakeover(params string[] args)
    {
        using var sample = new Sample().WithFiles();
        sample.Write("procedure.yaml", Sample.Procedure.Replace(
            "approvers: [ben, dana]", "approvers: [dana]", StringComparison.Ordinal));

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder, Width = 300 }, args);
        var json = await CliRun.OfAsync(host => host with { Folder = sample.Folder }, [.. args, "-o", "json"]);

        Assert.True(run.Code == 0, run.Out + run.Error);
        Assert.Contains(
            "note: procedure.yaml:16:5: steps[0].gate: If dana takes over, this gate of open stays closed to what ana "
            + "directed: dana may decide, but neither who directed it nor who leads. Name one more approver.",
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains(": no problems; digest sha256:", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"clean\": true", json.Out, StringComparison.Ordinal);
        Assert.Contains("\"field\": \"steps[0].gate\"", json.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "start", "--charter", "charter.yaml", "--procedure", "nowhere.yaml")]
    [InlineData("procedure", "simulate", "nowhere.yaml", "--charter", "charter.yaml")]
    [InlineData("run", "start", "--from-packet", "nowhere.json")]
    [InlineData("procedure", "lint", "nowhere.yaml")]
    [InlineData("ledger", "verify", "nowhere")]
    public async Task MissingFile_IsNotFound(params string[] args)
    {
        using var sample = new Sample().WithFiles();

        await AssertNothingStartsAsync(sample, ExitCode.NotFound, "nowhere", args);
    }

    [Theory]
    [InlineData("run", "start", "--charter", "charter.yaml")]
    [
        InlineData(
            "run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--from-packet", "p.json")]
    [InlineData("run", "start")]
    public async Task Start_WithTheWrongFiles_IsBadUsage(params string[] args)
    {
        using var sample = new Sample().WithFiles();

        await AssertNothingStartsAsync(sample, ExitCode.BadUsage, "--from-packet", args);
    }

    [Theory]
    [InlineData("{}", "packet.json:")]
    [InlineData("not json", "packet.json:1:")]
    [InlineData("""{"version":1,"version":2}""", "packet.json:")]
    public async Task Start_FromNoPacket_IsRefused(string text, string place)
    {
        using var sample = new Sample();
        sample.Write("packet.json", text);

        await AssertNothingStartsAsync(
            sample, ExitCode.VerificationFailed, place, "run", "start", "--from-packet", "packet.json");
    }

    [Fact]
    public async Task Start_FromADamagedPacket_IsRefused()
    {
        using var desk = await Desk.ConfirmedAsync();
        Assert.Equal(0, (await desk.TypeAsync("ana", "takeover", "packet", Desk.Run, "--to", "packet.json")).Code);
        var path = Path.Combine(desk.Folder, "packet.json");
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(
            path, text.Replace("Bring the shop back.", "Burn the shop down.", StringComparison.Ordinal));

        var run = await desk.TypeAsync("carla", "run", "start", "--from-packet", "packet.json", "--id", "run-2");

        Assert.Equal((int)ExitCode.VerificationFailed, run.Code);
        Assert.Contains("packet.json: ", run.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NotFound, (await desk.TypeAsync("carla", "run", "show", "run-2")).Code);
    }

    [Theory]
    [InlineData("address: here", "temporal-dev.yaml:1")]
    [InlineData("adress: 127.0.0.1:7233", "temporal-dev.yaml:1")]
    [InlineData("taskQueue: 7", "temporal-dev.yaml:1")]
    public async Task Settings_ThatAreBad_NameFileAndLine(string text, string place)
    {
        using var sample = new Sample();
        sample.Write("temporal-dev.yaml", text);

        await AssertNothingStartsAsync(sample, ExitCode.BadInput, place, "run", "list");
    }

    private static async Task AssertNothingStartsAsync(
        Sample sample, ExitCode expected, string place, params string[] args)
    {
        var connected = false;
        var run = await CliRun.OfAsync(
            host => host with
            {
                Folder = sample.Folder,
                Connect = (_, _) =>
                {
                    connected = true;
                    throw new InvalidOperationException("Nothing may be asked of a server.");
                },
            },
            args);

        Assert.True(run.Code == (int)expected, $"{(ExitCode)run.Code}: {run.Error}");
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("directed: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  fix: ", run.Error, StringComparison.Ordinal);
        Assert.False(connected);
    }
}
