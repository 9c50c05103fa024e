namespace Temporalio.Runtime;

/// <summary>What connections share. Source compatibility: this SDK has no native runtime to configure.</summary>
public sealed class TemporalRuntime
{
    /// <summary>Initializes a new instance of the <see cref="TemporalRuntime"/> class.</summary>
    /// <param name="options">Options.</param>
    public TemporalRuntime(TemporalRuntimeOptions options) => Options = (TemporalRuntimeOptions)options.Clone();

    /// <summary>Gets the runtime of connections that name none.</summary>
    public static TemporalRuntime Default { get; } = new(new());

    /// <summary>Gets the options.</summary>
    internal TemporalRuntimeOptions Options { get; }
}
