using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>Runs the code of one attempt of an activity of either kind, and says how it ended.</summary>
internal sealed class ActivityInvoker
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly Dictionary<string, ActivityDefinition> activities;
    private readonly ActivityDefinition? dynamicActivity;

    public ActivityInvoker(WorkerSetup setup, ILogger logger)
    {
        this.setup = setup;
        this.logger = logger;
        activities = setup.Options.Activities.Where(a => a.Name != null)
            .ToDictionary(a => a.Name!, StringComparer.Ordinal);
        dynamicActivity = setup.Options.Activities.SingleOrDefault(a => a.Dynamic);
    }

    /// <summary>The activity of a type; null if there is none.</summary>
    public ActivityDefinition? Find(string type) => activities.GetValueOrDefault(type) ?? dynamicActivity;

    /// <summary>Why an activity of this type cannot be carried out here.</summary>
    public string NotRegistered(string type) => activities.Count == 0
        ? $"Activity {type} is not registered on this worker, no available activities."
        : $"Activity {type} is not registered on this worker, available activities: " +
            string.Join(", ", activities.Keys.Order(StringComparer.Ordinal));

    /// <summary>Runs an attempt to its end, where the options want activities to run. Does not throw.</summary>
    /// <param name="context">Context of the attempt.</param>
    /// <param name="input">Arguments, encoded.</param>
    /// <param name="header">Headers, encoded.</param>
    /// <param name="heartbeat">Where heartbeats go.</param>
    /// <param name="heartbeatFailure">Why the details of a heartbeat could not be converted, if so.</param>
    public Task<ActivityOutcome> RunAsync(
        ActivityExecutionContext context,
        Payloads? input,
        Header? header,
        Action<object?[]> heartbeat,
        Func<Exception?> heartbeatFailure)
    {
        var factory = setup.Options.ActivityTaskFactory;
        return factory.StartNew(
            () => ExecuteAsync(context, input, header, heartbeat, heartbeatFailure),
            CancellationToken.None,
            factory.CreationOptions,
            factory.Scheduler ?? TaskScheduler.Default).Unwrap();
    }

    /// <summary>An exception as a failure, even when the converter is what fails.</summary>
    public async Task<Failure> ToFailureAsync(ActivityInfo info, Exception exception)
    {
        try
        {
            return await info.DataConverter.ToFailureAsync(exception).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WorkerLog.FailureNotConverted(logger, info.ActivityType, e);
            return new()
            {
                Message = $"Failed building completion: {exception.GetType().Name} could not be converted: {e.Message}",
                ApplicationFailureInfo = new() { Type = e.GetType().Name },
            };
        }
    }

    /// <summary>Logs that an attempt failed.</summary>
    /// <returns>Whether it counts as a failure: benign ones do not.</returns>
    public bool NoteFailure(ActivityInfo info, Exception exception)
    {
        var benign = exception is ApplicationFailureException { Category: ApplicationErrorCategory.Benign };
        WorkerLog.ActivityFails(
            logger,
            benign ? LogLevel.Debug : LogLevel.Warning,
            info.ActivityType,
            info.ActivityId,
            info.Attempt,
            exception);
        return !benign;
    }

    private async Task<ActivityOutcome> ExecuteAsync(
        ActivityExecutionContext context,
        Payloads? input,
        Header? header,
        Action<object?[]> heartbeat,
        Func<Exception?> heartbeatFailure)
    {
        var info = context.Info;
        ActivityExecutionContext.SetCurrent(context);
        using var scope = context.Logger.BeginScope(info.LoggerScope);
        try
        {
            var definition = Find(info.ActivityType) ??
                throw new ApplicationFailureException(NotRegistered(info.ActivityType), errorType: "NotFoundError");
            var args = await ActivityArguments.DecodeAsync(
                definition, input?.Payloads_ ?? [], info.DataConverter).ConfigureAwait(false);
            var headers = await ActivityArguments.DecodeHeadersAsync(header, info.DataConverter).ConfigureAwait(false);
            var inbound = ActivityCallChain.Build(setup.Interceptors, context, heartbeat);
            var result = await inbound.ExecuteActivityAsync(new(definition, args, headers)).ConfigureAwait(false);
            return ActivityOutcomes.Returned(result, context.CancelReason);
        }
        catch (Exception e)
        {
            return ActivityOutcomes.Threw(e, context.CancelReason, heartbeatFailure());
        }
    }
}
