namespace DirectedExecution.Cli;

/// <summary>The meaning of each exit code in words; the help text and the reference page show the same.</summary>
internal static class ExitCodeTable
{
    public static IReadOnlyDictionary<ExitCode, string> Meanings { get; } = new SortedDictionary<ExitCode, string>
    {
        [ExitCode.Ok] = "done; for a directive: the run accepted it",
        [ExitCode.InternalError] = "a fault in this program",
        [ExitCode.BadUsage] = "the command line is wrong",
        [ExitCode.BadInput] = "a file is wrong: charter, procedure, packet, configuration; nothing was started",
        [ExitCode.NotFound] = "no such run, step, gate, directive or file",
        [ExitCode.CannotConnect] = "nobody answers at the address",
        [ExitCode.NotTemporal] = "somebody answers at the address, but it is no Temporal server",
        [ExitCode.WrongNamespace] = "the server does not know the namespace",
        [ExitCode.AlreadyExists] = "a run of that id, or a file of that name, is already there",
        [ExitCode.Refused] = "the run refused the directive for a reason that has no code of its own below",
        [ExitCode.Stale] = "decided on what is no longer so: an older lead epoch, ledger head, gate or evidence",
        [ExitCode.NotAuthorised] = "the person may not do this",
        [ExitCode.Blocked] = "the run is paused, blocked, contradicted, in doubt, waiting or closed",
        [ExitCode.OutOfScope] = "outside the charter, the procedure or a boundary",
        [ExitCode.Conflict] = "the directive id stands in the ledger with other content",
        [ExitCode.Ambiguous] = "more than one thing is meant by this; name one",
        [ExitCode.VerificationFailed] = "the ledger or the bundle does not verify",
        [ExitCode.StepNotVerified] = "accepted, but the step did not end verified",
        [ExitCode.NoAnswer] = "sent, but no answer in time: ask again with the same directive id",
        [ExitCode.NotConfirmed] = "not confirmed on the terminal; nothing was sent",
        [ExitCode.DemoFailed] = "the demo did not go through",
        [ExitCode.KeyMissing] = "what the run answers is encrypted, and the key for it is not here or another one",
        [ExitCode.Interrupted] = "interrupted by the keyboard or a signal",
    };
}
