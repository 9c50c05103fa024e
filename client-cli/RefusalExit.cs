using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli;

/// <summary>Which exit code each reason of refusal has; the reason itself stands in the output.</summary>
internal static class RefusalExit
{
    private static readonly Dictionary<RefusalCode, ExitCode> Table = new()
    {
        [RefusalCode.MalformedDirective] = ExitCode.BadInput,
        [RefusalCode.WrongRun] = ExitCode.Refused,
        [RefusalCode.StaleEpoch] = ExitCode.Stale,
        [RefusalCode.UnknownHead] = ExitCode.Stale,
        [RefusalCode.TooOldToJudge] = ExitCode.Stale,
        [RefusalCode.RunNotOpen] = ExitCode.Blocked,
        [RefusalCode.RunAlreadyOpen] = ExitCode.AlreadyExists,
        [RefusalCode.RunEnded] = ExitCode.Blocked,
        [RefusalCode.CharterNotConfirmed] = ExitCode.Blocked,
        [RefusalCode.CharterAlreadyConfirmed] = ExitCode.Refused,
        [RefusalCode.DigestMismatch] = ExitCode.Stale,
        [RefusalCode.NotLead] = ExitCode.NotAuthorised,
        [RefusalCode.NotInRole] = ExitCode.NotAuthorised,
        [RefusalCode.SelfApproval] = ExitCode.NotAuthorised,
        [RefusalCode.ReasonMissing] = ExitCode.Refused,
        [RefusalCode.EvidenceMissing] = ExitCode.Refused,
        [RefusalCode.OutsideScope] = ExitCode.OutOfScope,
        [RefusalCode.InvalidDocument] = ExitCode.BadInput,
        [RefusalCode.NotSupported] = ExitCode.Refused,
        [RefusalCode.StepNotReady] = ExitCode.Blocked,
        [RefusalCode.StepInProgress] = ExitCode.Blocked,
        [RefusalCode.StepAlreadyCompleted] = ExitCode.Refused,
        [RefusalCode.StepNotCompleted] = ExitCode.Refused,
        [RefusalCode.StepClosed] = ExitCode.Refused,
        [RefusalCode.RunPaused] = ExitCode.Blocked,
        [RefusalCode.RunNotPaused] = ExitCode.Refused,
        [RefusalCode.RunBlocked] = ExitCode.Blocked,
        [RefusalCode.Contradicted] = ExitCode.Blocked,
        [RefusalCode.OutcomeUnknown] = ExitCode.Blocked,
        [RefusalCode.TakeoverInProgress] = ExitCode.Blocked,
        [RefusalCode.NoTakeover] = ExitCode.NotFound,
        [RefusalCode.TakeoverNotApproved] = ExitCode.Blocked,
        [RefusalCode.UnknownArgument] = ExitCode.OutOfScope,
        [RefusalCode.MissingArgument] = ExitCode.Refused,
        [RefusalCode.BadArgument] = ExitCode.OutOfScope,
        [RefusalCode.UnresolvedReference] = ExitCode.Refused,
        [RefusalCode.NotReversible] = ExitCode.Refused,
        [RefusalCode.ReversalLapsed] = ExitCode.Stale,
        [RefusalCode.UnknownGate] = ExitCode.NotFound,
        [RefusalCode.GateNotOpen] = ExitCode.Stale,
        [RefusalCode.GateExpired] = ExitCode.Stale,
        [RefusalCode.UnknownAttempt] = ExitCode.NotFound,
        [RefusalCode.NothingToReconcile] = ExitCode.Refused,
        [RefusalCode.NothingToVerify] = ExitCode.Refused,
        [RefusalCode.UnknownContradiction] = ExitCode.NotFound,
        [RefusalCode.UnknownSource] = ExitCode.NotFound,
        [RefusalCode.UnknownBlock] = ExitCode.NotFound,
        [RefusalCode.ResolutionNotAllowed] = ExitCode.Refused,
        [RefusalCode.UnknownPoint] = ExitCode.NotFound,
        [RefusalCode.ReadBackWrong] = ExitCode.Refused,
        [RefusalCode.ReadBackIncomplete] = ExitCode.Blocked,
        [RefusalCode.PacketStale] = ExitCode.Stale,
        [RefusalCode.PacketDamaged] = ExitCode.VerificationFailed,
        [RefusalCode.RunNotFinished] = ExitCode.Blocked,
        [RefusalCode.UnknownDecisionPoint] = ExitCode.OutOfScope,
        [RefusalCode.UnknownOption] = ExitCode.OutOfScope,
        [RefusalCode.AlreadyDecided] = ExitCode.Refused,
        [RefusalCode.DecisionPending] = ExitCode.Blocked,
        [RefusalCode.OptionNotChosen] = ExitCode.OutOfScope,
        [RefusalCode.SignatureMissing] = ExitCode.NotAuthorised,
        [RefusalCode.SignatureInvalid] = ExitCode.NotAuthorised,
        [RefusalCode.SignatureUnexpected] = ExitCode.Refused,
        [RefusalCode.SignerNotAllowed] = ExitCode.NotAuthorised,
        [RefusalCode.KeyNotValid] = ExitCode.NotAuthorised,
        [RefusalCode.StaleHead] = ExitCode.Stale,
        [RefusalCode.InstructionsContradict] = ExitCode.Blocked,
        [RefusalCode.NothingToNarrow] = ExitCode.Refused,
        [RefusalCode.NothingToRevoke] = ExitCode.Refused,
    };

    public static ExitCode Of(RefusalCode code) => Table.GetValueOrDefault(code, ExitCode.Refused);

    /// <summary>Whether the table has an entry of its own; a test asks it of every code.</summary>
    public static bool Knows(RefusalCode code) => Table.ContainsKey(code);
}
