using System.Text.Json;
using Cli.Tests.Support;
using DirectedExecution.Cli;

namespace Cli.Tests.Commands;

public sealed class CommandTreeTests
{
    [Fact]
    public async Task Help_OfTheProgram_NamesEveryExitCode()
    {
        var run = await CliRun.OfAsync("--help");

        Assert.Equal(0, run.Code);
        Assert.All(
            Enum.GetValues<ExitCode>(),
            code => Assert.Contains($"{(int)code,3}  {code}", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnknownOption_IsBadUsage_InOneSentence()
    {
        var run = await CliRun.OfAsync("--bogus");

        Assert.Equal((int)ExitCode.BadUsage, run.Code);
        Assert.Contains("Unrecognized command or argument '--bogus'.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Failure_InJsonMode_IsTheEnvelope()
    {
        var run = await CliRun.OfAsync("--bogus", "-o", "json");

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(["schema", "kind", "ok", "data", "error"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("directed/v1", root.GetProperty("schema").GetString());
        Assert.Equal("error", root.GetProperty("kind").GetString());
        Assert.False(root.GetProperty("ok").GetBoolean());
        Assert.Equal("badUsage", root.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(2, root.GetProperty("error").GetProperty("exitCode").GetInt32());
    }
}
