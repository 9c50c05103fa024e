using System.Net;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Visibility;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// How the embedded server is started. The names follow the flags of the official <c>server start-dev</c>.
/// </summary>
public sealed record DevServerOptions
{
    /// <summary>The namespace that always exists.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>
    /// Address to listen on. Default loopback: without TLS and keys anybody who reaches it may do anything.
    /// </summary>
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 takes a free one (see <see cref="DevServer.Address"/>). Default 7233.</summary>
    public int Port { get; init; } = 7233;

    /// <summary>
    /// TCP port of the HTTP API, on the same address; 0 takes a free one (see <see cref="DevServer.HttpAddress"/>),
    /// null leaves the API out. Default null.
    /// </summary>
    public int? HttpPort { get; init; }

    /// <summary>
    /// The SQLite file that holds everything; null keeps all in memory, lost at the end. Default null.
    /// </summary>
    public string? DbFilename { get; init; }

    /// <summary>
    /// How far an acknowledged write has gone. Default <see cref="Durability.PowerLoss"/>. Without meaning in memory.
    /// </summary>
    public Durability Durability { get; init; } = Durability.PowerLoss;

    /// <summary>Namespaces to create beside <see cref="DefaultNamespace"/> when they do not exist.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>
    /// Search attributes by name, to be registered in every namespace named here: Text, Keyword, Int, Double, Bool,
    /// Datetime, KeywordList.
    /// </summary>
    public IReadOnlyDictionary<string, string> SearchAttributes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether time may be skipped, for tests; then the test service answers, and closed runs are kept without end.
    /// Only in memory. Default <see cref="TimeSkippingMode.Off"/>.
    /// </summary>
    public TimeSkippingMode TimeSkipping { get; init; }

    /// <summary>PEM file with the server's certificate; null for clear text. Default null.</summary>
    public string? TlsCertFile { get; init; }

    /// <summary>PEM file with the private key of <see cref="TlsCertFile"/>. Default null.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>
    /// PEM file with the roots whose certificates clients must show (mutual TLS); null when they need none. Default
    /// null.
    /// </summary>
    public string? TlsClientCaFile { get; init; }

    /// <summary>
    /// File with the keys of which callers must show one as <c>authorization: Bearer KEY</c>, one a line; empty lines
    /// and lines that begin with # are left out. Null lets everybody in. Default null.
    /// </summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>
    /// From how many events on a run is told that it should continue as new. At least 1. Default 4096, as officially.
    /// </summary>
    public int SuggestContinueAsNewEvents { get; init; } = EngineOptions.UsualSuggestContinueAsNewEvents;

    /// <summary>The same in bytes of history. Default 4 MiB, as officially.</summary>
    public int SuggestContinueAsNewBytes { get; init; } = EngineOptions.UsualSuggestContinueAsNewBytes;

    /// <summary>The least level that the process logs. Default warning.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Checks everything that can be checked without touching disk or network.</summary>
    /// <exception cref="DevServerException">One sentence that names the option and its value.</exception>
    public void Validate()
    {
        if (!IPAddress.TryParse(Ip, out _))
        {
            throw new DevServerException($"--ip: '{Ip}' is not an IP address.");
        }

        if (Port is < 0 or > ushort.MaxValue)
        {
            throw new DevServerException($"--port: {Port} is not between 0 and 65535.");
        }

        if (HttpPort is < 0 or > ushort.MaxValue)
        {
            throw new DevServerException($"--http-port: {HttpPort} is not between 0 and 65535.");
        }

        if (DbFilename is not null && string.IsNullOrWhiteSpace(DbFilename))
        {
            throw new DevServerException("--db-filename: the file name is empty.");
        }

        if (DbFilename is not null && TimeSkipping != TimeSkippingMode.Off)
        {
            throw new DevServerException(
                "--time-skipping: skipped time cannot be kept in a database file; leave out --db-filename.");
        }

        if (SuggestContinueAsNewEvents < 1 || SuggestContinueAsNewBytes < 1)
        {
            throw new DevServerException("--dynamic-config-value: a limit of histories is not a positive number.");
        }

        _ = TlsFiles.Of(this);
        var unusable = Namespaces.Where(
            name => string.IsNullOrWhiteSpace(name) || name == SystemNames.SystemNamespace);
        foreach (var name in unusable)
        {
            throw new DevServerException($"--namespace: '{name}' cannot be the name of a namespace.");
        }

        foreach (var (name, type) in SearchAttributes)
        {
            if (SearchAttributeTypes.Parse(type) is null)
            {
                throw new DevServerException(
                    $"--search-attribute: '{name}={type}' has an unknown type; " +
                    $"known are {SearchAttributeTypes.AllNames}.");
            }

            if (string.IsNullOrWhiteSpace(name) || SystemSearchAttributes.IsReserved(name))
            {
                throw new DevServerException($"--search-attribute: '{name}' is reserved or empty.");
            }
        }
    }
}
