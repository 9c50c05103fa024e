using System.Globalization;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// The answers to the work of a rehearsal, from its script; null for a live run. So whether a call is sent to a system
/// or answered from the script follows from the charter in the ledger and from nothing else.
/// </summary>
internal static class RehearsedAnswers
{
    /// <summary>Stands at the head of what was refused because the script does not say it.</summary>
    public const string NotDeclared = "notRehearsed";

    public static bool IsRehearsal(RunState state) =>
        state.Status != RunStatus.NotOpened && state.Charter.Mode == RunMode.Rehearsal;

    public static RehearsedReport? ForAction(RunState state, Attempt attempt)
    {
        if (!IsRehearsal(state))
        {
            return null;
        }

        var entry = Entry(state, attempt.Step, attempt.Number);
        var declared = attempt.Kind == AttemptKind.Forward ? entry?.Action : entry?.Reversal?.Action;
        return declared is { } action
            ? new RehearsedReport(action.Outcome, Summary(action), action.ExitCode, action.Delay)
            : new RehearsedReport(
                ActionOutcome.Failed, $"{NotDeclared}: The script declares no answer for the action of {attempt.Id}; "
                + "nothing was done.");
    }

    public static ValueList<RehearsedReading>? ForReads(
        RunState state, Attempt attempt, ValueList<VerificationRead> reads)
    {
        if (!IsRehearsal(state))
        {
            return null;
        }

        var resolver = new ParameterResolver(
            state.Charter, state.Procedure.FindStep(attempt.Step)!.Targets, attempt.Arguments, attempt.IdempotencyKey);
        return reads.Select(read => Answer(read.Id, Declared(state, attempt, read.Id), resolver)).ToValueList();
    }

    /// <summary>For the reads of the run as a whole: the n-th check is given the n-th answer.</summary>
    public static ValueList<RehearsedReading>? ForCheck(RunState state, ValueList<VerificationRead> reads) =>
        IsRehearsal(state)
            ? reads.Select(read => Answer(
                read.Id, Standing(state, read.Id), RunChecks.Resolver(state.Charter))).ToValueList()
            : null;

    private static RehearsedReading Answer(ReadId read, RehearsedRead? declared, ParameterResolver resolver)
    {
        if (declared is null)
        {
            return new RehearsedReading(read, Error: $"{NotDeclared}: the script declares no answer for {read}");
        }

        if (declared.Document is not { } template)
        {
            return new RehearsedReading(read, Error: declared.Unreadable, Delay: declared.Delay);
        }

        var document = resolver.Resolve(template);
        return resolver.Refusal is { } refusal
            ? new RehearsedReading(read, Error: $"{NotDeclared}: {refusal.Sentence}")
            : new RehearsedReading(read, document, Age: declared.Age, Delay: declared.Delay);
    }

    private static RehearsedRead? Declared(RunState state, Attempt attempt, ReadId read)
    {
        if (InformationReads.IsInformation(read))
        {
            return AskedFor(state, attempt, read);
        }

        var side = Side(Entry(state, attempt.Step, attempt.Number), attempt);
        return InTurn(side, read.Value, Turn(attempt)) ?? Standing(state, read);
    }

    // A read that somebody at a gate asked for, by its name in the procedure: it says what it says there first.
    private static RehearsedRead? AskedFor(RunState state, Attempt attempt, ReadId read)
    {
        var name = (attempt.Information ?? [])
            .FirstOrDefault(one => InformationReads.IdOf(one.Number) == read)?.Read?.Split('/') ?? [];
        var step = name.Length == 2 ? new StepId(name[0]) : attempt.Step;
        return name.Length == 0 || Entry(state, step, step == attempt.Step ? attempt.Number : 1) is not { } entry
            ? null
            : InTurn(
                [
                    .. entry.Before, .. entry.After, .. entry.Reversal?.Before ?? [], .. entry.Reversal?.After ?? [],
                ],
                name[^1],
                turn: 0);
    }

    private static ValueList<RehearsedRead> Side(RehearsedStep? entry, Attempt attempt) =>
        (IsBefore(attempt), attempt.Kind) switch
        {
            (true, AttemptKind.Forward) => entry?.Before ?? [],
            (false, AttemptKind.Forward) => entry?.After ?? [],
            (true, _) => entry?.Reversal?.Before ?? [],
            _ => entry?.Reversal?.After ?? [],
        };

    // How often that side was read before in this attempt.
    private static int Turn(Attempt attempt) =>
        attempt.Phase - 1 - (IsBefore(attempt) ? 0 : attempt.DispatchedPhase ?? 0);

    private static bool IsBefore(Attempt attempt) =>
        attempt.Purpose is ReadingPurpose.Precheck or ReadingPurpose.Recheck or ReadingPurpose.FailureCheck;

    private static RehearsedRead? Standing(RunState state, ReadId read) =>
        InTurn(state.Rehearsal?.Standing ?? [], read.Value, Math.Max(0, (state.Check?.Phase ?? 1) - 1));

    private static RehearsedRead? InTurn(ValueList<RehearsedRead> declared, string read, int turn)
    {
        var all = declared.RemoveAll(one => one.Read != read);
        return all.IsEmpty ? null : all[Math.Min(turn, all.Count - 1)];
    }

    /// <summary>The entry for exactly this attempt, or the one for every attempt.</summary>
    internal static RehearsedStep? Entry(RunState state, StepId step, int attempt)
    {
        var all = (state.Rehearsal?.Steps ?? []).RemoveAll(one => one.Step != step);
        return all.FirstOrDefault(one => one.Attempt == attempt) ?? all.FirstOrDefault(one => one.Attempt is null);
    }

    private static string Summary(RehearsedAction action) => action switch
    {
        { Says: { } says } => says,
        { Outcome: ActionOutcome.Executed } => "Executed.",
        { ExitCode: { } code } => string.Create(
            CultureInfo.InvariantCulture, $"{action.Outcome} with exit code {code}, as the script says."),
        _ => $"{action.Outcome}, as the script says.",
    };
}
