using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Client;

namespace Workflows.Tests.Support;

/// <summary>A run as its people see it: directives in, answers and status out.</summary>
internal sealed class TestRun(ITemporalClient client, string id)
{
    private int count;

    public string Id => id;

    public WorkflowHandle Handle { get; } = client.GetWorkflowHandle(id);

    public static async Task<TestRun> StartAsync(ITemporalClient client, RunOpening opening, string taskQueue, string? id = null)
    {
        var run = new TestRun(client, id ?? $"run-{Guid.NewGuid():N}");
        await client.StartWorkflowAsync(RunContract.WorkflowType, [new RunStart(opening)], new(run.Id, taskQueue));
        return run;
    }

    /// <summary>Sends a directive and waits for what becomes of it.</summary>
    public async Task<DirectiveOutcome> DirectAsync(
        string person, Instruction instruction, int epoch = 1, string? reason = null,
        LedgerHead? decidedOn = null, int? laneEpoch = null)
    {
        var directive = new Directive(
            new DirectiveId($"{id}-d{++count}"), new PersonId(person), epoch, DateTimeOffset.UtcNow, instruction, reason,
            decidedOn, LaneEpoch: laneEpoch);
        await Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        DirectiveOutcome? outcome = null;
        await Eventually.IsAsync(
            async () => (outcome = await Handle.QueryAsync<DirectiveOutcome>(RunContract.OutcomeQuery, [directive.Id.Value])).IsReceived,
            $"directive {directive.Id} is judged");
        return outcome!;
    }

    public async Task AcceptedAsync(
        string person, Instruction instruction, int epoch = 1, string? reason = null, int? laneEpoch = null)
    {
        var outcome = await DirectAsync(person, instruction, epoch, reason, laneEpoch: laneEpoch);
        Assert.True(outcome.IsAccepted, $"{Verbs.Of(instruction)} of {person} was refused: {outcome.Refusal}");
    }

    public async Task RefusedAsync(RefusalCode code, string person, Instruction instruction, int epoch = 1)
    {
        var outcome = await DirectAsync(person, instruction, epoch);
        Assert.Equal(code, outcome.Refusal?.Code);
    }

    /// <summary>The lead confirms what the run itself says that it was opened with.</summary>
    public async Task ConfirmAsync(string person = "ana", int epoch = 1)
    {
        var status = await StatusAsync();
        await AcceptedAsync(person, new Instruction.ConfirmCharter(status.CharterDigest, status.ProcedureDigest), epoch);
    }

    /// <summary>Directs an ungated step and waits until it is verified.</summary>
    public async Task RunStepAsync(string person, string step, int epoch = 1)
    {
        await AcceptedAsync(person, new Instruction.RunStep(new StepId(step)), epoch);
        await UntilVerifiedAsync(step);
    }

    public async Task<GateId> UntilGateAsync() =>
        (await UntilAsync(status => status.Gates.Count > 0, "a gate is open")).Gates[0].Id;

    /// <summary>A gate that asks; not the one named, which is to go first.</summary>
    public async Task<GateId> UntilAskedAsync(GateId? but = null) => (await UntilAsync(
        status => status.Gates.Any(gate => !gate.IsPassed && gate.Id != but), "a gate asks"))
        .Gates.First(gate => !gate.IsPassed && gate.Id != but).Id;

    /// <summary>Waits for a fact of the ledger.</summary>
    public Task UntilFactAsync<T>(int count = 1)
        where T : RunFact => Eventually.IsAsync(
        async () => (await LedgerAsync()).Count(entry => entry.Fact is T) >= count, typeof(T).Name);

    public Task<RunStatusView> StatusAsync() => Handle.QueryAsync<RunStatusView>(RunContract.StatusQuery, []);

    public async Task<RunStatusView> UntilAsync(Func<RunStatusView, bool> condition, string what)
    {
        RunStatusView? status = null;
        await Eventually.IsAsync(
            async () => condition(status = await StatusAsync()), what, () => $"It waits for: {status?.WaitsFor}");
        return status!;
    }

    public Task<RunStatusView> UntilVerifiedAsync(string step) => UntilAsync(
        status => status.Steps.First(one => one.Id.Value == step).Status == StepStatus.Completed, $"{step} is completed");

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync()
    {
        var entries = new List<LedgerEntry>();
        LedgerPage page;
        do
        {
            page = await Handle.QueryAsync<LedgerPage>(
                RunContract.LedgerQuery, [new LedgerPageRequest(entries.Count == 0 ? 1 : entries[^1].Sequence + 1)]);
            entries.AddRange(page.Entries);
        }
        while (page.HasMore);
        return entries;
    }
}
