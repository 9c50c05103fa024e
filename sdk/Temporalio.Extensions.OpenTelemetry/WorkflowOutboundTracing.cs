using System.Diagnostics;
using OpenTelemetry;
using Temporalio.Api.Common.V1;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Spans of what workflow code asks for.</summary>
internal sealed class WorkflowOutboundTracing(TracingInterceptor root, WorkflowOutboundInterceptor next)
    : WorkflowOutboundInterceptor(next)
{
    public override ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) =>
        base.CreateContinueAsNewException(input with { Headers = WithContext(input.Headers) });

    public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        base.ScheduleActivityAsync<TResult>(
            input with { Headers = Track(input.Headers, $"StartActivity:{input.Activity}") });

    public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        base.ScheduleLocalActivityAsync<TResult>(
            input with { Headers = Track(input.Headers, $"StartActivity:{input.Activity}") });

    public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) =>
        base.SignalChildWorkflowAsync(
            input with { Headers = Track(input.Headers, $"SignalChildWorkflow:{input.Signal}") });

    public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
        base.SignalExternalWorkflowAsync(
            input with { Headers = Track(input.Headers, $"SignalExternalWorkflow:{input.Signal}") });

    public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) =>
        base.StartChildWorkflowAsync<TWorkflow, TResult>(
            input with { Headers = Track(input.Headers, $"StartChildWorkflow:{input.Workflow}") });

    private IDictionary<string, Payload> Track(IDictionary<string, Payload>? headers, string name)
    {
        using (TracingInterceptor.WorkflowsSource.TrackWorkflowDiagnosticActivity(name, ActivityKind.Client))
        {
            return WithContext(headers);
        }
    }

    private IDictionary<string, Payload> WithContext(IDictionary<string, Payload>? headers) =>
        root.Inject(headers, new(WorkflowDiagnosticActivity.Current?.Context ?? default, Baggage.Current));
}
