namespace Tests.Support;

/// <summary>The two servers that must not be told apart.</summary>
public enum ServerKind
{
    /// <summary>This project's server.</summary>
    Embedded,

    /// <summary>Temporal's own; skipped visibly where it is not there.</summary>
    Real,
}
