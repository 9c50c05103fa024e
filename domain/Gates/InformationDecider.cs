using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Gates;

/// <summary>Asking for more before deciding. The answer, of a read or of a person, renews the evidence.</summary>
internal static class InformationDecider
{
    /// <summary>So often may be asked at the gates of one attempt.</summary>
    public const int MostRequests = 20;

    public static Refusal? Ask(RunDraft draft, Directive directive, Instruction.AskInformation ask)
    {
        if (GateVerdicts.Undecided(draft, ask.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if (GateVerdicts.MayDecide(draft, gate, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        if (gate.Place == GatePlacement.Escalation)
        {
            return new(RefusalCode.ResolutionNotAllowed, $"{gate.Id} asks for a decision: verify, or decide it.");
        }

        if ((ask.Read is null) == (ask.From is null) || string.IsNullOrWhiteSpace(ask.Question))
        {
            return new(
                RefusalCode.MissingArgument, "Say what is to be known, and either from which read or from whom.");
        }

        var attempt = draft.Attempt(gate.Attempt);
        var known = attempt.Information ?? [];
        if (known.Count >= MostRequests)
        {
            return new(RefusalCode.BadArgument, $"{MostRequests} questions were asked about {attempt.Id}; decide.");
        }

        if (ask.Read is { } read && InformationReads.Resolve(draft.State, attempt, read) is null)
        {
            return new(RefusalCode.UnknownSource, $"\"{read}\" is no read of this procedure that can be taken here.");
        }

        if (ask.From is { } person && (person == directive.Issuer || !IsKnown(draft.State, person)))
        {
            return new(RefusalCode.NotInRole, $"{person} is nobody else of this run.");
        }

        draft.Add(new RunFact.InformationRequested(gate.Id, attempt.Id, new InformationRequest(
            known.Count + 1, directive.Issuer, ask.Question, draft.Now, ask.Read, ask.From)));
        if (ask.Read is { } taken)
        {
            GateDecider.Renew(draft, gate, $"{directive.Issuer} asked for the read {taken}: {ask.Question}");
        }

        return null;
    }

    public static Refusal? Answer(RunDraft draft, Directive directive, Instruction.AnswerInformation answer)
    {
        if (GateVerdicts.Undecided(draft, answer.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if ((draft.Attempt(gate.Attempt).Information ?? []).FirstOrDefault(one => one.Number == answer.Request)
            is not { From: { } from, Answer: null } request)
        {
            return new(RefusalCode.UnknownRequest, $"No question {answer.Request} waits for an answer at {gate.Id}.");
        }

        if (from != directive.Issuer)
        {
            return new(RefusalCode.NotInRole, $"{from} was asked, not {directive.Issuer}.");
        }

        if (string.IsNullOrWhiteSpace(answer.Answer))
        {
            return new(RefusalCode.EvidenceMissing, "The answer is empty.");
        }

        draft.Add(new RunFact.InformationGiven(
            gate.Id, gate.Attempt, request.Number, directive.Issuer, answer.Answer, draft.Now));
        GateDecider.Renew(draft, gate, $"{from} answered {request.By}.");
        return null;
    }

    private static bool IsKnown(RunState state, PersonId person) =>
        person == state.Lead || state.Charter.Roles.Everybody().Contains(person);
}
