namespace DirectedExecution.Cli.Rendering;

/// <summary>Server and worker that have started.</summary>
internal sealed record DevView(ServerView Server, WorkerView Worker);
