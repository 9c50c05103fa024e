using Temporalio.Converters;

namespace Temporalio.Client.Interceptors;

/// <summary>A report that an activity was cancelled.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Options">Options.</param>
/// <param name="DataConverterOverride">Converter in place of the client's; null for that.</param>
public record ReportCancellationAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityReportCancellationOptions? Options,
    DataConverter? DataConverterOverride = null);
