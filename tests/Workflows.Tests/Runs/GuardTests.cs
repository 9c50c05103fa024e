using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Exceptions;
using Workflows.Tests.Support;

namespace Workflows.Tests.Runs;

/// <summary>What must hold on every path into a run.</summary>
public sealed class GuardTests
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Input_ThatIsNoDirective_IsARefusedEntryAndTheRunGoesOn(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync();

        await run.Handle.SignalAsync(RunContract.DirectiveSignal, ["do it"]);
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, []);
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [new { verb = "stop" }]);
        await run.Handle.SignalAsync("approve", ["everything"]);
        await run.Handle.CancelAsync();
        await run.UntilAsync(status => status.LedgerHead.Sequence == 6, "five refused entries stand behind the opening");

        var refusals = (await run.LedgerAsync()).Select(entry => entry.Fact).OfType<RunFact.DirectiveMalformed>().ToList();
        Assert.Equal(5, refusals.Count);
        Assert.All(refusals, fact => Assert.Equal(RefusalCode.MalformedDirective, fact.Refusal.Code));
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");
    }

    [Fact]
    public async Task Directive_SentTwice_IsJudgedOnce()
    {
        await using var world = await TestWorld.StartAsync(ServerKind.Embedded);
        var run = await world.OpenAsync();
        var directive = new Directive(
            new DirectiveId("same"), new PersonId("ana"), 1, DateTimeOffset.UtcNow, new Instruction.Pause(), "twice");

        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        await run.ConfirmAsync();

        Assert.Single(await run.LedgerAsync(), entry => Judges(entry.Fact, directive.Id));
    }

    [Fact]
    public async Task Opening_OutsideTheScope_FailsTheRunWithItsReason()
    {
        await using var world = await TestWorld.StartAsync(ServerKind.Embedded);
        var documents = world.Site.Documents();

        var run = await TestRun.StartAsync(
            world.Client, new RunOpening(documents.Charter with { Targets = [] }, documents.Procedure), world.TaskQueue);

        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => run.Handle.GetResultAsync<RunResult>());
        var cause = Assert.IsType<ApplicationFailureException>(failed.InnerException);
        Assert.Equal(FailureTypes.OpeningRefused, cause.ErrorType);
        Assert.Contains("targets", cause.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Gate_NobodyDecides_ExpiresAndNothingIsDone(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync(opening => opening with { Procedure = GateOnTheFirstStep(opening.Procedure) });
        await run.ConfirmAsync();

        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("hold-intake")));
        await run.UntilGateAsync();
        await run.UntilAsync(status => status.Gates.Count == 0, "the gate has expired");

        var facts = (await run.LedgerAsync()).Select(entry => entry.Fact).ToList();
        Assert.Single(facts.OfType<RunFact.GateExpired>());
        Assert.Empty(facts.OfType<RunFact.ActionDispatched>());
    }

    private static Procedure GateOnTheFirstStep(Procedure procedure) => procedure with
    {
        Steps = procedure.Steps.Replace(step => step.Id.Value == "hold-intake", step => step with
        {
            Gate = new GatePolicy(GateTier.Approve, [new PersonId("ben")], TimeSpan.FromSeconds(2)),
            Risk = new RiskStatement("orders", "customers wait", ["wait"], ["a policy"]),
        }),
    };

    private static bool Judges(RunFact fact, DirectiveId id) => fact switch
    {
        RunFact.DirectiveAccepted accepted => accepted.Directive.Id == id,
        RunFact.DirectiveRefused refused => refused.Directive.Id == id,
        RunFact.DirectiveConflicted conflicted => conflicted.Directive.Id == id,
        _ => false,
    };
}
