using Microsoft.Extensions.Logging;

namespace Temporalio.Runtime;

/// <summary>
/// Options of forwarding the native core's logs; here everything is logged to the client's logger factory.
/// </summary>
public class LogForwardingOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="LogForwardingOptions"/> class.</summary>
    public LogForwardingOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LogForwardingOptions"/> class.</summary>
    /// <param name="logger">Logger.</param>
    public LogForwardingOptions(ILogger logger) => Logger = logger;

    /// <summary>Gets or sets the logger.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Gets or sets a value indicating include fields.</summary>
    public bool IncludeFields { get; set; } = true;

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
