using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// Proves that a successor goes on where a packet ends: the chain unbroken, each step exactly once, nothing done again.
/// </summary>
public static class Continuity
{
    private const string NoBeginning = "The successor's ledger does not begin by continuing a packet.";

    /// <summary>
    /// What is wrong, or empty. <paramref name="successor"/> is the successor's ledger from its first entry.
    /// </summary>
    public static ValueList<string> Check(TakeoverPacket packet, ValueList<LedgerEntry> successor)
    {
        var problems = new List<string>();
        if (PacketBuilder.Damage(packet) is { } damage)
        {
            problems.Add(damage);
        }

        if (successor is [{ Fact: RunFact.RunContinued continued }, ..]
            && (continued.PacketDigest != packet.Digest || continued.Snapshot != packet.Snapshot))
        {
            problems.Add("The successor continues another packet.");
        }

        problems.AddRange(CheckFrom(packet.Snapshot.State, successor));
        return problems.ToValueList();
    }

    /// <summary>The same with the predecessor's own ledger in the place of the packet.</summary>
    public static ValueList<string> Check(ValueList<LedgerEntry> predecessor, ValueList<LedgerEntry> successor)
    {
        if (successor is not [{ Fact: RunFact.RunContinued continued }, ..])
        {
            return [NoBeginning];
        }

        var head = continued.Snapshot.State.Head;
        var before = predecessor.TakeWhile(entry => entry.Sequence <= head.Sequence).ToValueList();
        if (LedgerChain.Verify(predecessor).Damage is { } broken)
        {
            return [$"The predecessor's ledger: {broken.Sentence}"];
        }

        if (before.IsEmpty || LedgerChain.HeadOf(before[^1]) != head)
        {
            return [$"The successor continues entry {head.Sequence} of another ledger."];
        }

        var state = RunJournal.Replay(before);
        var problems = new List<string>();
        if (state != continued.Snapshot.Restore())
        {
            problems.Add("The successor begins with another state than the predecessor's ledger leads to.");
        }

        problems.AddRange(predecessor.Skip(before.Count).Where(WentOn).Select(entry =>
            $"The predecessor went on after the packet: entry {entry.Sequence} ({entry.Fact.GetType().Name})."));
        problems.AddRange(CheckFrom(state, successor));
        return problems.ToValueList();
    }

    /// <summary>Where each step stood at the succession, and where it stands now.</summary>
    public static ValueList<ContinuityStep> Compare(ValueList<LedgerEntry> successor)
    {
        if (successor is not [{ Fact: RunFact.RunContinued continued }, ..])
        {
            return [];
        }

        var after = RunJournal.Replay(successor);
        return continued.Snapshot.State.Steps.Select(step => new ContinuityStep(
            step.Id,
            StepStatuses.Of(step),
            after.FindStep(step.Id) is { } now ? StepStatuses.Of(now) : null,
            successor.Count(entry => entry.Fact is RunFact.StepDirected one && one.Attempt.Step == step.Id)))
            .ToValueList();
    }

    private static IEnumerable<string> CheckFrom(RunState before, ValueList<LedgerEntry> successor)
    {
        if (successor is not [{ Fact: RunFact.RunContinued }, ..])
        {
            return [NoBeginning];
        }

        if (LedgerChain.Verify(successor, before.Head).Damage is { } broken)
        {
            return [broken.Sentence];
        }

        return LedgerAudit.Check(successor).Select(finding => finding.Sentence)
            .Concat(Steps(
                before, RunJournal.Replay(successor), successor.Any(entry => entry.Fact is RunFact.AmendmentAdopted)))
            .Concat(Repeats(before, successor));
    }

    // After the packet the predecessor may be told to stop, and refuse; acting is another matter.
    private static bool WentOn(LedgerEntry entry) => entry.Fact is RunFact.ActionDispatched or RunFact.ActionReported
        or RunFact.OutcomeSettled or RunFact.AttemptVerified or RunFact.AttemptFailed or RunFact.StepReversed
        or RunFact.StepSkipped or RunFact.LeadChanged;

    // An amendment may take away what was not begun, and add what was not there.
    private static IEnumerable<string> Steps(RunState before, RunState state, bool isAmended)
    {
        foreach (var step in before.Steps)
        {
            var count = state.Steps.Count(one => one.Id == step.Id);
            if (count == 0 && isAmended && step.Attempts == 0)
            {
                continue;
            }

            if (count != 1)
            {
                yield return $"The step {step.Id} stands {count} times in the successor.";
            }
            else if (state.FindStep(step.Id)!.Attempts < step.Attempts)
            {
                yield return $"The step {step.Id} has lost attempts in the successor.";
            }
        }

        foreach (var added in state.Steps.Where(step => !isAmended && before.FindStep(step.Id) is null))
        {
            yield return $"The step {added.Id} is not in the packet.";
        }
    }

    // Done again is: the same attempt dispatched once more, or a closed step directed without the word "repeat".
    private static IEnumerable<string> Repeats(RunState before, ValueList<LedgerEntry> successor)
    {
        foreach (var entry in successor)
        {
            if (entry.Fact is RunFact.ActionDispatched action
                && before.FindAttempt(action.Attempt) is { } old && AttemptStages.WasDispatched(old.Stage))
            {
                yield return $"{action.Attempt} was dispatched before the takeover and again after it.";
            }
        }

        var state = RunState.NotOpened;
        foreach (var entry in successor)
        {
            if (entry.Fact is RunFact.DirectiveAccepted { Directive.Instruction: Instruction.RunStep run }
                && !run.Repeat
                && state.FindStep(run.Step) is { } step && StepStatuses.IsClosed(StepStatuses.Of(step)))
            {
                yield return $"{run.Step} was closed and was directed again without saying so.";
            }

            state = RunJournal.Replay(state, entry);
        }
    }
}
