using Temporalio.Client;

namespace Temporalio.Testing;

/// <summary>
/// Options of <see cref="WorkflowEnvironment.StartTimeSkippingAsync"/>. The target host is where the server listens, as
/// <c>ip:port</c>; unset, it is a free port on loopback.
/// </summary>
public class WorkflowEnvironmentStartTimeSkippingOptions : TemporalClientConnectOptions
{
    /// <summary>
    /// Gets or sets the folder for downloads. Default none. Nothing is ever downloaded: refused at the start when set.
    /// </summary>
    public string? DownloadDirectory { get; set; }

    /// <summary>Gets or sets options of the server.</summary>
    public TestServerOptions TestServer { get; set; } = new();

    /// <inheritdoc />
    public override object Clone()
    {
        var copy = (WorkflowEnvironmentStartTimeSkippingOptions)base.Clone();
        copy.TestServer = (TestServerOptions)TestServer.Clone();
        return copy;
    }
}
