using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// The one door of the rules: state and input in, facts out. Pure; the same input twice gives nothing new.
/// </summary>
public static class DirectedRunDecider
{
    public static Decision Decide(RunState state, RunInput input, DateTimeOffset now)
    {
        var draft = new RunDraft(state, now);
        switch (input)
        {
            case RunInput.OpenRun open:
                OpeningDecider.Open(draft, open);
                break;
            case RunInput.DirectiveReceived received:
                DirectiveDecider.Receive(draft, received.Directive);
                break;
            case RunInput.MalformedDirectiveReceived malformed:
                draft.Add(new RunFact.DirectiveMalformed(
                    malformed.RawDigest,
                    malformed.Excerpt,
                    new Refusal(RefusalCode.MalformedDirective, malformed.Problem)));
                break;
            case RunInput.ReadingsTaken taken:
                ReadingsDecider.Take(draft, taken);
                break;
            case RunInput.ActionReported reported:
                ReportDecider.Report(draft, reported);
                break;
            case RunInput.DeadlinePassed:
                GateClock.Tick(draft);
                break;
            case RunInput.SurveyTaken taken:
                RiskDecider.Survey(draft, taken);
                break;
            case RunInput.LedgerRefused refused:
                BreachDecider.Note(draft, refused.Sentence);
                break;
            default:
                throw new NotSupportedException($"The input {input.GetType().Name} is not known to this program.");
        }

        SeededGates.Follow(draft, state);
        EscalationDecider.Follow(draft);
        TakeoverDecider.RenewPacket(draft);
        return new Decision(draft.Facts.ToValueList(), draft.State);
    }
}
