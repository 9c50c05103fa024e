namespace Tests.Support;

/// <summary>How a reference server is started.</summary>
public sealed record RealServerOptions
{
    /// <summary>Gets the port; 0 for a free one. Name it to restart a server at the same address.</summary>
    public int Port { get; init; }

    /// <summary>Gets the SQLite file that keeps everything over a restart; null for memory.</summary>
    public string? DatabaseFile { get; init; }

    /// <summary>Gets further namespaces beside "default".</summary>
    public IReadOnlyCollection<string> Namespaces { get; init; } = [];

    /// <summary>Gets search attributes as <c>Name=Type</c>, with types as the CLI names them.</summary>
    public IReadOnlyCollection<string> SearchAttributes { get; init; } = [];

    /// <summary>Gets server settings as <c>key=JSON</c>.</summary>
    public IReadOnlyCollection<string> DynamicConfig { get; init; } = [];

    /// <summary>Gets anything else for the command line.</summary>
    public IReadOnlyCollection<string> ExtraArguments { get; init; } = [];
}
