namespace Temporalio.Converters;

/// <summary>All conversion of user data: values to payloads, exceptions to failures, and an optional codec around both.</summary>
/// <param name="PayloadConverter">Values.</param>
/// <param name="FailureConverter">Exceptions.</param>
/// <param name="PayloadCodec">Codec; default none.</param>
public record DataConverter(
    IPayloadConverter PayloadConverter,
    IFailureConverter FailureConverter,
    IPayloadCodec? PayloadCodec = null) : IWithSerializationContext<DataConverter>
{
    /// <summary>Gets the default: JSON, plain failures, no codec.</summary>
    public static DataConverter Default { get; } = new(new DefaultPayloadConverter(), new DefaultFailureConverter());

    /// <inheritdoc />
    public DataConverter WithSerializationContext(ISerializationContext context)
    {
        var payloads = Adapt(PayloadConverter, context);
        var failures = Adapt(FailureConverter, context);
        var codec = PayloadCodec is null ? null : Adapt(PayloadCodec, context);
        return ReferenceEquals(payloads, PayloadConverter) && ReferenceEquals(failures, FailureConverter) &&
            ReferenceEquals(codec, PayloadCodec)
            ? this
            : this with { PayloadConverter = payloads, FailureConverter = failures, PayloadCodec = codec };
    }

    private static T Adapt<T>(T part, ISerializationContext context) =>
        part is IWithSerializationContext<T> aware ? aware.WithSerializationContext(context) : part;
}
