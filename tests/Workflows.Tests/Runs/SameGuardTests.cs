using System.Globalization;
using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>
/// R16: whatever path it comes by - the command line, a raw signal, a signal played back by a reset, a successor - a
/// violation is refused with the same code, and the refusal is a ledger entry.
/// </summary>
public sealed class SameGuardTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Violation_OnEveryPath_IsRefusedWithTheSameCode(ServerKind kind)
    {
        Skip.If(PersonKeys.WhyMissing is not null, PersonKeys.WhyMissing);
        await using var world = await TestWorld.StartAsync(kind);
        var keys = await PersonKeys.MakeAsync(world.Site.Folder, "ana", "ben", "carla", "dana");
        var run = await world.OpenAsync(opening => Signed(opening, keys));
        var (denied, old) = await PrepareAsync(run, keys);
        var state = await StateAsync(run);
        var violations = Violation.All(state, denied);
        var before = await MarkAsync(run, state);

        foreach (var violation in violations)
        {
            // All on the head of before, which a reset keeps; what it plays back on a later one is of another ledger.
            var head = violation.IsOnOldHead ? old : state.Head;
            await ByCommandLineAsync(world, run, keys, violation, head);
            await BySignalAsync(world, run, keys, violation, head, kind);
        }

        await AssertRefusedAsync(run, violations, "cli");
        await AssertRefusedAsync(run, violations, "raw");
        await AssertConflictAsync(run, keys, state);
        await AssertSuccessorRefusesAsync(world, run, keys, denied, old);
        if (kind == ServerKind.Embedded)
        {
            await RecordedHistory.ReplaysAsync(run, "signed", output);
        }

        await ResetAsync(run, before);
        await AssertRefusedAsync(run, violations, "raw");
        await AssertRefusedAsync(run, violations, "cli");
        Assert.DoesNotContain(await run.LedgerAsync(), entry => entry.Fact is RunFact.ActionDispatched);
        Assert.Empty(LedgerAudit.Check(await run.LedgerAsync()));
    }

    // Confirmed; one gate denied; something of the whole run changed since the first head; another gate open.
    private static async Task<(GateId Denied, LedgerHead Old)> PrepareAsync(TestRun run, PersonKeys keys)
    {
        var opened = await StateAsync(run);
        await SayAsync(run, keys, "ana", new Instruction.ConfirmCharter(opened.CharterDigest, opened.ProcedureDigest));
        var old = (await StateAsync(run)).Head;
        await SayAsync(run, keys, "ana", new Instruction.RunStep(new StepId("hold-intake")));
        var denied = await run.UntilGateAsync();
        await SayAsync(run, keys, "ben", new Instruction.Deny(denied));
        await SayAsync(run, keys, "ana", new Instruction.Pause());
        await SayAsync(run, keys, "ana", new Instruction.Resume());
        await SayAsync(run, keys, "ana", new Instruction.RunStep(new StepId("hold-intake")));
        await run.UntilGateAsync();
        return (denied, old);
    }

    private static async Task SayAsync(TestRun run, PersonKeys keys, string person, Instruction instruction)
    {
        var state = await StateAsync(run);
        var directive = await keys.SignAsync(person, state, new Directive(
            new DirectiveId($"{person}-{state.Head.Sequence}"), new PersonId(person), state.LeadEpoch,
            DateTimeOffset.UtcNow, instruction, "as agreed", state.Head));
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        DirectiveOutcome? outcome = null;
        await Eventually.IsAsync(
            async () => (outcome = await run.Handle.QueryAsync<DirectiveOutcome>(
                RunContract.OutcomeQuery, [directive.Id.Value])).IsReceived,
            $"{Verbs.Of(instruction)} of {person} is judged");
        Assert.True(outcome!.IsAccepted, $"{Verbs.Of(instruction)} of {person}: {outcome.Refusal}");
    }

    private static async Task ByCommandLineAsync(
        TestWorld world, TestRun run, PersonKeys keys, Violation violation, LedgerHead head)
    {
        string[] options = [
            "--as", violation.Issuer, "--sign-key", keys.PathOf(violation.Signer ?? violation.Issuer),
            "--reason", "because", "--directive-id", $"cli-{violation.Name}", "--address", world.Address,
            "--timeout", "120", "--head", $"{head.Sequence}:{head.Digest}",
            .. violation.Epoch is { } epoch ? (string[])["--epoch", epoch.ToString(CultureInfo.InvariantCulture)] : [],
        ];
        var words = violation.Command.Select(word => word == "RUN" ? run.Id : word);

        var (code, said) = await Programs.DirectedAsync(world.Site.Folder, [.. words, .. options]);

        var word = JsonNamingPolicy.CamelCase.ConvertName(violation.Code.ToString());
        Assert.True(
            code != 0 && said.Contains($"refused ({word})", StringComparison.Ordinal),
            $"{violation.Name}: exit code {code}: {said}");
    }

    private static async Task BySignalAsync(
        TestWorld world, TestRun run, PersonKeys keys, Violation violation, LedgerHead head, ServerKind kind)
    {
        var directive = await DirectiveAsync(run, keys, violation, head, "raw");
        if (kind == ServerKind.Real)
        {
            await Programs.TemporalAsync(
                world.Address, "workflow", "signal", "--workflow-id", run.Id, "--name", RunContract.DirectiveSignal,
                "--input", DomainJson.Serialize(directive));
        }
        else
        {
            await run.Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        }
    }

    private static async Task<Directive> DirectiveAsync(
        TestRun run, PersonKeys keys, Violation violation, LedgerHead head, string path)
    {
        var state = await StateAsync(run);
        return await keys.SignAsync(violation.Signer ?? violation.Issuer, state, new Directive(
            new DirectiveId($"{path}-{violation.Name}"), new PersonId(violation.Issuer),
            violation.Epoch ?? state.LeadEpoch, DateTimeOffset.UtcNow, violation.Instruction, "because", head));
    }

    private static async Task AssertRefusedAsync(TestRun run, IReadOnlyList<Violation> violations, string path)
    {
        foreach (var violation in violations)
        {
            RunFact.DirectiveRefused? refused = null;
            await Eventually.IsAsync(
                async () => (refused = (await run.LedgerAsync()).Select(entry => entry.Fact)
                    .OfType<RunFact.DirectiveRefused>()
                    .FirstOrDefault(fact => fact.Directive.Id.Value == $"{path}-{violation.Name}")) is not null,
                $"{violation.Name} by {path} stands in the ledger as refused");
            Assert.True(violation.Code == refused!.Refusal.Code, $"{violation.Name} by {path}: {refused.Refusal}");
        }
    }

    private static async Task AssertConflictAsync(TestRun run, PersonKeys keys, RunState state)
    {
        var known = state.Directives.Records[0].Id;
        var other = await keys.SignAsync("ana", state, new Directive(
            known, new PersonId("ana"), 1, DateTimeOffset.UtcNow, new Instruction.Stop(), "other words", state.Head));
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [other]);
        await Eventually.IsAsync(
            async () => (await run.LedgerAsync()).Any(entry =>
                entry.Fact is RunFact.DirectiveConflicted conflict && conflict.Directive.Id == known),
            "the duplicate stands as a conflict");
    }

    private static async Task AssertSuccessorRefusesAsync(
        TestWorld world, TestRun run, PersonKeys keys, GateId denied, LedgerHead old)
    {
        var packet = await run.Handle.QueryAsync<TakeoverPacket>(RunContract.PacketQuery, []);
        var before = packet.Snapshot.Restore();
        var next = await TestRun.StartAsync(
            world.Client, new RunOpening(before.Charter, before.Procedure, packet), world.TaskQueue);
        await next.UntilAsync(status => status.Status == RunStatus.AwaitingConfirmation, "the successor is open");
        await SayAsync(next, keys, "ana", new Instruction.ConfirmCharter(before.CharterDigest, before.ProcedureDigest));
        var opened = await StateAsync(next);
        var violations = Violation.All(opened, denied);
        foreach (var violation in violations)
        {
            var directive = await DirectiveAsync(
                next, keys, violation, violation.IsOnOldHead ? old : opened.Head, "successor");
            await next.Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        }

        await AssertRefusedAsync(next, violations, "successor");
        Assert.Empty(Continuity.Check(packet, (await next.LedgerAsync()).ToValueList()));
    }

    // Back to before the violations: the server plays the signals since then back into the new execution.
    private static async Task ResetAsync(TestRun run, long before) =>
        await run.Handle.Client.WorkflowService.ResetWorkflowExecutionAsync(new()
        {
            Namespace = run.Handle.Client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = run.Id },
            Reason = "as an operator might",
            RequestId = Guid.NewGuid().ToString(),
            WorkflowTaskFinishEventId = before,
        });

    // A reset does the last workflow task once more: one in which nothing of the state above is decided.
    private static async Task<long> MarkAsync(TestRun run, RunState state)
    {
        await run.Handle.SignalAsync("marker", []);
        await run.UntilAsync(status => status.LedgerHead.Sequence > state.Head.Sequence, "the mark is in the ledger");
        return (await run.Handle.FetchHistoryAsync()).Events
            .Last(one => one.EventType.ToString() == "WorkflowTaskCompleted").EventId;
    }

    private static async Task<RunState> StateAsync(TestRun run) =>
        (await run.Handle.QueryAsync<TakeoverPacket>(RunContract.PacketQuery, [])).Snapshot.Restore();

    private static RunOpening Signed(RunOpening opening, PersonKeys keys) => opening with
    {
        Charter = opening.Charter with { Identity = IdentityMode.Signed },
        Procedure = Gated(opening.Procedure),
        Signers = keys.Signers,
    };

    private static Procedure Gated(Procedure procedure) => procedure with
    {
        Steps = procedure.Steps.Replace(step => step.Id.Value == "hold-intake", step => step with
        {
            Gate = new GatePolicy(GateTier.Approve, [new PersonId("ben"), new PersonId("dana")], TimeSpan.FromHours(4)),
            Risk = new RiskStatement("orders", "customers wait", ["wait"], ["a policy"]),
        }),
    };
}
