using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>A run with sensitive evidence, for its history.</summary>
[Collection(LabWorld.Name)]
public sealed class PrivacyHistories(LabWorld lab, ITestOutputHelper output)
{
    private static readonly GatePolicy ByBen = new(GateTier.Review, Lab.People("ben", "dana"), TimeSpan.FromHours(1));

    [Fact]
    public async Task SensitiveEvidence_ReadAndErased_IsKept()
    {
        var site = new Lab(lab.World, "annex");
        var charter = site.Charter with
        {
            Roles = site.Charter.Roles with { AnnexReaders = Lab.People("ben"), AnnexErasers = Lab.People("carla") },
        };
        var run = await OpenAsync(lab.World, new RunOpening(charter, site.Procedure(Sensitive(site.Switch("a", ByBen)))));

        await run.AcceptedAsync("ben", new Instruction.Approve(await run.AskAsync("switch-a")));
        await run.UntilVerifiedAsync("switch-a");
        var records = AnnexRecords.Of(await run.LedgerAsync()).Select(line => line.Annex.Id).ToList();
        await run.RefusedAsync(RefusalCode.NotInRole, "ana", new Instruction.ReadAnnex(records[0]));
        await run.AcceptedAsync("ben", new Instruction.ReadAnnex(records[0]), reason: "A complaint.");
        await run.AcceptedAsync("ben", new Instruction.ReadAnnex(), reason: "An audit.");
        await run.AcceptedAsync("carla", new Instruction.EraseAnnex(records[^1]), reason: "Asked for.");

        // Before, again after the approval, what the tool answered, and after.
        Assert.Equal(4, records.Count);
        await KeepAsync(run, "annex", output);
    }

    private static Step Sensitive(Step step) => step with
    {
        Before = [.. step.Before.Select(Sensitive)],
        Action = Sensitive(step.Action),
        After = [.. step.After.Select(Sensitive)],
    };

    private static VerificationRead Sensitive(VerificationRead read) => read with { Call = Sensitive(read.Call) };

    private static ToolCall Sensitive(ToolCall call) => call with { Sensitive = true };
}
