using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>From the payloads of a task to the arguments of the method.</summary>
internal static class ActivityArguments
{
    /// <summary>
    /// Decodes the arguments. Payloads beyond the parameters are ignored, so that a caller may be newer than the worker.
    /// </summary>
    /// <exception cref="ApplicationFailureException">There are too few, or one cannot be decoded.</exception>
    public static async Task<object?[]> DecodeAsync(
        ActivityDefinition activity, IReadOnlyCollection<Payload> input, DataConverter converter)
    {
        if (input.Count < activity.RequiredParameterCount && !activity.Dynamic)
        {
            throw new ApplicationFailureException(
                $"Activity {activity.Name} given {input.Count} parameter(s) but more than that are " +
                $"required by the signature: {activity.RequiredParameterCount}");
        }
        try
        {
            var payloads = converter.PayloadCodec is { } codec
                ? await codec.DecodeAsync(input).ConfigureAwait(false)
                : input;
            if (activity.Dynamic)
            {
                return [payloads.Select(p => (IRawValue)new RawValue(p)).ToArray()];
            }
            return [.. payloads.Zip(activity.ParameterTypes, converter.PayloadConverter.ToValue)];
        }
        catch (Exception e) when (e is not ApplicationFailureException)
        {
            throw new ApplicationFailureException("Failed decoding parameters", e);
        }
    }

    /// <summary>Decodes the headers. No converter: interceptors read the payloads themselves.</summary>
    /// <exception cref="ApplicationFailureException">One cannot be decoded.</exception>
    public static async Task<IReadOnlyDictionary<string, Payload>?> DecodeHeadersAsync(Header? header, DataConverter converter)
    {
        if (header is null || converter.PayloadCodec is not { } codec)
        {
            return header?.Fields;
        }
        try
        {
            var decoded = new Dictionary<string, Payload>(header.Fields.Count);
            foreach (var (key, payload) in header.Fields)
            {
                decoded.Add(key, await codec.DecodeSingleAsync(payload).ConfigureAwait(false));
            }
            return decoded;
        }
        catch (Exception e)
        {
            throw new ApplicationFailureException("Failed decoding headers", e);
        }
    }
}
