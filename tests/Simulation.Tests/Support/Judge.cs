using System.Diagnostics;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;

namespace Simulation.Tests.Support;

/// <summary>
/// What must hold after any kills: exactly once, at most once with its doubt, nothing lost; by the service's own count.
/// </summary>
internal sealed class Judge(IRunGateway gateway, IncidentSite site, DemoFolder folder)
{
    private const long DeadAtStart = 40;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task CheckAsync(IReadOnlyList<RunId> runs, TakeoverPacket packet)
    {
        await UntilClosedAsync(runs.Count);
        var ledgers = new List<IReadOnlyList<LedgerEntry>>();
        foreach (var run in runs)
        {
            ledgers.Add(
                await Player.PersistAsync(() => LedgerReader.AllAsync(gateway, run, 1, CancellationToken.None)));
        }

        var all = ledgers.SelectMany(ledger => ledger).ToList();
        Assert.True(LedgerChain.Verify(all).IsIntact);
        Assert.Empty(LedgerAudit.Check(all));
        Assert.Empty(Continuity.Check(packet, ledgers[1].ToValueList()));
        CheckSteps(RunJournal.Replay(all));
        await CheckEffectsAsync(all);
        CheckDoubts(all);
        CheckAudit(all);
        Assert.Equal("healthy", (await site.HealthAsync(CancellationToken.None)).Status);
    }

    /// <summary>
    /// A run ends when the audit store has all of it; an interrupted copy is tried again after its time limit.
    /// </summary>
    private async Task UntilClosedAsync(int count)
    {
        var watch = Stopwatch.StartNew();
        while (await Player.PersistAsync(CountClosedAsync) < count)
        {
            Assert.True(watch.Elapsed < CloseLimit, "the runs have ended, but their workflows do not close");
            await Task.Delay(Look);
        }
    }

    private async Task<int> CountClosedAsync()
    {
        var closed = 0;
        await foreach (var run in gateway.ListAsync("ExecutionStatus = 'Completed'", 10, CancellationToken.None))
        {
            closed += run.ClosedAt is null ? 0 : 1;
        }

        return closed;
    }

    private static void CheckSteps(RunState state)
    {
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.All(state.Steps, step => Assert.Equal(StepStatus.Completed, StepStatuses.Of(step)));
    }

    private async Task CheckEffectsAsync(List<LedgerEntry> ledger)
    {
        var effects = await site.EffectsAsync(CancellationToken.None);
        Assert.Empty(new EffectProof(ledger, effects).Check(DeadAtStart));
        var procedure = RunJournal.Replay(ledger).Procedure;
        foreach (var (step, kind) in Truth.EffectOf)
        {
            var keys = Attempts(ledger).Where(
                attempt => attempt.Step.Value == step).Select(attempt => attempt.IdempotencyKey);
            var counts = keys.Select(
                key => effects.Where(effect => effect.Key == key && effect.Kind == kind).Sum(effect => effect.Count));
            var total = counts.Sum();
            if (procedure.FindStep(new StepId(step))!.Class is StepClass.Keyed or StepClass.Transactional)
            {
                Assert.True(total == 1, $"{step} was done {total} times");
            }
            else
            {
                Assert.True(total >= 1, $"{step} is completed and was never done");
            }
        }

        Assert.Equal(DeadAtStart, effects.Where(effect => effect.Kind == "order-requeued").Sum(effect => effect.Count));
    }

    // An opaque action that began and was not seen to end is in doubt until a named human has spoken.
    private static void CheckDoubts(List<LedgerEntry> ledger)
    {
        var facts = ledger.Select(entry => entry.Fact).ToList();
        foreach (
            var report in facts.OfType<RunFact.ActionReported>().Where(
                fact => fact.Report.Outcome == ActionOutcome.Unknown))
        {
            var attempt = Attempts(ledger).Single(one => one.Id == report.Attempt);
            var isOpaque = RunJournal.Replay(ledger).Procedure.FindStep(attempt.Step)!.Class == StepClass.Opaque;
            var settled = facts.OfType<RunFact.OutcomeSettled>().Where(fact => fact.Attempt == report.Attempt).ToList();
            Assert.NotEmpty(settled);
            Assert.All(
                settled,
                fact => Assert.True(!isOpaque || fact.By is not null, $"{report.Attempt} was settled by no human"));
        }
    }

    private void CheckAudit(List<LedgerEntry> ledger)
    {
        var chain = RunJournal.Replay(ledger).Chain;
        var kept = new AuditStore(folder.AuditFile).Read(chain, 1, ledger.Count + 1);
        Assert.Equal(ledger.Select(LedgerChain.HeadOf), kept.Select(LedgerChain.HeadOf));
    }

    private static IEnumerable<Attempt> Attempts(List<LedgerEntry> ledger) =>
        ledger.Select(entry => entry.Fact).OfType<RunFact.StepDirected>().Select(fact => fact.Attempt);
}
