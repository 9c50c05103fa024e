namespace Temporalio.Testing;

/// <summary>
/// Options of the server behind <see cref="WorkflowEnvironment.StartTimeSkippingAsync"/>. The server is part of this
/// process: what concerns an external program is refused when it is set.
/// </summary>
public class TestServerOptions : ICloneable
{
    /// <summary>
    /// Gets or sets the path of a server program. Default none. Not supported: any other value is refused at the start.
    /// </summary>
    public string? ExistingPath { get; set; }

    /// <summary>
    /// Gets or sets the version to download. Default <c>default</c>. Nothing is ever downloaded: any other value is
    /// refused at the start.
    /// </summary>
    public string DownloadVersion { get; set; } = DevServerOptions.AnyVersion;

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
