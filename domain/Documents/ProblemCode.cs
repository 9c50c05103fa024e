namespace DirectedExecution.Domain.Documents;

/// <summary>What kind of problem a document has. Used by scripts: add, never rename.</summary>
public enum ProblemCode
{
    Unreadable,
    WrongType,
    UnknownField,
    MissingField,
    BadValue,
    DuplicateId,
    MissingVerification,
    BadExpectation,
    BadReference,
    OutsideScope,
    UnknownStep,
    UnknownPerson,
    NoIndependentPerson,
    GateIncomplete,
    MissingReversal,
    IrreversibleWithoutGate,
    ProcedureMismatch,
    NotSupported,
    UnknownLane,
    UnknownDecisionPoint,
    MoreProblems,
}
