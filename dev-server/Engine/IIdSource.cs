namespace DirectedExecution.DevServer.Engine;

/// <summary>All chance in the engine: new ids and jitter.</summary>
internal interface IIdSource
{
    /// <summary>A new UUID in its usual text form (run ids, request ids that the server makes).</summary>
    string NewId();

    /// <summary>A number in [0, 1) for jitter.</summary>
    double NextUnit();
}
