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

        if (successor is not [{ Fact: RunFact.RunContinued continued }, ..])
        {
            problems.Add("The successor's ledger does not begin by continuing a packet.");
            return problems.ToValueList();
        }

        if (continued.PacketDigest != packet.Digest || continued.Snapshot != packet.Snapshot)
        {
            problems.Add("The successor continues another packet.");
        }

        if (LedgerChain.Verify(successor, packet.LedgerHead).Damage is { } broken)
        {
            problems.Add(broken.Sentence);
            return problems.ToValueList();
        }

        problems.AddRange(LedgerAudit.Check(successor).Select(finding => finding.Sentence));
        problems.AddRange(Steps(packet, RunJournal.Replay(successor)));
        problems.AddRange(Repeats(packet.Snapshot.State, successor));
        return problems.ToValueList();
    }

    private static IEnumerable<string> Steps(TakeoverPacket packet, RunState state)
    {
        foreach (var step in packet.Steps)
        {
            var count = state.Steps.Count(one => one.Id == step.Id);
            if (count != 1)
            {
                yield return $"The step {step.Id} stands {count} times in the successor.";
            }
            else if (state.FindStep(step.Id)!.Attempts < step.Attempts)
            {
                yield return $"The step {step.Id} has lost attempts in the successor.";
            }
        }

        foreach (var added in state.Steps.Where(step => packet.Steps.All(one => one.Id != step.Id)))
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
