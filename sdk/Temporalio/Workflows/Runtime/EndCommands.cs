using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Replay;

namespace Temporalio.Workflows.Runtime;

/// <summary>The commands that end a workflow.</summary>
internal static class EndCommands
{
    public static WorkflowCommand.End Complete(Payload result) => new(new Command
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new() { Result = new() { Payloads_ = { result } } },
    });

    public static WorkflowCommand.End Fail(Failure failure) => new(new Command
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new() { Failure = failure },
    });

    public static WorkflowCommand.End Cancel() => new(new Command
    {
        CommandType = CommandType.CancelWorkflowExecution,
        CancelWorkflowExecutionCommandAttributes = new(),
    });

    /// <summary>What the options leave open goes on as in this run.</summary>
    public static WorkflowCommand.End ContinueAsNew(ContinueAsNewException exception, WorkflowInstance instance)
    {
        var input = exception.Input;
        var options = input.Options ?? new();
        var converter = instance.Converter.PayloadConverter;
        var queue = options.TaskQueue ?? string.Empty;
        var attributes = new ContinueAsNewWorkflowExecutionCommandAttributes
        {
            WorkflowType = new() { Name = input.Workflow },
            TaskQueue = new() { Name = queue.Length == 0 ? instance.Info.TaskQueue : queue },
            Input = CallPayloads.PayloadsOf(converter, input.Args),
            Header = CallPayloads.HeaderOf(input.Headers),
            Memo = CallPayloads.MemoOf(converter, options.Memo) ?? instance.Started.Memo,
            RetryPolicy = options.RetryPolicy?.ToProto() ?? instance.Started.RetryPolicy,
            SearchAttributes = (options.TypedSearchAttributes ?? instance.Attributes.SearchAttributes).ToProto(),
            InitialVersioningBehavior =
                (ContinueAsNewVersioningBehavior)(options.InitialVersioningBehavior ?? InitialVersioningBehavior.Unspecified),
        };
        attributes.WorkflowRunTimeout = options.RunTimeout is { } run ? Duration.FromTimeSpan(run) : null;
        attributes.WorkflowTaskTimeout = options.TaskTimeout is { } task ? Duration.FromTimeSpan(task) : null;
        attributes.BackoffStartInterval = options.BackoffStartInterval is { } backoff ? Duration.FromTimeSpan(backoff) : null;
#pragma warning disable CS0612 // build-id versioning is deprecated, and still what older servers know
        attributes.InheritBuildId = options.VersioningIntent switch
        {
            VersioningIntent.Compatible => true,
            VersioningIntent.CurrentDefault => false,
            _ => queue.Length == 0 || queue == instance.Info.TaskQueue,
        };
#pragma warning restore CS0612
        return new(new Command
        {
            CommandType = CommandType.ContinueAsNewWorkflowExecution,
            ContinueAsNewWorkflowExecutionCommandAttributes = attributes,
        });
    }
}
