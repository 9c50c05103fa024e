namespace DirectedExecution.Domain.Procedures;

/// <summary>How many of the sources of a fact must agree.</summary>
public enum AgreementKind
{
    /// <summary>Every source that can be read; any that differs is a contradiction.</summary>
    All,

    /// <summary>More than half of all sources, those that cannot be read included.</summary>
    Majority,

    /// <summary>So many as are named.</summary>
    AtLeast,
}
