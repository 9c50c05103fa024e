namespace DirectedExecution.Cli.Demo;

/// <summary>What the incident's service says of itself.</summary>
internal sealed record SiteHealth(
    string Status, string Worker, string Intake, string OrderPipeline, long QueueDepth, long Boot);
