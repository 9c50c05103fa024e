using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Converters;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>Another version in a running run, through a real worker.</summary>
public sealed class AmendmentTests(ITestOutputHelper output)
{
    private static readonly StepId Hold = new("hold-intake");

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task AmendedStep_IsDirectedAsAmended_AndTheRunReplays(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        await run.AcceptedAsync("ana", new Instruction.Amend(Procedure: Renamed(world)), reason: "say what it does");
        var proposed = (await run.StatusAsync()).Amendment!;
        await run.AcceptedAsync(
            "carla", new Instruction.ApproveAmendment(proposed.CharterDigest, proposed.ProcedureDigest));

        // The proposal must live through a worker that has to read it all again.
        await world.StopWorkerAsync();
        await world.StartWorkerAsync();
        await run.AcceptedAsync("ana", new Instruction.ConfirmCharter(proposed.CharterDigest, proposed.ProcedureDigest));
        await run.RunStepAsync("ana", Hold.Value);

        var status = await run.StatusAsync();
        Assert.Equal("amended", status.ProcedureVersion);
        Assert.Equal("Hold, as amended", status.Steps.Single(step => step.Id == Hold).Title);
        Assert.Null(status.Amendment);
        Assert.Empty(LedgerAudit.Check(await run.LedgerAsync()));
        var memo = (await run.Handle.DescribeAsync()).Memo[RunContract.ProcedureDigestMemo];
        Assert.Equal(
            proposed.ProcedureDigest.Value,
            DataConverter.Default.PayloadConverter.ToValue<string>(memo.Payload));
        await RecordedHistory.ReplaysAsync(run, $"amendment-{kind}", output);
    }

    private static Procedure Renamed(TestWorld world)
    {
        var procedure = world.Site.Documents().Procedure;
        return procedure with
        {
            Version = "amended",
            Steps = procedure.Steps.Replace(step => step.Id == Hold, step => step with { Title = "Hold, as amended" }),
        };
    }
}
