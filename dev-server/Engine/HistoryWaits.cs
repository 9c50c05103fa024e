using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// GetWorkflowExecutionHistory and its reverse: pages, tokens, and calls that wait for what comes next.
/// </summary>
internal sealed class HistoryWaits(EngineCore core)
{
    private readonly Dictionary<RunKey, List<Waiting>> waiting = [];

    public void Get(GetWorkflowExecutionHistoryRequest request, Ticket<GetWorkflowExecutionHistoryResponse> ticket)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var token = ReadToken(request.NextPageToken, request.Execution);
        var run = core.Runs.Resolve(owner.Id, token is null
            ? request.Execution
            : new() { WorkflowId = request.Execution.WorkflowId, RunId = token.RunId });
        var call = new Waiting(request, ticket, token ?? FirstToken(run, request));
        if (TryAnswer(run, call))
        {
            return;
        }

        if (!waiting.TryGetValue(run.Key, out var calls))
        {
            waiting[run.Key] = calls = [];
        }

        calls.Add(call);
        core.DeadlineQueue.Add(ticket.ExpiresAt, new Expiry(ticket, () => AnswerEmpty(call)));
    }

    public GetWorkflowExecutionHistoryReverseResponse GetReverse(GetWorkflowExecutionHistoryReverseRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var token = ReadToken(request.NextPageToken, request.Execution);
        var run = core.Runs.Resolve(owner.Id, token is null
            ? request.Execution
            : new() { WorkflowId = request.Execution.WorkflowId, RunId = token.RunId });
        var to = token?.NextEventId ?? run.State.NextEventId - 1;
        var from = Math.Max(1, to - PageSize(request.MaximumPageSize) + 1);
        var page = core.Histories.Read(run.Key.RunId, from, to);
        var bytes = 0;
        var shown = page.Reverse()
            .TakeWhile(read => (bytes += read.CalculateSize()) <= Limits.ReplyHistoryBytes || read.EventId == to)
            .ToList();
        var response = new GetWorkflowExecutionHistoryReverseResponse { History = new History { Events = { shown } } };
        if (shown.Count > 0 && shown[^1].EventId > 1)
        {
            var next = new HistoryPageToken { RunId = run.Key.RunId, NextEventId = shown[^1].EventId - 1 };
            response.NextPageToken = next.ToByteString();
        }

        return response;
    }

    /// <summary>Events were added: those who wait for them are answered.</summary>
    public void Wake(Run run)
    {
        if (!waiting.TryGetValue(run.Key, out var calls))
        {
            return;
        }

        calls.RemoveAll(call => call.Ticket.IsDone || TryAnswer(run, call));
        if (calls.Count == 0)
        {
            waiting.Remove(run.Key);
        }
    }

    /// <summary>The run is deleted.</summary>
    public void Forget(RunKey key)
    {
        if (waiting.Remove(key, out var calls))
        {
            calls.ForEach(call => core.Turn.Refuse(call.Ticket, RunTable.NotFound(key.WorkflowId, key.RunId)));
        }
    }

    private static int PageSize(int wanted) =>
        wanted is > 0 and < Limits.HistoryPageBatches ? wanted : Limits.HistoryPageBatches;

    private static HistoryPageToken FirstToken(Run run, GetWorkflowExecutionHistoryRequest request) => new()
    {
        RunId = run.Key.RunId,
        NextEventId = 1,
        LastEventId = request.WaitNewEvent ? 0 : run.State.NextEventId - 1,
    };

    private static HistoryPageToken? ReadToken(ByteString bytes, Temporalio.Api.Common.V1.WorkflowExecution? execution)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        try
        {
            var token = HistoryPageToken.Parser.ParseFrom(bytes);
            var named = execution?.RunId ?? string.Empty;
            if (Guid.TryParse(token.RunId, out _) && token.NextEventId > 0 &&
                (named.Length == 0 || named == token.RunId))
            {
                return token;
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // Said below.
        }

        throw RpcError.InvalidArgument("Invalid NextPageToken.");
    }

    private bool TryAnswer(Run run, Waiting call)
    {
        var response = call.Request.HistoryEventFilterType == HistoryEventFilterType.CloseEvent
            ? CloseEvent(run, call)
            : Page(run, call);
        if (response is null)
        {
            return false;
        }

        core.Turn.Answer(call.Ticket, response);
        return true;
    }

    private GetWorkflowExecutionHistoryResponse? CloseEvent(Run run, Waiting call)
    {
        if (run.IsOpen)
        {
            return call.Request.WaitNewEvent
                ? null
                : new GetWorkflowExecutionHistoryResponse { History = new History() };
        }

        var last = run.State.NextEventId - 1;
        return new GetWorkflowExecutionHistoryResponse
        {
            History = new History { Events = { core.Histories.Read(run.Key.RunId, last, last) } },
        };
    }

    private GetWorkflowExecutionHistoryResponse? Page(Run run, Waiting call)
    {
        var token = call.Token;
        var end = token.LastEventId > 0 ? token.LastEventId : run.State.NextEventId - 1;
        if (call.Request.WaitNewEvent && run.IsOpen && token.LastEventId == 0 && token.NextEventId > end)
        {
            return null;
        }

        var page = core.Histories.ReadPage(
            run.Key.RunId, token.NextEventId, end, PageSize(call.Request.MaximumPageSize));
        var response = new GetWorkflowExecutionHistoryResponse { History = new History { Events = { page } } };
        var next = page.Count > 0 ? page[^1].EventId + 1 : token.NextEventId;
        if (next <= end || (call.Request.WaitNewEvent && run.IsOpen && token.LastEventId == 0))
        {
            var following = token.Clone();
            following.NextEventId = next;
            response.NextPageToken = following.ToByteString();
        }
        else
        {
            response.History.Events.Add(token.SyntheticEvents);
        }

        return response;
    }

    private void AnswerEmpty(Waiting call) => core.Turn.Answer(call.Ticket, new GetWorkflowExecutionHistoryResponse
    {
        History = new History(),
        NextPageToken = call.Token.ToByteString(),
    });

    private sealed record Waiting(
        GetWorkflowExecutionHistoryRequest Request,
        Ticket<GetWorkflowExecutionHistoryResponse> Ticket,
        HistoryPageToken Token);
}
