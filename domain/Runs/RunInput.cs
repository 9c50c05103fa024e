using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>Everything that can happen to a run from outside.</summary>
public abstract record RunInput
{
    /// <summary>
    /// The first input. With a packet the run continues its predecessor. See <see cref="RunEdition"/>.
    /// </summary>
    public sealed record OpenRun(
        RunId Run,
        Charter Charter,
        Procedure Procedure,
        TakeoverPacket? Packet = null,
        AllowedSigners? Signers = null,
        int? Edition = RunEdition.Current,
        ValueList<ApprovalEntry>? Approvals = null,
        RiskPolicy? Policy = null,
        Rehearsal? Rehearsal = null) : RunInput;

    public sealed record DirectiveReceived(Directive Directive) : RunInput;

    /// <summary>Something came as a directive and is none; see <see cref="DirectiveReader"/>.</summary>
    public sealed record MalformedDirectiveReceived(Digest RawDigest, string Excerpt, string Problem) : RunInput;

    /// <summary>The answer to <see cref="Work.TakeReadings"/>, with its phase.</summary>
    public sealed record ReadingsTaken(AttemptId Attempt, int Phase, ValueList<Reading> Readings) : RunInput;

    /// <summary>The answer to <see cref="Work.Dispatch"/>.</summary>
    public sealed record ActionReported(AttemptId Attempt, ActionReport Report) : RunInput;

    /// <summary>The moment of <see cref="RunState.NextDeadline"/> has come; early or twice is harmless.</summary>
    public sealed record DeadlinePassed : RunInput;

    /// <summary>
    /// The audit store holds another ledger of this chain: somebody wound the run back, or runs it twice.
    /// </summary>
    public sealed record LedgerRefused(string Sentence) : RunInput;

    /// <summary>The answer to <see cref="Work.LookAround"/>, with its phase.</summary>
    public sealed record SurveyTaken(AttemptId Attempt, int Phase, Survey Survey) : RunInput;
}
