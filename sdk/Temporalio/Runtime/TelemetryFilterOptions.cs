namespace Temporalio.Runtime;

/// <summary>Which of the SDK's own logs are forwarded.</summary>
public class TelemetryFilterOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="TelemetryFilterOptions"/> class.</summary>
    /// <param name="filterString">Filter as text.</param>
    public TelemetryFilterOptions(string filterString) => FilterString = filterString;

    /// <summary>Initializes a new instance of the <see cref="TelemetryFilterOptions"/> class.</summary>
    /// <param name="core">Level of the core.</param>
    /// <param name="other">Level of everything else.</param>
    public TelemetryFilterOptions(Level core = Level.Warn, Level other = Level.Error)
    {
        static string Name(Level level) => level.ToString().ToUpperInvariant();
        FilterString = $"{Name(other)},temporalio_sdk_core={Name(core)},temporalio_client={Name(core)}," +
            $"temporalio_sdk={Name(core)}";
    }

    /// <summary>How grave an entry is.</summary>
    public enum Level
    {
        /// <summary>Finest.</summary>
        Trace,

        /// <summary>For finding faults.</summary>
        Debug,

        /// <summary>What happens.</summary>
        Info,

        /// <summary>What may be wrong.</summary>
        Warn,

        /// <summary>What is wrong.</summary>
        Error,
    }

    /// <summary>Gets or sets the filter as text.</summary>
    public string FilterString { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
