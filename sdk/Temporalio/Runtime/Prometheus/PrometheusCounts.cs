namespace Temporalio.Runtime.Prometheus;

/// <summary>What a histogram counted.</summary>
internal sealed class PrometheusCounts
{
    /// <summary>Gets or sets how many values were not above each bound.</summary>
    public long[]? Below { get; set; }

    public long Count { get; set; }

    public double Sum { get; set; }
}
