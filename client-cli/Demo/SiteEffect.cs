namespace DirectedExecution.Cli.Demo;

/// <summary>What the incident's service counted: a kind of effect, the key under which it came, how often.</summary>
internal sealed record SiteEffect(string Kind, string Key, long Count);
