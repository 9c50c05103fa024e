namespace Temporalio.Converters;

/// <summary>Options of <see cref="DefaultFailureConverter"/>.</summary>
public class DefaultFailureConverterOptions : ICloneable
{
    /// <summary>
    /// Gets or sets a value indicating whether message and stack trace travel as a payload, so that the codec covers them.
    /// Default false.
    /// </summary>
    public bool EncodeCommonAttributes { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
