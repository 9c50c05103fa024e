namespace Sdk.Tests.Faults;

/// <summary>What happens to one call.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The request never reaches the server.</summary>
    DropBefore,

    /// <summary>The server acts, and its answer is lost.</summary>
    DropAfter,

    /// <summary>The request arrives late.</summary>
    Delay,

    /// <summary>The request arrives twice.</summary>
    Duplicate,

    /// <summary>The connection is reset in the middle of the answer.</summary>
    ResetMidBody,

    /// <summary>The answer is whole but its trailers say that something went wrong.</summary>
    WrongTrailers,

    /// <summary>The answer has no trailers at all.</summary>
    NoTrailers,

    /// <summary>The answer claims to be larger than anything.</summary>
    Oversize,

    /// <summary>The answer is no message.</summary>
    Malformed,
}
