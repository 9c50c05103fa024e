using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>What is read for the run as a whole: prerequisites at the confirmation, no-go conditions at a resume.</summary>
public sealed class StandingReadTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_ReadsWhatMustBeSoAtItsBeginningAndAtEveryResume(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync(opening => opening with
        {
            Procedure = opening.Procedure with { Prerequisites = [SwitchIsThere] },
        });
        var flags = Path.Combine(world.Site.Folder, "incident", "flags.json");
        var freeze = Path.Combine(world.Site.Folder, "incident", "change-freeze");

        File.Move(flags, flags + ".away");
        await ConfirmAsync(run);
        var shut = await run.UntilAsync(
            one => one.Blocked?.Code == RefusalCode.PrerequisiteNotMet, "the prerequisite is found not to be met");
        Assert.Equal(RunStatus.AwaitingConfirmation, shut.Status);
        File.Move(flags + ".away", flags);
        await ConfirmAsync(run);
        await run.UntilAsync(one => one.Status == RunStatus.Active, "the run is confirmed");

        await run.AcceptedAsync("ana", new Instruction.Pause());
        await File.WriteAllTextAsync(freeze, "until Monday");
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.UntilAsync(one => one.Blocked?.Code == RefusalCode.NoGoHolds, "the freeze is seen");
        await run.RefusedAsync(RefusalCode.NoGoHolds, "ana", new Instruction.RunStep(new StepId("hold-intake")));
        File.Delete(freeze);
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.UntilAsync(one => one.Blocked is null, "the freeze is over");
        await run.RunStepAsync("ana", "hold-intake");
        await RecordedHistory.ReplaysAsync(run, $"standing-{kind}", output);
    }

    private static Prerequisite SwitchIsThere { get; } = new(
        "switch", "The intake can be switched.", "flag file",
        new ToolCall(
            "file", JsonData.Parse("""{"path":"{{targets.order-flags.file}}","operation":"read"}"""),
            TimeSpan.FromSeconds(5)),
        new Expectation("$.content.acceptOrders", ExpectationOperator.Equals, JsonData.Of(true)),
        TimeSpan.FromMinutes(5));

    private static async Task ConfirmAsync(TestRun run)
    {
        var status = await run.StatusAsync();
        await run.AcceptedAsync("ana", new Instruction.ConfirmCharter(status.CharterDigest, status.ProcedureDigest));
    }
}
