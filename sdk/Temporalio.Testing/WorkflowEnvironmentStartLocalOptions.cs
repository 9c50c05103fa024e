using System.Diagnostics.CodeAnalysis;
using Temporalio.Client;
using Temporalio.Common;

namespace Temporalio.Testing;

/// <summary>
/// Options of <see cref="WorkflowEnvironment.StartLocalAsync"/>. The target host is where the server listens, as
/// <c>ip:port</c>; unset, it is a free port on loopback.
/// </summary>
public class WorkflowEnvironmentStartLocalOptions : TemporalClientConnectOptions
{
    /// <summary>
    /// Gets or sets the folder for downloads. Default none. Nothing is ever downloaded: refused at the start when set.
    /// </summary>
    public string? DownloadDirectory { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether to serve the Web UI. Default false. Not supported: refused at the start
    /// when set.
    /// </summary>
    [SuppressMessage("Naming", "CA1709", Justification = "The official name.")]
    public bool UI { get; set; }

    /// <summary>Gets or sets the port of the Web UI. Default 0. Not supported: refused at the start when set.</summary>
    [SuppressMessage("Naming", "CA1709", Justification = "The official name.")]
    public int UIPort { get; set; }

    /// <summary>Gets or sets search attributes that the namespace is to have. Default none.</summary>
    public IReadOnlyCollection<SearchAttributeKey>? SearchAttributes { get; set; }

    /// <summary>Gets or sets options of the server.</summary>
    public DevServerOptions DevServerOptions { get; set; } = new();

    /// <inheritdoc />
    public override object Clone()
    {
        var copy = (WorkflowEnvironmentStartLocalOptions)base.Clone();
        copy.DevServerOptions = (DevServerOptions)DevServerOptions.Clone();
        return copy;
    }
}
