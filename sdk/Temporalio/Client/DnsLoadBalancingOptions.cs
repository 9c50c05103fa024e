namespace Temporalio.Client;

/// <summary>How often the addresses of the server's name are looked up again.</summary>
public class DnsLoadBalancingOptions : ICloneable
{
    /// <summary>
    /// Gets or sets the time between two look-ups: connections older than it are replaced. Default 30 s.
    /// </summary>
    public TimeSpan ResolutionInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
