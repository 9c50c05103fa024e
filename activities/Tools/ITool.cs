namespace DirectedExecution.Activities.Tools;

/// <summary>
/// One way of acting on an outside system, and of reading it. A tool never throws for what the world does: it says
/// Executed, Failed or Unknown, in bounded time and with bounded output.
/// </summary>
public interface ITool
{
    /// <summary>The name that procedures call it by.</summary>
    string Kind { get; }

    /// <summary>
    /// Runs one call. Throws <see cref="ToolRefusalException"/> while it is certain that nothing was done.
    /// </summary>
    ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken);
}
