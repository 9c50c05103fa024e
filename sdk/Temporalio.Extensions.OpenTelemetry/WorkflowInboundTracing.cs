using System.Diagnostics;
using OpenTelemetry;
using Temporalio.Api.Common.V1;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Spans of workflow code. Awaits stay on the workflow's scheduler.</summary>
internal sealed class WorkflowInboundTracing(TracingInterceptor root, WorkflowInboundInterceptor next)
    : WorkflowInboundInterceptor(next)
{
    private static ActivitySource Source => TracingInterceptor.WorkflowsSource;

    public override void Init(WorkflowOutboundInterceptor outbound) =>
        base.Init(new WorkflowOutboundTracing(root, outbound));

    public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
    {
        using var remote = new RemoteParent(root);
        using var span = Source.TrackWorkflowDiagnosticActivity(
            $"RunWorkflow:{Workflow.Info.WorkflowType}",
            ActivityKind.Server,
            root.InWorkflowTags(),
            inheritParentTags: false);
        try
        {
            var result = await base.ExecuteWorkflowAsync(input);
            Source.TrackWorkflowDiagnosticActivity($"CompleteWorkflow:{Workflow.Info.WorkflowType}").Dispose();
            return result;
        }
        catch (Exception e)
        {
            RecordEnd(e);
            throw;
        }
    }

    public override async Task HandleSignalAsync(HandleSignalInput input)
    {
        using var remote = new RemoteParent(root);
        using var span = Track($"HandleSignal:{input.Signal}", input.Headers);
        try
        {
            await base.HandleSignalAsync(input);
        }
        catch (Exception e)
        {
            RecordEnd(e);
            throw;
        }
    }

    public override object? HandleQuery(HandleQueryInput input)
    {
        using var remote = new RemoteParent(root);
        using var span = Track($"HandleQuery:{input.Query}", input.Headers, evenOnReplay: true);
        try
        {
            return base.HandleQuery(input);
        }
        catch (Exception e)
        {
            SpanErrors.Record(span.Activity, e);
            throw;
        }
    }

    public override void ValidateUpdate(HandleUpdateInput input)
    {
        using var remote = new RemoteParent(root);
        using var span = Track($"ValidateUpdate:{input.Update}", input.Headers);
        try
        {
            base.ValidateUpdate(input);
        }
        catch (Exception e)
        {
            SpanErrors.Record(span.Activity, e);
            throw;
        }
    }

    public override async Task<object?> HandleUpdateAsync(HandleUpdateInput input)
    {
        using var remote = new RemoteParent(root);
        using var span = Track($"HandleUpdate:{input.Update}", input.Headers);
        try
        {
            return await base.HandleUpdateAsync(input);
        }
        catch (Exception e)
        {
            RecordFailure(e, $"{(IsFailure(e) ? "CompleteUpdate" : "WorkflowTaskFailure")}:{input.Update}");
            throw;
        }
    }

    private static bool IsFailure(Exception e) => e is FailureException or OperationCanceledException;

    // A span of its own: that of the run method may have ended in another process.
    private static void RecordEnd(Exception e)
    {
        if (e is not ContinueAsNewException)
        {
            RecordFailure(
                e, $"{(IsFailure(e) ? "CompleteWorkflow" : "WorkflowTaskFailure")}:{Workflow.Info.WorkflowType}");
        }
    }

    private static void RecordFailure(Exception e, string name) => Source
        .TrackWorkflowDiagnosticActivity(name, updateActivity: activity => SpanErrors.Record(activity, e))
        .Dispose();

    private WorkflowDiagnosticActivity Track(
        string name, IReadOnlyDictionary<string, Payload>? headers, bool evenOnReplay = false) =>
        Source.TrackWorkflowDiagnosticActivity(
            name,
            ActivityKind.Server,
            root.InWorkflowTags(),
            root.Extract(headers) is { } context ? [new ActivityLink(context.ActivityContext)] : null,
            evenOnReplay,
            inheritParentTags: false);

    /// <summary>The trace that started the workflow, as long as a handler runs.</summary>
    private sealed class RemoteParent : IDisposable
    {
        private readonly Baggage before = Baggage.Current;
        private readonly WorkflowDiagnosticActivity? attached;

        public RemoteParent(TracingInterceptor root)
        {
            if (root.Extract(Workflow.Info.Headers) is { } context)
            {
                Baggage.Current = context.Baggage;
                attached = WorkflowDiagnosticActivity.AttachFromContext(context.ActivityContext);
            }
        }

        public void Dispose()
        {
            attached?.Dispose();
            Baggage.Current = before;
        }
    }
}
