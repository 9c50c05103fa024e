namespace DirectedExecution.Cli;

/// <summary>
/// What a script sees: one code an outcome. The numbers are a contract (docs/reference/exit-codes.md); they are added
/// to, never given another meaning.
/// </summary>
internal enum ExitCode
{
    Ok = 0,
    InternalError = 1,
    BadUsage = 2,
    BadInput = 3,
    NotFound = 4,
    CannotConnect = 5,
    NotTemporal = 6,
    WrongNamespace = 7,
    AlreadyExists = 8,
    Refused = 10,
    Stale = 11,
    NotAuthorised = 12,
    Blocked = 13,
    OutOfScope = 14,
    Conflict = 15,
    Ambiguous = 16,
    VerificationFailed = 20,
    StepNotVerified = 21,
    NoAnswer = 22,
    NotConfirmed = 23,
    DemoFailed = 24,
    KeyMissing = 25,
    Interrupted = 130,
}
