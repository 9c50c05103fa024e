using System.Diagnostics;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;

namespace Simulation.Tests.Support;

/// <summary>
/// The people of the incident: they want each step done, look at what the run tells them, and do what a careful human
/// would. They never look at what was killed.
/// </summary>
internal sealed class Player(
    IRunGateway gateway, IncidentSite site, RunOpening opening, Action<string> log, Action progress)
{
    private const int MostTries = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly DirectiveExchange exchange = new(gateway, TimeProvider.System);
    private readonly Truth truth = new(site);
    private RunView run = null!;

    /// <summary>What the successor was started from.</summary>
    public TakeoverPacket? Packet { get; private set; }

    public async Task<IReadOnlyList<RunId>> PlayAsync(string id)
    {
        var first = new RunId(id);
        await OpenAsync(first, opening);
        string[] early = [
            "hold-intake", "disable-bad-release", "restart-service", "release-quarantine", "drain-dead-letters"];
        foreach (var step in early)
        {
            await UntilDoneAsync(new StepId(step));
        }

        await TakeOverAsync("carla", "ben");
        await UntilDoneAsync(new StepId("reindex-search"));
        await UntilDoneAsync(new StepId("open-intake"));
        await SayAsync("carla", new Instruction.Stop(), "Handed to a successor.");
        var packet = Packet = await PersistAsync(() => gateway.PacketAsync(first, CancellationToken.None));

        var second = new RunId(id + "-successor");
        var state = packet.Snapshot.Restore();
        await OpenAsync(second, new RunOpening(state.Charter, state.Procedure, packet));
        await UntilDoneAsync(new StepId("refresh-metrics"));
        await UntilDoneAsync(new StepId("place-probe-order"));
        await SayAsync("carla", new Instruction.Complete());
        return [first, second];
    }

    /// <summary>Asks until somebody answers: a server or a worker may be away.</summary>
    public static async Task<T> PersistAsync<T>(Func<Task<T>> ask)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (CliException away) when (away.IsTransient && watch.Elapsed < Patience)
            {
                await Task.Delay(Look);
            }
        }
    }

    private Task<RunState> StateAsync() => PersistAsync(run.RenewAsync);

    private async Task OpenAsync(RunId id, RunOpening with)
    {
        await PersistAsync(async () =>
        {
            try
            {
                await gateway.StartAsync(id, with, CancellationToken.None);
            }
            catch (CliException there) when (there.ExitCode == ExitCode.AlreadyExists)
            {
                // The reply to the first try was lost.
            }

            return true;
        });
        run = new RunView(gateway, id, CancellationToken.None);
        var state = await StateAsync();
        await SayAsync(state.Lead.Value, new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest));
    }

    private async Task UntilDoneAsync(StepId step)
    {
        var watch = Stopwatch.StartNew();
        var tries = 0;
        while (true)
        {
            var state = await StateAsync();
            if (StepStatuses.Of(state, step) == StepStatus.Completed)
            {
                log($"{step} completed");
                return;
            }

            Assert.True(
                watch.Elapsed < Patience,
                $"{step} does not end: {DirectedExecution.Domain.Views.WaitingSentence.Of(state)}");
            if (!await SettleAsync(state) && StepStatuses.Of(state, step) is StepStatus.Pending or StepStatus.Failed)
            {
                Assert.True(++tries <= MostTries, $"{step} was directed {MostTries} times in vain");
                await SayAsync(state.Lead.Value, new Instruction.RunStep(step, Arguments(step)));
            }

            await Task.Delay(Look);
        }
    }

    /// <summary>Whatever waits for a human other than the next step.</summary>
    private async Task<bool> SettleAsync(RunState state)
    {
        if (state.Contradictions is [var contradiction, ..])
        {
            Assert.Equal("queue depth", contradiction.Fact);
            return await SayAsync(
                "dana",
                new Instruction.ClearContradiction(contradiction.Id, "orders database", "The metrics are old."));
        }

        if (state.Attempts().FirstOrDefault(attempt => attempt.Stage == AttemptStage.Unknown) is { } doubtful)
        {
            var outcome = await truth.IsDoneAsync(doubtful) ? ReconciledOutcome.Done : ReconciledOutcome.NotDone;
            return await SayAsync(
                state.Lead.Value, new Instruction.Reconcile(doubtful.Id, outcome, "Seen in the service's own count."));
        }

        if (state.Blocks is [var block, ..])
        {
            Assert.NotEqual(BlockKind.Mismatch, block.Kind);
            return await SayAsync(
                "ben", new Instruction.ClearBlock(block.Id, BlockResolution.Withdraw, $"Looked at: {block.Sentence}"));
        }

        if (state.Gates.FirstOrDefault(gate => gate.Approval is null) is { } open)
        {
            return await SayAsync("ben", new Instruction.Approve(open.Id, "Seen.", open.PacketDigest));
        }

        return state.Attempts().Any(attempt => AttemptStages.IsOpen(attempt.Stage));
    }

    private async Task TakeOverAsync(string to, string authority)
    {
        var lead = (await StateAsync()).Lead;
        await SayAsync(lead.Value, new Instruction.OfferTakeover(new PersonId(to)));
        var id = (await StateAsync()).Takeover!.Id;
        await SayAsync(authority, new Instruction.ApproveTakeover(id));
        while ((await StateAsync()).Takeover?.Points.FirstOrDefault(point => !point.Confirmed) is { } point)
        {
            await SayAsync(to, new Instruction.ReadBack(id, point.Id, PacketAnswers.Of(await StateAsync(), point.Id)));
        }

        await SayAsync(to, new Instruction.AcceptTakeover(id));
        Assert.Equal(to, (await StateAsync()).Lead.Value);
    }

    /// <summary>
    /// One directive, said until it is answered. The state may have moved on meanwhile: then it is refused, and looked
    /// at anew.
    /// </summary>
    private async Task<bool> SayAsync(string person, Instruction instruction, string? reason = null)
    {
        var state = await StateAsync();
        var directive = new Directive(
            new DirectiveId(Guid.NewGuid().ToString("n")),
            new PersonId(person),
            state.LeadEpoch,
            DateTimeOffset.UtcNow,
            instruction,
            reason,
            state.Head,
            run.Run);
        var answer = await exchange.AskAsync(run.Run, directive, AnswerLimit, CancellationToken.None);
        log(
            $"{person}: {Verbs.Of(instruction)} " +
            $"{(answer.IsAccepted ? "accepted" : $"refused: {answer.Refusal!.Sentence}")}");
        progress();
        return true;
    }

    private static JsonData? Arguments(StepId step) =>
        step.Value == "drain-dead-letters" ? JsonData.Parse("""{"limit":100}""") : null;
}
