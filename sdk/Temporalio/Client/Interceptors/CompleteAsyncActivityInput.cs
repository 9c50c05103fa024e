using Temporalio.Converters;

namespace Temporalio.Client.Interceptors;

/// <summary>A completion of an activity.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Result">Result.</param>
/// <param name="Options">Options.</param>
/// <param name="DataConverterOverride">Converter in place of the client's; null for that.</param>
public record CompleteAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    object? Result,
    AsyncActivityCompleteOptions? Options,
    DataConverter? DataConverterOverride = null);
