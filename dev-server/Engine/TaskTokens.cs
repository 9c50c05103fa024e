using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Tokens name a task by what is stored of it, so that they stay good across restarts.</summary>
internal static class TaskTokens
{
    public static ByteString ForWorkflowTask(RunState state) => Token(state, TaskToken.Types.Kind.WorkflowTask, token =>
    {
        token.ScheduledEventId = state.WorkflowTask.ScheduledEventId;
        token.StartedEventId = state.WorkflowTask.StartedEventId;
        token.Attempt = state.WorkflowTask.Attempt;
        token.StartedTime = state.WorkflowTask.StartedTime;
    });

    public static ByteString ForActivity(RunState state, ActivityState activity) =>
        Token(state, TaskToken.Types.Kind.ActivityTask, token =>
        {
            token.ScheduledEventId = activity.ScheduledEventId;
            token.Attempt = activity.Attempt;
            token.StartedTime = activity.StartedTime;
        });

    public static ByteString ForQuery(RunState state, string queryId) =>
        Token(state, TaskToken.Types.Kind.Query, token => token.QueryId = queryId);

    public static bool Matches(TaskToken token, WorkflowTaskState task) =>
        task.StartedTime is { } started && token.ScheduledEventId == task.ScheduledEventId &&
        token.StartedEventId == task.StartedEventId && token.Attempt == task.Attempt &&
            started.Equals(token.StartedTime);

    public static RunKey Run(TaskToken token) => new(token.NamespaceId, token.WorkflowId, token.RunId);

    /// <exception cref="RpcError">
    /// INVALID_ARGUMENT: empty, or not a token. NOT_FOUND: one of another kind of task.
    /// </exception>
    public static TaskToken Read(ReadOnlySpan<byte> bytes, TaskToken.Types.Kind kind)
    {
        if (bytes.IsEmpty)
        {
            throw RpcError.InvalidArgument("Task token not set on request.");
        }

        try
        {
            var token = TaskToken.Parser.ParseFrom(bytes);
            if (token.Kind != TaskToken.Types.Kind.Unspecified && Guid.TryParse(token.RunId, out _))
            {
                return token.Kind == kind
                    ? token
                    : throw RpcError.NotFound($"The task token is one of a {token.Kind}, not of a {kind}.");
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // Said below.
        }

        throw RpcError.InvalidArgument("Invalid TaskToken.");
    }

    private static ByteString Token(RunState state, TaskToken.Types.Kind kind, Action<TaskToken> fill)
    {
        var token = new TaskToken
        {
            Kind = kind,
            NamespaceId = state.NamespaceId,
            WorkflowId = state.WorkflowId,
            RunId = state.RunId,
        };
        fill(token);
        return token.ToByteString();
    }
}
