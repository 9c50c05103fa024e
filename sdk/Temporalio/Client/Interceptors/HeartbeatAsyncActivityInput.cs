using Temporalio.Converters;

namespace Temporalio.Client.Interceptors;

/// <summary>A heartbeat.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Options">Options.</param>
/// <param name="DataConverterOverride">Converter in place of the client's; null for that.</param>
public record HeartbeatAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityHeartbeatOptions? Options,
    DataConverter? DataConverterOverride = null);
