using Temporalio.Activities;
using Temporalio.Api.Common.V1;

namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="ActivityInboundInterceptor.ExecuteActivityAsync"/>.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Args">Its decoded arguments.</param>
/// <param name="Headers">Headers of the task; the codec has decoded them, no converter has.</param>
public record ExecuteActivityInput(
    ActivityDefinition Activity, object?[] Args, IReadOnlyDictionary<string, Payload>? Headers);
