using Cli.Tests.Support;
using DirectedExecution.Cli;

namespace Cli.Tests.Commands;

/// <summary>Confirming waits for the prerequisites and says which one is not met.</summary>
public sealed class PrerequisiteTests
{
    private static readonly string Procedure = Sample.Procedure.Replace(
        "steps:\n",
        """
        prerequisites:
          - id: lights
            statement: The lights are on.
            source: lamp
            read: { tool: http, parameters: { url: "{{targets.shop.url}}" }, timeout: 5s }
            expect: { path: $.on, equals: true }
            freshness: 1m
        steps:

        """.ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Fact]
    public async Task Confirm_WithAPrerequisiteThatIsNotMet_IsBlockedWithTheReading()
    {
        using var desk = new Desk();
        desk.Write("procedure.yaml", Procedure);
        desk.Runs.Sources["lamp"] = """{"on":false}""";
        await desk.TypeAsync(
            "ana", "run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--id", Desk.Run);

        var shut = await desk.TypeAsync("ana", "confirm", Desk.Run);

        Assert.Equal((int)ExitCode.Blocked, shut.Code);
        Assert.Contains("The lights are on. (lamp: $.on is false, expected to equal true)", shut.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Blocked, (await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2")).Code);
        desk.Runs.Sources["lamp"] = """{"on":true}""";
        Assert.Equal((int)ExitCode.Ok, (await desk.TypeAsync("ana", "confirm", Desk.Run)).Code);
        Assert.Equal((int)ExitCode.Ok, (await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2")).Code);
    }
}
