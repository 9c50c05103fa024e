using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using Temporalio.Testing;
using Workflows.Tests.Support;

namespace Workflows.Tests.Runs;

/// <summary>R10 over time that passes: a run that nobody directs does nothing.</summary>
public sealed class IdleTests
{
    [Fact]
    public async Task Run_LeftAloneForThirtyDays_CallsNoToolAndOnlyLetsItsGateExpire()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var world = await TestWorld.AtAsync(environment.Client.Connection.Options.TargetHost!);
        var run = await world.OpenAsync(opening => opening with { Procedure = Gated(opening.Procedure) });
        await run.ConfirmAsync();
        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("hold-intake")));
        await run.UntilGateAsync();
        var before = (await run.LedgerAsync()).Count;
        var effects = await world.Site.EffectsAsync();

        await environment.DelayAsync(TimeSpan.FromDays(30));
        await run.UntilAsync(status => status.Gates.IsEmpty, "the gate has expired");

        Assert.Equal(
            [nameof(RunFact.GateExpired), nameof(RunFact.AttemptWithdrawn)],
            (await run.LedgerAsync()).Skip(before).Select(entry => entry.Fact.GetType().Name));
        Assert.Equal(effects, await world.Site.EffectsAsync());
        var status = await run.StatusAsync();
        Assert.Equal(RunStatus.Active, status.Status);
        Assert.Null(status.Blocked);
    }

    private static Procedure Gated(Procedure procedure) => procedure with
    {
        Steps = procedure.Steps.Replace(step => step.Id.Value == "hold-intake", step => step with
        {
            Gate = new GatePolicy(GateTier.Approve, [new PersonId("ben")], TimeSpan.FromDays(7)),
            Risk = new RiskStatement("orders", "customers wait", ["wait"], ["a policy"]),
        }),
    };
}
