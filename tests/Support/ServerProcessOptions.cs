using System.Globalization;

namespace Tests.Support;

/// <summary>How a server is started: both take the same flags.</summary>
public sealed record ServerProcessOptions
{
    /// <summary>Gets the port; 0 for a free one. Name it to restart a server at the same address.</summary>
    public int Port { get; init; }

    /// <summary>Gets the port of the HTTP API; null without one.</summary>
    public int? HttpPort { get; init; }

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

    /// <summary>The command line after the program.</summary>
    /// <param name="port">The port to name.</param>
    internal IEnumerable<string> Arguments(int port) =>
    [
        "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--log-level", "error",
        "--port", port.ToString(CultureInfo.InvariantCulture),
        .. HttpPort is { } http ? new[] { "--http-port", http.ToString(CultureInfo.InvariantCulture) } : [],
        .. DatabaseFile is { } file ? new[] { "--db-filename", file } : [],
        .. Each("--namespace", Namespaces),
        .. Each("--search-attribute", SearchAttributes),
        .. Each("--dynamic-config-value", DynamicConfig),
        .. ExtraArguments,
    ];

    private static IEnumerable<string> Each(string flag, IEnumerable<string> values) =>
        values.SelectMany(value => new[] { flag, value });
}
