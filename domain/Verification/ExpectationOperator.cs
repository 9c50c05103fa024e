namespace DirectedExecution.Domain.Verification;

/// <summary>How a value is compared.</summary>
public enum ExpectationOperator
{
    Equals,
    NotEquals,
    LessThan,
    AtMost,
    GreaterThan,
    AtLeast,
    Contains,
    NotContains,
    Matches,
    OneOf,
    Exists,
    Absent,
}
