using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// A decision in the making: each fact is folded at once, so that the next rule sees what the last one did.
/// </summary>
internal sealed class RunDraft(RunState state, DateTimeOffset now)
{
    private readonly List<RunFact> facts = [];

    public RunState State { get; private set; } = state;

    public DateTimeOffset Now { get; } = now;

    public IReadOnlyList<RunFact> Facts => facts;

    public void Add(RunFact fact)
    {
        State = RunFolder.Fold(State, fact);
        facts.Add(fact);
    }

    public Attempt Attempt(AttemptId id) =>
        State.FindAttempt(id) ?? throw new InvalidOperationException($"There is no attempt {id}.");

    public void Request(AttemptId id, ReadingPurpose purpose) =>
        Add(new RunFact.ReadingsRequested(id, Attempt(id).Phase + 1, purpose));

    public void Block(AttemptId id, BlockKind kind, string sentence, ValueList<BoundaryId>? boundaries = null)
    {
        var attempt = Attempt(id);
        var number = (State.Counters.Blocks + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Add(new RunFact.BlockRaised(
            new Block(new BlockId($"b{number}"), kind, attempt.Step, id, attempt.Issuer, sentence, Now, boundaries
                ?? [])));
    }

    /// <summary>
    /// After a hold was lifted: state that was being read is read anew, because time has passed (R11).
    /// </summary>
    public void Rehydrate(LaneId? lane = null)
    {
        var waiting = State.Attempts()
            .Where(attempt => attempt.Stage is AttemptStage.Prechecking or AttemptStage.Rechecking)
            .Where(attempt => LaneRules.Concerns(State, attempt.Step, lane))
            .Where(attempt => !Holds.ForbidActions(State, attempt.Step))
            .ToList();
        foreach (var attempt in waiting)
        {
            Request(attempt.Id, attempt.Purpose!.Value);
        }
    }
}
