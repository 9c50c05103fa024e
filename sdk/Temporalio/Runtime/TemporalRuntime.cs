namespace Temporalio.Runtime;

/// <summary>What connections share. Source compatibility: this SDK has no native runtime to configure.</summary>
public sealed class TemporalRuntime
{
    /// <summary>What the names begin with that belong to Temporal; dynamic handlers never see them.</summary>
    internal const string ReservedNamePrefix = "__temporal";

    /// <summary>Initializes a new instance of the <see cref="TemporalRuntime"/> class.</summary>
    /// <param name="options">Options.</param>
    public TemporalRuntime(TemporalRuntimeOptions options) => Options = (TemporalRuntimeOptions)options.Clone();

    /// <summary>Gets the runtime of connections that name none.</summary>
    public static TemporalRuntime Default { get; } = new(new());

    /// <summary>Gets the options.</summary>
    internal TemporalRuntimeOptions Options { get; }
}
