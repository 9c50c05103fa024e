using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>One piece of work for the serial loop, and how its caller hears of the outcome.</summary>
internal interface ITurn
{
    /// <summary>Does the work on the loop. What it throws becomes the refusal.</summary>
    void Run(DateTimeOffset now);

    /// <summary>
    /// After the commit: the caller may have the reply now (a waiting call gets it later, by its ticket).
    /// </summary>
    void Deliver();

    /// <summary>The caller gets a refusal instead; also after the commit.</summary>
    void Refuse(RpcError error);
}
