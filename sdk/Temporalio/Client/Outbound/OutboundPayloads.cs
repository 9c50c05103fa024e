using Google.Protobuf.Collections;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Converters;

namespace Temporalio.Client.Outbound;

/// <summary>User data on its way into requests and out of answers.</summary>
internal static class OutboundPayloads
{
    /// <summary>The client's converter for data of one workflow.</summary>
    public static DataConverter ConverterFor(this ITemporalClient client, string workflowId) =>
        client.Options.DataConverter.WithSerializationContext(
            new ISerializationContext.Workflow(client.Options.Namespace, workflowId));

    /// <summary>Arguments; none at all are left unset, not sent as an empty list.</summary>
    public static async Task<Payloads?> ToArgumentsAsync(
        this DataConverter converter, IReadOnlyCollection<object?>? values)
    {
        if (values is null or { Count: 0 })
        {
            return null;
        }

        var payloads = new Payloads();
        payloads.Payloads_.AddRange(await converter.ToPayloadsAsync(values));
        return payloads;
    }

    /// <summary>Headers, through the codec but not the converter: interceptors make payloads themselves.</summary>
    public static async Task<Header?> ToHeaderAsync(
        this DataConverter converter, IDictionary<string, Payload>? headers)
    {
        if (headers is null or { Count: 0 })
        {
            return null;
        }

        var header = new Header();
        foreach (var (key, payload) in headers)
        {
            header.Fields[key] = converter.PayloadCodec is { } codec ? await codec.EncodeSingleAsync(payload) : payload;
        }

        return header;
    }

    /// <summary>The one value of a result; <see cref="ValueTuple"/> means that nobody will look at it.</summary>
    public static async Task<T> ToResultAsync<T>(this DataConverter converter, RepeatedField<Payload>? payloads)
    {
        if (typeof(T) == typeof(ValueTuple))
        {
            return default!;
        }

        // Workflows of other SDKs that return nothing leave the result empty.
        if (payloads is null or { Count: 0 } && default(T) is null)
        {
            return default!;
        }

        return await converter.ToSingleValueAsync<T>(payloads ?? []);
    }

    /// <summary>A value, unless it is encoded already.</summary>
    public static Task<Payload> ToPayloadOnceAsync(this DataConverter converter, object? value) =>
        value is IEncodedRawValue encoded ? Task.FromResult(encoded.Payload) : converter.ToPayloadAsync(value);

    /// <summary>A memo; none at all is left unset.</summary>
    public static async Task<Memo?> ToMemoAsync(
        this DataConverter converter, IReadOnlyDictionary<string, object>? values)
    {
        if (values is null or { Count: 0 })
        {
            return null;
        }

        var memo = new Memo();
        foreach (var (key, value) in values)
        {
            memo.Fields[key] = await converter.ToPayloadOnceAsync(value);
        }

        return memo;
    }

    /// <summary>What user interfaces show; nothing at all is left unset.</summary>
    public static async Task<UserMetadata?> ToUserMetadataAsync(
        this DataConverter converter, string? summary, string? details) =>
        summary is null && details is null
            ? null
            : new()
            {
                Summary = summary is null ? null : await converter.ToPayloadAsync(summary),
                Details = details is null ? null : await converter.ToPayloadAsync(details),
            };
}
