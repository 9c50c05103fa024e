using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// Reads a ledger as an auditor: every dispatched action goes back to exactly one accepted directive for exactly that
/// step, was dispatched once, and had its approval where a gate stood. Says nothing of digests; see
/// <see cref="LedgerChain"/>.
/// </summary>
public static class LedgerAudit
{
    /// <summary>What is wrong, in the order of the ledger; empty when all is well.</summary>
    public static ValueList<LedgerDamage> Check(IEnumerable<LedgerEntry> entries)
    {
        var found = new List<LedgerDamage>();
        var accepted = new Dictionary<DirectiveId, Instruction>();
        var dispatched = new HashSet<AttemptId>();
        var behindAttempts = new HashSet<DirectiveId>();
        var state = RunState.NotOpened;
        foreach (var entry in entries)
        {
            try
            {
                if (entry.Fact is RunFact.DirectiveAccepted directive)
                {
                    found.AddRange(Unproven(state, directive, entry.At)
                        .Select(one => new LedgerDamage(entry.Sequence, one)));
                    if (!accepted.TryAdd(directive.Directive.Id, directive.Directive.Instruction))
                    {
                        found.Add(new LedgerDamage(
                            entry.Sequence, $"The directive {directive.Directive.Id} was accepted twice."));
                    }
                }

                if (entry.Fact is RunFact.ActionDispatched action)
                {
                    found.AddRange(Dispatch(state, action, accepted, dispatched)
                        .Select(one => new LedgerDamage(entry.Sequence, one)));
                }

                if (entry.Fact is RunFact.StepDirected { Attempt: var begun } && !behindAttempts.Add(begun.Directive))
                {
                    found.Add(new LedgerDamage(
                        entry.Sequence,
                        $"The directive {begun.Directive} stands behind {begun.Id} and another attempt."));
                }

                if (entry.Fact is RunFact.StepDirected step
                    && !Justifies(accepted.GetValueOrDefault(step.Attempt.Directive), step.Attempt))
                {
                    found.Add(
                        new LedgerDamage(entry.Sequence, $"No accepted directive stands behind {step.Attempt.Id}."));
                }

                found.AddRange(Versions(state, entry.Fact).Select(one => new LedgerDamage(entry.Sequence, one)));
                state = RunJournal.Replay(state, entry);
            }
            catch (InvalidOperationException impossible)
            {
                found.Add(new LedgerDamage(entry.Sequence, impossible.Message));
                break;
            }
        }

        return found.ToValueList();
    }

    private static IEnumerable<string> Unproven(RunState state, RunFact.DirectiveAccepted fact, DateTimeOffset at)
    {
        if (SignatureJudge.Judge(state, fact.Directive, at, out var signedWith) is { } refusal)
        {
            yield return $"The directive {fact.Directive.Id} was accepted unproven: {refusal.Sentence}";
        }
        else if (signedWith != fact.SignedWith)
        {
            yield return $"The directive {fact.Directive.Id} was signed with {signedWith}, not {fact.SignedWith}.";
        }

        if (fact.Directive.Digest() != fact.Digest)
        {
            yield return $"The directive {fact.Directive.Id} has another digest than its entry says.";
        }
    }

    // What came into force here, at the opening or by an amendment, was agreed to by those who had to.
    private static IEnumerable<string> Versions(RunState state, RunFact fact)
    {
        if (fact is RunFact.RunOpened opened && ApprovalRules.Check(
            opened.Charter, opened.Procedure, opened.Approvals, opened.Signers) is { } refusal)
        {
            yield return refusal.Sentence;
        }

        if (fact is not RunFact.AmendmentAdopted || state.Amendment is not { } amendment)
        {
            yield break;
        }

        if (!amendment.Is(Digest.Of(amendment.Charter), Digest.Of(amendment.Procedure)))
        {
            yield return $"The amendment {amendment.Id} is not what its digests say.";
        }

        if (AmendmentSeats.Open(state, amendment) is { IsEmpty: false } open)
        {
            yield return $"The amendment {amendment.Id} came into force without {AmendmentSeats.Sentence(open)}.";
        }
    }

    private static IEnumerable<string> Dispatch(
        RunState state,
        RunFact.ActionDispatched action,
        Dictionary<DirectiveId, Instruction> accepted,
        HashSet<AttemptId> dispatched)
    {
        if (!dispatched.Add(action.Attempt))
        {
            yield return $"{action.Attempt} was dispatched twice.";
        }

        if (state.FindAttempt(action.Attempt) is not { } attempt)
        {
            yield return $"{action.Attempt} was dispatched without having been directed.";
            yield break;
        }

        // A run that continues a packet knows older directives by the packet's memory only.
        if (!accepted.ContainsKey(attempt.Directive)
            && (state.Predecessor is null || state.Directives.Find(attempt.Directive) is not { Refusal: null }))
        {
            yield return $"No accepted directive stands behind {attempt.Id}.";
        }

        var asked = GateRules.Before(state, attempt, ActionPlans.Of(state, attempt));
        if (asked.Any(one => !state.Gates.Any(gate =>
                gate.Attempt == attempt.Id && gate.Place == one.Placement && gate.IsPassed))
            || (asked is [.., var last] && !state.Gates.Any(gate =>
                gate.Id == action.Gate && gate.Attempt == attempt.Id && gate.Place == last.Placement && gate.IsPassed)))
        {
            yield return $"{attempt.Id} was dispatched without the approval that its step asks for.";
        }
    }

    private static bool Justifies(Instruction? instruction, Attempt attempt) => instruction switch
    {
        Instruction.RunStep run => attempt.Kind == AttemptKind.Forward && run.Step == attempt.Step,
        Instruction.Redirect redirect => attempt.Kind == AttemptKind.Forward && redirect.To == attempt.Step,
        Instruction.Reverse reverse => attempt.Kind == AttemptKind.Reversal && reverse.Step == attempt.Step,
        Instruction.EditAction edit => attempt is { Kind: AttemptKind.Forward, Edits: [.., var last] }
            && edit.Step == attempt.Step && last.StepAfter == attempt.Step,
        _ => false,
    };
}
