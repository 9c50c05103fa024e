using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>A run that is amended, for its history.</summary>
[Collection(LabWorld.Name)]
public sealed class AmendmentHistories(LabWorld lab, ITestOutputHelper output)
{
    [Fact]
    public async Task Amendments_RejectedAndConfirmed_AreKept()
    {
        var site = new Lab(lab.World, "amendment");
        var procedure = site.Procedure(site.Switch("a"), site.Switch("b"));
        var run = await OpenAsync(lab.World, new RunOpening(site.Charter, procedure));
        await run.RunStepAsync("ana", "switch-a");

        await ProposeAsync(run, procedure with { Version = "2", Steps = [procedure.Steps[0]] });
        var (order, steps) = await ProposedAsync(run);
        await run.AcceptedAsync("ben", new Instruction.RejectAmendment(order, steps), reason: "It is needed.");

        await ProposeAsync(run, procedure with { Version = "2", Steps = [.. procedure.Steps, site.Switch("c")] });
        (order, steps) = await ProposedAsync(run);
        await run.AcceptedAsync("ben", new Instruction.ApproveAmendment(order, steps));
        await run.AcceptedAsync("ana", new Instruction.ConfirmCharter(order, steps));
        await run.RunStepAsync("ana", "switch-c");
        await run.RunStepAsync("ana", "switch-b");
        await run.AcceptedAsync("ana", new Instruction.Complete());
        await KeepAsync(run, "amendment", output);
    }

    private static Task ProposeAsync(TestRun run, Procedure procedure) =>
        run.AcceptedAsync("ana", new Instruction.Amend(Procedure: procedure), reason: "It has to be otherwise.");

    private static async Task<(Digest Charter, Digest Procedure)> ProposedAsync(TestRun run)
    {
        var proposed = (await run.StatusAsync()).Amendment!;
        return (proposed.CharterDigest, proposed.ProcedureDigest);
    }
}
