using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>A start of an activity without a workflow.</summary>
/// <param name="Activity">Activity type.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Options">Options.</param>
/// <param name="Headers">Headers.</param>
public record StartActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    StartActivityOptions Options,
    IDictionary<string, Payload>? Headers);
