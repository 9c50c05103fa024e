namespace DirectedExecution.Domain.Gates;

/// <summary>What a waiting gate holds up.</summary>
public enum GateMode
{
    /// <summary>The whole run.</summary>
    Synchronous,

    /// <summary>Its own step; other lanes go on.</summary>
    Asynchronous,

    /// <summary>Its own step until it is escalated, the whole run from then on.</summary>
    Hybrid,
}
