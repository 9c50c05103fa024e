using Cli.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;

namespace Cli.Tests.Commands;

/// <summary>Successor runs, from wherever their predecessor is known, and the proof that they are.</summary>
public sealed class SuccessionTests
{
    [Fact]
    public async Task Successor_OfARun_IsStartedFromItsAnswerOnceItIsStopped()
    {
        using var desk = await CompletedStepAsync();

        var alive = await desk.TypeAsync("ana", "run", "start", "--from-run", Desk.Run, "--id", "run-2");
        await OkAsync(desk, "ana", "stop", Desk.Run, "--reason", "handed on");
        await OkAsync(desk, "ana", "run", "start", "--from-run", Desk.Run, "--id", "run-2");
        await OkAsync(desk, "ana", "confirm", "run-2");

        Assert.Equal((int)ExitCode.Blocked, alive.Code);
        Assert.Contains("directed stop", alive.Error, StringComparison.Ordinal);
        Assert.Equal(StepStatus.Completed, StepStatuses.Of(desk.Runs.State("run-2").Steps[0]));
        await OkAsync(desk, "auditor", "continuity", "verify", Desk.Run, "run-2");
        Assert.Equal(1, desk.Runs.Actions);
    }

    [Fact]
    public async Task Continuity_OfBundlesPacketsAndRuns_IsProvenAlike()
    {
        using var desk = await CompletedStepAsync();
        await OkAsync(desk, "ana", "takeover", "packet", Desk.Run, "--to", "packet.json");
        await OkAsync(desk, "ana", "ledger", "export", Desk.Run, "--to", "a.zip");
        await OkAsync(desk, "ana", "run", "start", "--from-packet", "packet.json", "--id", "run-2");
        await OkAsync(desk, "ana", "confirm", "run-2");
        await OkAsync(desk, "ana", "ledger", "export", "run-2", "--to", "b.zip");

        foreach (var before in new[] { Desk.Run, "a.zip", "packet.json" })
        {
            foreach (var after in new[] { "run-2", "b.zip" })
            {
                var json = await desk.JsonAsync("auditor", "continuity", "verify", before, after);
                Assert.True(json.GetProperty("ok").GetBoolean(), $"{before} {after} {json}");
                Assert.Equal(1, json.GetProperty("data").GetProperty("steps").GetArrayLength());
            }
        }

        var backwards = await desk.TypeAsync("auditor", "continuity", "verify", "b.zip", "a.zip");
        var packet = await desk.TypeAsync("auditor", "continuity", "verify", "a.zip", "packet.json");
        Assert.Equal((int)ExitCode.VerificationFailed, backwards.Code);
        Assert.Equal((int)ExitCode.BadUsage, packet.Code);
    }

    [Fact]
    public async Task Continuity_WhenThePredecessorWentOn_IsRefuted()
    {
        using var desk = await Desk.AtGateAsync();
        await OkAsync(desk, "ana", "takeover", "packet", Desk.Run, "--to", "packet.json");
        await OkAsync(desk, "ana", "run", "start", "--from-packet", "packet.json", "--id", "run-2");
        await OkAsync(desk, "ben", "gate", "approve", Desk.Run, "--comment", "go");

        var verdict = await desk.TypeAsync("auditor", "continuity", "verify", Desk.Run, "run-2");

        Assert.Equal((int)ExitCode.VerificationFailed, verdict.Code);
        Assert.Contains("went on after the packet", verdict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Successor_FromACopyOfTheLedger_BeginsInDoubt()
    {
        using var desk = await Desk.AtGateAsync();
        var store = new AuditStore(Path.Combine(desk.Folder, "audit.db"));
        store.Append(new LedgerBatch(new RunId(Desk.Run), desk.Runs.Ledger(Desk.Run).ToValueList()));

        await OkAsync(
            desk, "ana", "run", "start", "--from-audit", "audit.db", "--chain", Desk.Run, "--id", "run-2");

        var state = desk.Runs.State("run-2");
        Assert.NotNull(state.Pause);
        Assert.Equal(StepStatus.Unknown, StepStatuses.Of(state.Steps[0]));
        Assert.IsType<RunFact.RunContinued>(desk.Runs.Ledger("run-2")[0].Fact);
        var foreign = await desk.TypeAsync(
            "ana", "run", "start", "--from-audit", "audit.db", "--chain", "other", "--id", "run-3");
        Assert.Equal((int)ExitCode.NotFound, foreign.Code);
        Assert.Equal(
            (int)ExitCode.BadUsage, (await desk.TypeAsync("ana", "run", "start", "--from-audit", "audit.db")).Code);
    }

    [Fact]
    public async Task Verbs_ThatRestrain_DoWhatTheySay()
    {
        using var desk = await Desk.AtGateAsync();

        var elsewhere = await desk.TypeAsync("ana", "redirect", Desk.Run, "nowhere", "--reason", "no");
        await OkAsync(desk, "ana", "withdraw", Desk.Run, "--attempt", "open.1", "--reason", "not yet");
        var late = await desk.TypeAsync("ana", "withdraw", Desk.Run, "--attempt", "open.1", "--reason", "again");
        await OkAsync(desk, "ana", "narrow", Desk.Run, "--step", "open", "--reason", "not ours");
        var outside = await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=1");

        Assert.Equal((int)ExitCode.OutOfScope, elsewhere.Code);
        Assert.Equal((int)ExitCode.NotFound, late.Code);
        Assert.Equal((int)ExitCode.OutOfScope, outside.Code);
        await OkAsync(desk, "ana", "complete", Desk.Run);
        Assert.Equal(0, desk.Runs.Actions);
    }

    [Fact]
    public async Task Directive_OnAnOldHead_SaysThatNothingConcernsIt()
    {
        using var desk = await Desk.ConfirmedAsync();
        var head = desk.Runs.State(Desk.Run).Head;
        await OkAsync(desk, "ana", "pause", Desk.Run);
        await OkAsync(desk, "ana", "resume", Desk.Run);
        var seen = $"{head.Sequence}:{head.Digest}";

        var stale = await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2", "--head", seen);
        var skip = await desk.TypeAsync("ana", "pause", Desk.Run, "--head", seen);

        Assert.Equal((int)ExitCode.Stale, stale.Code);
        Assert.Contains("runResumed", stale.Error, StringComparison.Ordinal);
        Assert.Equal(0, skip.Code);
        Assert.Contains("none of them concerns it", skip.Out, StringComparison.Ordinal);
    }

    private static async Task<Desk> CompletedStepAsync()
    {
        var desk = await Desk.AtGateAsync();
        await OkAsync(desk, "ben", "gate", "approve", Desk.Run, "--comment", "go");
        return desk;
    }

    private static async Task OkAsync(Desk desk, string person, params string[] args)
    {
        var run = await desk.TypeAsync(person, args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Error}{run.Out}");
    }
}
