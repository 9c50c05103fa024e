using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;
using DirectedExecution.Workflows.Execution;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows;

/// <summary>
/// One directed run. It feeds what happens to the decider, keeps the facts that come out, and does the work that the
/// state asks for; it decides nothing. Left alone it does nothing for ever.
/// </summary>
[Workflow(RunContract.WorkflowType)]
public sealed class DirectedRun
{
    // Runs that were opened before these keep the rules that they were opened under.
    private const string HeadsPatch = "edition-2";

    private const string ArmedPatch = "edition-3";

    private const string BothLanesPatch = "edition-4";

    // Before this, a run that was never quiet at the right moment grew until the server ended it.
    private const string RestPatch = "rest-to-continue";

    private readonly Queue<RunInput> inbox = new();
    private readonly LedgerBook book = new();
    private readonly WorkDesk desk;
    private readonly DeadlineClock clock;
    private readonly AuditProjector projector;
    private readonly RunSignboard signboard = new();

    private RunState state = RunState.NotOpened;
    private bool isCancellationNoted;

    public DirectedRun()
    {
        desk = new WorkDesk(inbox);
        clock = new DeadlineClock(inbox);
        projector = new AuditProjector(book, inbox);
    }

    private static DateTimeOffset Now => new(Workflow.UtcNow, TimeSpan.Zero);

    /// <summary>Nothing is left to do or to hear, and the audit store has it all.</summary>
    private bool IsOver => state.HasEnded && desk.IsIdle && inbox.Count == 0 && projector.HasCaughtUp;

    private bool IsTimeToContinueAsNew =>
        Workflow.ContinueAsNewSuggested
        && desk.IsIdle
        && inbox.Count == 0
        && projector.IsIdle
        && Workflow.AllHandlersFinished;

    [WorkflowRun]
    public async Task<RunResult> RunAsync(RunStart start)
    {
        Open(start);
        while (true)
        {
            NoteCancellation();
            while (inbox.TryDequeue(out var input))
            {
                Apply(input);
            }

            desk.Start(state);
            clock.Arm(state.NextDeadline, Now);
            if (RestsToContinue())
            {
                projector.Rest();
            }
            else
            {
                projector.Start(state.Chain, isQuiet: desk.IsIdle);
            }

            signboard.Show(state, book, projector);
            if (IsOver)
            {
                return new RunResult(state.Status, state.Lead, state.LeadEpoch, state.Head);
            }

            if (IsTimeToContinueAsNew)
            {
                throw ContinueAsNew();
            }

            // The workflow's own cancellation is an input like any other: nothing here may be torn by it.
            await Workflow.WaitConditionAsync(HasSomethingToDo, CancellationToken.None);
            desk.ThrowIfFaulted();
            projector.ThrowIfFaulted();
        }
    }

    /// <summary>The one channel for human instructions. Whatever comes in becomes a ledger entry.</summary>
    [WorkflowSignal(RunContract.DirectiveSignal, Description = "A directive of a named human, as JSON.")]
    public Task DirectiveAsync(IRawValue? directive = null)
    {
        EncryptedPayloads.ThrowIf(directive?.Payload);
        inbox.Enqueue(DirectiveReader.Read(directive?.Payload.Data.ToStringUtf8() ?? string.Empty));
        return Task.CompletedTask;
    }

    /// <summary>A signal of another name instructs nobody, and is not lost either.</summary>
    [WorkflowSignal(Dynamic = true)]
    public Task OtherSignalAsync(string name, IRawValue[] arguments)
    {
        inbox.Enqueue(StrayInputs.Signal(name, arguments.Length));
        return Task.CompletedTask;
    }

    [WorkflowQuery(RunContract.StatusQuery, Description = "Where the run stands and what it waits for.")]
    public RunStatusView Status() => RunStatusView.Of(state, Now);

    [WorkflowQuery(RunContract.LedgerQuery, Description = "A page of the ledger.")]
    public LedgerPage Ledger(LedgerPageRequest? request = null) =>
        book.Page(request ?? new LedgerPageRequest(), state.Head);

    [WorkflowQuery(RunContract.GatesQuery, Description = "The gates that wait for a human, with their evidence.")]
    public ValueList<Gate> Gates() => state.Gates;

    [WorkflowQuery(RunContract.PacketQuery, Description = "The takeover packet as of now.")]
    public TakeoverPacket Packet() => PacketBuilder.Build(state, Now);

    [WorkflowQuery(RunContract.PacketTextQuery, Description = "The takeover packet as of now, to read.")]
    public string PacketText() => PacketMarkdown.Render(PacketBuilder.Build(state, Now));

    [WorkflowQuery(RunContract.OutcomeQuery, Description = "What became of a directive.")]
    public DirectiveOutcome Outcome(string directiveId) =>
        state.Directives.Find(new DirectiveId(directiveId)) is { } record
        ? new DirectiveOutcome(IsReceived: true, record.Refusal is null, record.Refusal, record.Behind)
        : new DirectiveOutcome(IsReceived: false);

    private void Open(RunStart start)
    {
        if (start.CarryOver is { } carried)
        {
            state = carried.Snapshot.Restore();
            book.Restore(state.Head, carried.Pending);
            return;
        }

        if (start.Opening is not { } opening)
        {
            throw Refused("There is neither an opening nor a carried state to begin with.");
        }

        Apply(new RunInput.OpenRun(
            new RunId(Workflow.Info.WorkflowId), opening.Charter, opening.Procedure, opening.Packet, opening.Signers,
            Edition(), opening.Approvals, opening.Policy, opening.Rehearsal));
        if (state.Status == RunStatus.NotOpened)
        {
            throw Refused(
                book.Last?.Fact is RunFact.OpeningRefused refused ? refused.Refusal.Sentence : "It was not opened.");
        }
    }

    // Newest first: each run has the mark of one, and keeps it.
    private static int? Edition() =>
        Workflow.Patched(BothLanesPatch) ? RunEdition.BothLanes
        : Workflow.Patched(ArmedPatch) ? RunEdition.ArmedThroughout
        : Workflow.Patched(HeadsPatch) ? RunEdition.Heads
        : null;

    private void Apply(RunInput input)
    {
        var advance = RunJournal.Advance(state, input, Now);
        state = advance.State;
        book.Add(advance.Entries);
    }

    private void NoteCancellation()
    {
        if (Workflow.CancellationToken.IsCancellationRequested && !isCancellationNoted)
        {
            isCancellationNoted = true;
            inbox.Enqueue(StrayInputs.Cancellation);
        }
    }

    /// <summary>
    /// What the audit store does not have yet goes along to the next run: with a store that is down, or under steady
    /// directives, there would be no moment without a copy under way. When it is too much to go along, it must go into
    /// the store first.
    /// </summary>
    private bool RestsToContinue() =>
        Workflow.ContinueAsNewSuggested
        && desk.IsIdle
        && !state.HasEnded
        && book.IsPendingPortable
        && Workflow.Patched(RestPatch);

    private bool HasSomethingToDo() =>
        inbox.Count > 0
        || desk.HasFaulted
        || projector.HasNews
        || IsOver
        || IsTimeToContinueAsNew
        || (Workflow.CancellationToken.IsCancellationRequested && !isCancellationNoted);

    private ContinueAsNewException ContinueAsNew() => Workflow.CreateContinueAsNewException(
        (DirectedRun next) => next.RunAsync(new RunStart(null, new RunCarryOver(RunSnapshot.Of(state), book.Pending))));

    private static ApplicationFailureException Refused(string sentence) =>
        new(sentence, errorType: FailureTypes.OpeningRefused, nonRetryable: true);
}
