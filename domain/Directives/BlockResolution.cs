namespace DirectedExecution.Domain.Directives;

/// <summary>How a block is lifted.</summary>
public enum BlockResolution
{
    /// <summary>The attempt is given up; nothing was done.</summary>
    Withdraw,

    /// <summary>The very same action may cross this boundary once, when it is directed again.</summary>
    Permit,

    /// <summary>The after-state is accepted as it is, against the expectation.</summary>
    Accept,
}
