using System.Runtime.CompilerServices;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;

namespace Temporalio.Client.Outbound;

/// <summary>What is read in pages: lists of workflows and histories. Counts too.</summary>
internal sealed class WorkflowLists(TemporalClient client)
{
    public IAsyncEnumerable<WorkflowExecution> ListAsync(ListWorkflowsInput input) => ListAsync(input, default);

    public async Task<WorkflowListPage> ListPageAsync(ListWorkflowsPaginatedInput input)
    {
        var request = new ListWorkflowExecutionsRequest
        {
            Namespace = client.Options.Namespace,
            PageSize = input.Options?.PageSize ?? 0,
            NextPageToken = ByteString.CopyFrom(input.NextPageToken ?? []),
            Query = input.Query,
        };
        var response = await client.WorkflowService.ListWorkflowExecutionsAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
        return new(
            [
                .. response.Executions.Select(info =>
                    new WorkflowExecution(info, client.Options.DataConverter, client.Options.Namespace)),
            ],
            Token(response.NextPageToken));
    }

    public async Task<WorkflowExecutionCount> CountAsync(CountWorkflowsInput input)
    {
        var request = new CountWorkflowExecutionsRequest { Namespace = client.Options.Namespace, Query = input.Query };
        return new(await client.WorkflowService.CountWorkflowExecutionsAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc)));
    }

    public async Task<WorkflowHistoryEventPage> FetchHistoryPageAsync(FetchWorkflowHistoryEventPageInput input)
    {
        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
            MaximumPageSize = input.PageSize ?? 0,
            NextPageToken = ByteString.CopyFrom(input.NextPageToken ?? []),
            WaitNewEvent = input.WaitNewEvent,
            HistoryEventFilterType = input.EventFilterType,
            SkipArchival = input.SkipArchival,
        };
        var response = await client.WorkflowService.GetWorkflowExecutionHistoryAsync(
            request, TemporalClient.DefaultRetryOptions(input.Rpc));
        return new(EventsOf(response), Token(response.NextPageToken));
    }

    // Some test servers leave the history out where others send an empty one; some send it still serialized.
    private static IReadOnlyCollection<HistoryEvent> EventsOf(GetWorkflowExecutionHistoryResponse response)
    {
        if (response.RawHistory.Count == 0)
        {
            return response.History?.Events ?? [];
        }

        var events = new List<HistoryEvent>();
        foreach (var blob in response.RawHistory)
        {
            if (blob.EncodingType != EncodingType.Proto3)
            {
                throw new NotSupportedException($"History in encoding {blob.EncodingType} cannot be read");
            }

            events.AddRange(History.Parser.ParseFrom(blob.Data).Events);
        }

        return events;
    }

    private static byte[]? Token(ByteString token) => token.IsEmpty ? null : token.ToByteArray();

    private async IAsyncEnumerable<WorkflowExecution> ListAsync(
        ListWorkflowsInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rpc, linked) = TemporalClient.DefaultRetryOptions(input.Options?.Rpc).WithAdditionalCancellationToken(
            cancellationToken.CanBeCanceled ? cancellationToken : null);
        using (linked)
        {
            var left = input.Options?.Limit is > 0 and var limit ? limit : int.MaxValue;
            byte[]? token = null;
            do
            {
                var page = await ListPageAsync(new(input.Query, token, new() { Rpc = rpc }));
                foreach (var workflow in page.Workflows)
                {
                    yield return workflow;
                    if (--left == 0)
                    {
                        yield break;
                    }
                }

                token = page.NextPageToken;
            }
            while (token is not null);
        }
    }
}
