using Temporalio.Converters;

namespace Temporalio.Client.Interceptors;

/// <summary>A failure of an activity.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Exception">Why.</param>
/// <param name="Options">Options.</param>
/// <param name="DataConverterOverride">Converter in place of the client's; null for that.</param>
public record FailAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    Exception Exception,
    AsyncActivityFailOptions? Options,
    DataConverter? DataConverterOverride = null);
