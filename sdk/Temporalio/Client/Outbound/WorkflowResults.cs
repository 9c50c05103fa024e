using System.Runtime.CompilerServices;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Client.Outbound;

/// <summary>The end of a workflow, run after run, and its events.</summary>
internal static class WorkflowResults
{
    public static async Task<TResult> WaitAsync<TResult>(WorkflowHandle handle, bool followRuns, RpcOptions? rpcOptions)
    {
        var converter = handle.Client.ConverterFor(handle.Id);
        var runId = handle.ResultRunId;
        while (true)
        {
            var close = await WaitForCloseAsync(handle, runId, rpcOptions);
            var next = NextRunOf(close);
            if (followRuns && next is not null)
            {
                runId = next;
                continue;
            }

            return close.EventType == EventType.WorkflowExecutionCompleted
                ? await converter.ToResultAsync<TResult>(
                    close.WorkflowExecutionCompletedEventAttributes.Result?.Payloads_)
                : throw await ToExceptionAsync(close, converter);
        }
    }

    public static IAsyncEnumerable<HistoryEvent> FetchEventsAsync(
        WorkflowHandle handle, WorkflowHistoryEventFetchOptions? options) => FetchEventsAsync(handle, options, default);

    private static async Task<HistoryEvent> WaitForCloseAsync(
        WorkflowHandle handle, string? runId, RpcOptions? rpcOptions)
    {
        byte[]? token = null;
        do
        {
            var page = await handle.Client.OutboundInterceptor.FetchWorkflowHistoryEventPageAsync(new(
                handle.Id, runId, null, token, true, HistoryEventFilterType.CloseEvent, true, rpcOptions));
            if (page.Events.Count > 0)
            {
                return page.Events.Last();
            }

            // The wait of one call is over, not that of the workflow.
            token = page.NextPageToken;
        }
        while (token is not null);
        throw new InvalidOperationException(
            $"The server ended the history of workflow {handle.Id} without the event that closes it");
    }

    private static string? NextRunOf(HistoryEvent close)
    {
        var next = close.AttributesCase switch
        {
            HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
                close.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes =>
                close.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes =>
                close.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
            HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes =>
                close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId,
            _ => string.Empty,
        };
        return next.Length == 0 ? null : next;
    }

    private static async Task<Exception> ToExceptionAsync(HistoryEvent close, DataConverter converter)
    {
        switch (close.AttributesCase)
        {
            case HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes:
                var failure = close.WorkflowExecutionFailedEventAttributes.Failure;
                return new WorkflowFailedException(await converter.ToExceptionAsync(failure));

            case HistoryEvent.AttributesOneofCase.WorkflowExecutionCanceledEventAttributes:
                var canceled = new Api.Failure.V1.Failure
                {
                    Message = "Workflow canceled",
                    CanceledFailureInfo = new() { Details = close.WorkflowExecutionCanceledEventAttributes.Details },
                };
                return new WorkflowFailedException(await converter.ToExceptionAsync(canceled));

            case HistoryEvent.AttributesOneofCase.WorkflowExecutionTerminatedEventAttributes:
                return new WorkflowFailedException(
                    await ToTerminatedAsync(close.WorkflowExecutionTerminatedEventAttributes, converter));

            case HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes:
                var timedOut = new Api.Failure.V1.Failure
                {
                    Message = "Workflow timed out",
                    TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose },
                };
                return new WorkflowFailedException(await converter.ToExceptionAsync(timedOut));

            case HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes:
                return new WorkflowContinuedAsNewException(
                    close.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId);

            default:
                return new InvalidOperationException($"Event {close.EventType} does not close a workflow");
        }
    }

    private static async Task<TerminatedFailureException> ToTerminatedAsync(
        WorkflowExecutionTerminatedEventAttributes terminated, DataConverter converter)
    {
        var failure = new Api.Failure.V1.Failure
        {
            Message = terminated.Reason.Length > 0 ? terminated.Reason : "Workflow execution terminated",
            TerminatedFailureInfo = new() { Identity = terminated.Identity },
        };
        IReadOnlyCollection<Payload>? details = terminated.Details?.Payloads_;
        if (details is not null && converter.PayloadCodec is { } codec)
        {
            details = await codec.DecodeAsync(details);
        }

        return new(failure, null, new InboundFailureDetails(converter.PayloadConverter, details));
    }

    private static async IAsyncEnumerable<HistoryEvent> FetchEventsAsync(
        WorkflowHandle handle,
        WorkflowHistoryEventFetchOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options ??= new();
        var (rpc, linked) = TemporalClient.DefaultRetryOptions(options.Rpc).WithAdditionalCancellationToken(
            cancellationToken.CanBeCanceled ? cancellationToken : null);
        using (linked)
        {
            byte[]? token = null;
            do
            {
                var input = new FetchWorkflowHistoryEventPageInput(
                    handle.Id,
                    handle.RunId,
                    null,
                    token,
                    options.WaitNewEvent,
                    options.EventFilterType,
                    options.SkipArchival,
                    rpc);
                var page = await handle.Client.OutboundInterceptor.FetchWorkflowHistoryEventPageAsync(input);
                foreach (var historyEvent in page.Events)
                {
                    yield return historyEvent;
                }

                token = page.NextPageToken;
            }
            while (token is not null);
        }
    }
}
