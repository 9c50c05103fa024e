namespace DirectedExecution.DevServer.Engine;

/// <summary>Something is on its way to a limit.</summary>
/// <param name="What">What, as people call it.</param>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="RunId">Its run.</param>
/// <param name="Size">How much it is.</param>
/// <param name="Limit">Where it ends.</param>
internal sealed record LimitWarning(string What, string WorkflowId, string RunId, long Size, long Limit);
