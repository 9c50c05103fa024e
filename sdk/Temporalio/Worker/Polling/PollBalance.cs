namespace Temporalio.Worker.Polling;

/// <summary>
/// How the slots of a worker are in use, and whether one more poll may be sent. A slot is taken before the poll and
/// passes to the task that the poll brings: a task never arrives that nobody has room for.
/// </summary>
/// <param name="Capacity">All slots.</param>
/// <param name="TwoKinds">Whether both queues are polled; else only the normal one.</param>
internal readonly record struct PollBalance(int Capacity, bool TwoKinds)
{
    /// <summary>Gets the slots that tasks hold.</summary>
    public int Held { get; private init; }

    /// <summary>Gets the polls under way on the normal queue.</summary>
    public int NormalPolls { get; private init; }

    /// <summary>Gets the polls under way on the sticky queue.</summary>
    public int StickyPolls { get; private init; }

    public int Free => Capacity - Held - NormalPolls - StickyPolls;

    public int Polls(PollKind kind) => kind == PollKind.Normal ? NormalPolls : StickyPolls;

    /// <summary>
    /// The last free slot goes to a kind whose counterpart is not polled only when a task holds another one: that one
    /// comes back soon, a long poll may not. Otherwise one queue could starve the other.
    /// </summary>
    public bool CanPoll(PollKind kind)
    {
        if (Free < 1 || (kind == PollKind.Sticky && !TwoKinds))
        {
            return false;
        }
        var other = kind == PollKind.Normal ? PollKind.Sticky : PollKind.Normal;
        return !TwoKinds || Free > 1 || Polls(other) > 0 || (Held > 0 && Polls(kind) == 0);
    }

    public PollBalance Begin(PollKind kind) => CanPoll(kind)
        ? Add(kind, 1)
        : throw new InvalidOperationException($"No slot for a {kind} poll: {this}");

    public PollBalance End(PollKind kind, bool gotTask) => Polls(kind) > 0
        ? Add(kind, -1) with { Held = Held + (gotTask ? 1 : 0) }
        : throw new InvalidOperationException($"No {kind} poll to end: {this}");

    /// <summary>
    /// Takes a free slot for a task that comes without a poll; not the last one, which may be wanted for polls.
    /// </summary>
    /// <returns>The new balance; null if there is none to spare.</returns>
    public PollBalance? Take() => Free > 0 && (!TwoKinds || Free > 1) ? this with { Held = Held + 1 } : null;

    public PollBalance Release() => Held > 0
        ? this with { Held = Held - 1 }
        : throw new InvalidOperationException($"No slot is held: {this}");

    private PollBalance Add(PollKind kind, int count) => kind == PollKind.Normal
        ? this with { NormalPolls = NormalPolls + count }
        : this with { StickyPolls = StickyPolls + count };
}
