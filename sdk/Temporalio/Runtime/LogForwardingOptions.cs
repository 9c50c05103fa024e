using Microsoft.Extensions.Logging;

namespace Temporalio.Runtime;

/// <summary>
/// Where the SDK's own logs go, those of connections and workers, in place of the client's logger factory. What
/// workflow and activity code logs is not concerned.
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

    /// <summary>Gets or sets the logger. Required.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Gets or sets a value indicating include fields. Without effect: messages name their values.</summary>
    public bool IncludeFields { get; set; } = true;

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
