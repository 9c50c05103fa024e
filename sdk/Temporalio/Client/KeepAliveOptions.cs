namespace Temporalio.Client;

/// <summary>HTTP/2 pings that notice a dead connection.</summary>
public class KeepAliveOptions : ICloneable
{
    /// <summary>Gets or sets the time between pings. Default 30 seconds; servers refuse less than 10.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long an answer may take. Default 15 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
