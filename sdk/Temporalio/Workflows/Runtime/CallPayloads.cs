using System.Reflection;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace Temporalio.Workflows.Runtime;

/// <summary>Values to payloads and back, for calls in both directions.</summary>
internal static class CallPayloads
{
    /// <summary>The arguments of a call, or null when there are none: an empty list is never sent.</summary>
    public static Payloads? PayloadsOf(IPayloadConverter converter, IReadOnlyCollection<object?> values) => values.Count == 0
        ? null
        : new() { Payloads_ = { values.Select(converter.ToPayload) } };

    public static Header? HeaderOf(IDictionary<string, Payload>? headers) => headers is null || headers.Count == 0
        ? null
        : new() { Fields = { headers } };

    public static Memo? MemoOf(IPayloadConverter converter, IReadOnlyDictionary<string, object>? memo) =>
        memo is null || memo.Count == 0
            ? null
            : new() { Fields = { memo.ToDictionary(item => item.Key, item => converter.ToPayload(item.Value)) } };

    /// <summary>A result; nothing is read for a call that wants none.</summary>
    public static TResult ResultOf<TResult>(Payload? result, DataConverter converter) =>
        result is null || typeof(TResult) == typeof(ValueTuple)
            ? default!
            : converter.PayloadConverter.ToValue<TResult>(result);

    /// <summary>The arguments for a method: surplus payloads are ignored, missing ones take the defaults.</summary>
    /// <exception cref="InvalidOperationException">Arguments are missing or cannot be read.</exception>
    public static object?[] ArgsOf(MethodInfo method, IReadOnlyList<Payload> payloads, IPayloadConverter converter, string what)
    {
        var parameters = method.GetParameters();
        var args = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            args[i] = i < payloads.Count
                ? ValueOf(parameters[i], payloads[i], converter, what)
                : DefaultOf(parameters[i], payloads.Count, what);
        }

        return args;
    }

    /// <summary>The arguments for a dynamic handler.</summary>
    public static object?[] DynamicArgsOf(string name, IReadOnlyList<Payload> payloads) => [name, RawArgsOf(payloads)];

    public static IRawValue[] RawArgsOf(IReadOnlyList<Payload> payloads) => [.. payloads.Select(p => new RawValue(p))];

    private static object? ValueOf(ParameterInfo parameter, Payload payload, IPayloadConverter converter, string what)
    {
        try
        {
            return converter.ToValue(payload, parameter.ParameterType);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"{what} had failure decoding parameters: {parameter.Name} of type {parameter.ParameterType}: {e.Message}", e);
        }
    }

    private static object? DefaultOf(ParameterInfo parameter, int given, string what) => parameter.HasDefaultValue
        ? parameter.DefaultValue
        : throw new InvalidOperationException($"{what} given {given} parameter(s) but {parameter.Name} is required by the signature");
}
