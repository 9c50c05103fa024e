namespace Temporalio.Testing;

/// <summary>
/// Options of the server behind <see cref="WorkflowEnvironment.StartLocalAsync"/>. The server is part of this process:
/// what concerns an external program is refused when it is set.
/// </summary>
public class DevServerOptions : ICloneable
{
    /// <summary>The value of <see cref="DownloadVersion"/> that means "nothing was asked".</summary>
    internal const string AnyVersion = "default";

    /// <summary>The only <see cref="LogFormat"/>.</summary>
    internal const string PlainFormat = "pretty";

    /// <summary>
    /// Gets or sets the path of a server program. Default none. Not supported: any other value is refused at the start.
    /// </summary>
    public string? ExistingPath { get; set; }

    /// <summary>
    /// Gets or sets the SQLite file that keeps everything over the end of the environment. Default none: in memory.
    /// </summary>
    public string? DatabaseFilename { get; set; }

    /// <summary>
    /// Gets or sets the format of log lines. Default <c>pretty</c>; the server logs to the logger factory of the
    /// options, so any other value is refused at the start.
    /// </summary>
    public string LogFormat { get; set; } = PlainFormat;

    /// <summary>
    /// Gets or sets the least level that the server logs: <c>debug</c>, <c>info</c>, <c>warn</c>, <c>error</c> or
    /// <c>never</c>. Default <c>warn</c>.
    /// </summary>
    public string LogLevel { get; set; } = "warn";

    /// <summary>
    /// Gets or sets the version to download. Default <c>default</c>. Nothing is ever downloaded: any other value is
    /// refused at the start.
    /// </summary>
    public string DownloadVersion { get; set; } = AnyVersion;

    /// <summary>
    /// Gets or sets arguments for a server program. Default none. Not supported: refused at the start when set.
    /// </summary>
    public IReadOnlyCollection<string>? ExtraArgs { get; set; }

    /// <summary>
    /// Gets or sets how long a download is kept. Default none. Not supported: refused at the start when set.
    /// </summary>
    public TimeSpan? DownloadTtl { get; set; }

    /// <summary>Makes a copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
