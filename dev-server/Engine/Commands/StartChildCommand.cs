using DirectedExecution.DevServer.Engine.Cron;
using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>Says that a child is to be started; whether that works shows at the end of the turn.</summary>
internal sealed class StartChildCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadStartChildExecutionAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.StartChildWorkflowExecutionCommandAttributes;
        context.CheckOwnNamespace(WorkerStamps.TargetNamespace(wanted));
        Check(context, wanted);
        var parent = context.State.Started;
        var execution = wanted.WorkflowExecutionTimeout.Read();
        var run = Times.Tighter(wanted.WorkflowRunTimeout.Read(), execution);
        var task = wanted.WorkflowTaskTimeout.Read();
        task = task == TimeSpan.Zero
            ? Limits.DefaultWorkflowTaskTimeout
            : Times.Tighter(task, Limits.MaximumWorkflowTaskTimeout);
        var attributes = new StartChildWorkflowExecutionInitiatedEventAttributes
        {
            Namespace = context.NamespaceName,
            NamespaceId = context.State.NamespaceId,
            WorkflowId = wanted.WorkflowId,
            WorkflowType = wanted.WorkflowType,
            TaskQueue = wanted.TaskQueue is { Name.Length: > 0 } queue
                ? new TaskQueue { Name = queue.Name, Kind = TaskQueueKind.Normal }
                : parent.TaskQueue,
            Input = wanted.Input,
            WorkflowExecutionTimeout = wanted.WorkflowExecutionTimeout is null ? null : execution.ToSpan(),
            WorkflowRunTimeout = run.ToSpan(),
            WorkflowTaskTimeout = Times.Tighter(task, run).ToSpan(),
            ParentClosePolicy = wanted.ParentClosePolicy == ParentClosePolicy.Unspecified
                ? ParentClosePolicy.Terminate
                : wanted.ParentClosePolicy,
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            WorkflowIdReusePolicy = wanted.WorkflowIdReusePolicy == WorkflowIdReusePolicy.Unspecified
                ? WorkflowIdReusePolicy.AllowDuplicate
                : wanted.WorkflowIdReusePolicy,
            RetryPolicy = wanted.RetryPolicy is null ? null : RetryRules.Complete(wanted.RetryPolicy),
            CronSchedule = wanted.CronSchedule,
            Header = wanted.Header,
            Memo = wanted.Memo,
            SearchAttributes = Checked(context, wanted.SearchAttributes),
            Priority = wanted.Priority,
        };
        WorkerStamps.CopyInheritBuildId(wanted, attributes);
        var initiated = context.Write(command, new HistoryEvent
        {
            EventType = EventType.StartChildWorkflowExecutionInitiated,
            StartChildWorkflowExecutionInitiatedEventAttributes = attributes,
        });
        context.State.Children[initiated.EventId] = NewState(initiated.EventId, attributes);
        context.AfterCommands.Add(() =>
            context.Core.Children.Start(context.Run, initiated.EventId, attributes, command.UserMetadata));
    }

    public static ChildState NewState(
        long initiatedEventId, StartChildWorkflowExecutionInitiatedEventAttributes attributes) => new()
    {
        InitiatedEventId = initiatedEventId,
        NamespaceId = attributes.NamespaceId,
        WorkflowId = attributes.WorkflowId,
        WorkflowType = attributes.WorkflowType,
        ParentClosePolicy = attributes.ParentClosePolicy,
    };

    private static void Check(CommandContext context, StartChildWorkflowExecutionCommandAttributes wanted)
    {
        CommandContext.CheckId(wanted.WorkflowId, Blame, "WorkflowId");
        CommandContext.CheckId(wanted.WorkflowType?.Name ?? string.Empty, Blame, "WorkflowType");
        CommandContext.CheckSize(wanted.Input, Blame, "StartChildWorkflowExecution input");
        CommandContext.CheckSize(wanted.Memo, Blame, "StartChildWorkflowExecution memo");
        var isNegative = wanted.WorkflowExecutionTimeout.Read() < TimeSpan.Zero ||
            wanted.WorkflowRunTimeout.Read() < TimeSpan.Zero || wanted.WorkflowTaskTimeout.Read() < TimeSpan.Zero;
        if (isNegative)
        {
            throw new CommandRejectedException(Blame, "A timeout of a child workflow is negative.");
        }

        var fault = RetryRules.Fault(wanted.RetryPolicy) ??
            CronRules.Fault(wanted.CronSchedule, context.Core.Now);
        if (fault is not null)
        {
            throw new CommandRejectedException(Blame, fault);
        }

        if (wanted.VersioningOverride is not null)
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.FeatureDisabled,
                "Versioning overrides of children are not supported by the embedded server.");
        }

        CommandContext.CheckPriority(wanted.Priority, Blame);
        if (context.State.Children.Count >= Limits.PendingChildren)
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.PendingChildWorkflowsLimitExceeded,
                $"There are {Limits.PendingChildren} pending child workflows already.");
        }
    }

    private static SearchAttributes? Checked(CommandContext context, SearchAttributes? given)
    {
        if (given is null || given.IndexedFields.Count == 0)
        {
            return null;
        }

        try
        {
            return context.Core.Catalog.CheckSearchAttributes(context.Run.Key.NamespaceId, given);
        }
        catch (RpcError refused)
        {
            throw new CommandRejectedException(WorkflowTaskFailedCause.BadSearchAttributes, refused.Message);
        }
    }
}
