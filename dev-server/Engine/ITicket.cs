namespace DirectedExecution.DevServer.Engine;

/// <summary>A waiting call, whatever its reply.</summary>
internal interface ITicket
{
    /// <summary>When the engine gives up.</summary>
    DateTimeOffset ExpiresAt { get; }

    /// <summary>Answered or cancelled.</summary>
    bool IsDone { get; }

    /// <summary>The caller hung up before an answer.</summary>
    bool IsAbandoned { get; }

    /// <summary>Marks it as done without an answer.</summary>
    void Abandon();

    /// <summary>For a turn that is abandoned: what to run instead of the answer that the turn gave.</summary>
    Action RefuseInstead(RpcError error);
}
