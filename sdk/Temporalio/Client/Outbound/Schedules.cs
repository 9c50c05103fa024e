using System.Runtime.CompilerServices;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace Temporalio.Client.Outbound;

/// <summary>Calls about schedules.</summary>
internal sealed class Schedules(TemporalClient client)
{
    private readonly ScheduledStarts starts = new(client);

    public async Task<ScheduleHandle> CreateAsync(CreateScheduleInput input)
    {
        var options = input.Options;
        var request = new CreateScheduleRequest
        {
            Namespace = client.Options.Namespace,
            ScheduleId = input.Id,
            Schedule = await ToProtoAsync(input.Schedule),
            InitialPatch = InitialPatch(options, input.Schedule.Policy.Overlap),
            Identity = client.Connection.Options.Identity,
            RequestId = Guid.NewGuid().ToString(),
            Memo = await client.Options.DataConverter.ToMemoAsync(options?.Memo),
            SearchAttributes = options?.TypedSearchAttributes is { Count: > 0 } attributes
                ? attributes.ToProto()
                : null,
        };
        try
        {
            await client.WorkflowService.CreateScheduleAsync(request, TemporalClient.DefaultRetryOptions(options?.Rpc));
            return new(client, input.Id);
        }
        catch (RpcException failure) when (failure.Code == RpcException.StatusCode.AlreadyExists)
        {
            throw new ScheduleAlreadyRunningException();
        }
    }

    public Task BackfillAsync(BackfillScheduleInput input)
    {
        var patch = new SchedulePatch();
        patch.BackfillRequest.AddRange(input.Backfills.Select(ScheduleProtos.ToProto));
        return PatchAsync(input.Id, patch, input.RpcOptions);
    }

    public Task PauseAsync(PauseScheduleInput input) =>
        PatchAsync(input.Id, new() { Pause = NoteOf(input.Note, "Paused via .NET SDK") }, input.RpcOptions);

    public Task UnpauseAsync(UnpauseScheduleInput input) =>
        PatchAsync(input.Id, new() { Unpause = NoteOf(input.Note, "Unpaused via .NET SDK") }, input.RpcOptions);

    public Task TriggerAsync(TriggerScheduleInput input) => PatchAsync(
        input.Id,
        new() { TriggerImmediately = new() { OverlapPolicy = input.Options?.Overlap ?? default } },
        input.Options?.Rpc);

    public Task DeleteAsync(DeleteScheduleInput input)
    {
        var request = new DeleteScheduleRequest
        {
            Namespace = client.Options.Namespace,
            ScheduleId = input.Id,
            Identity = client.Connection.Options.Identity,
        };
        return client.WorkflowService.DeleteScheduleAsync(
            request, TemporalClient.DefaultRetryOptions(input.RpcOptions));
    }

    public async Task<ScheduleDescription> DescribeAsync(DescribeScheduleInput input)
    {
        var request = new DescribeScheduleRequest { Namespace = client.Options.Namespace, ScheduleId = input.Id };
        var response = await client.WorkflowService.DescribeScheduleAsync(
            request, TemporalClient.DefaultRetryOptions(input.RpcOptions));
        var action = await starts.FromProtoAsync(response.Schedule.Action);
        return new(
            input.Id,
            ScheduleProtos.FromProto(response.Schedule, action),
            ScheduleProtos.FromProto(response.Info),
            response,
            client.Options.DataConverter);
    }

    // Servers drop an update whose conflict token is out of date without a word, so none is sent: the last one wins.
    public async Task UpdateAsync(UpdateScheduleInput input)
    {
        var description = await client.OutboundInterceptor.DescribeScheduleAsync(new(input.Id, input.RpcOptions));
        if (await input.Updater(new(description)) is not { } update)
        {
            return;
        }

        var request = new UpdateScheduleRequest
        {
            Namespace = client.Options.Namespace,
            ScheduleId = input.Id,
            Schedule = await ToProtoAsync(update.Schedule),
            Identity = client.Connection.Options.Identity,
            RequestId = Guid.NewGuid().ToString(),
            SearchAttributes = update.TypedSearchAttributes?.ToProto(),
        };
        await client.WorkflowService.UpdateScheduleAsync(
            request, TemporalClient.DefaultRetryOptions(input.RpcOptions));
    }

    public IAsyncEnumerable<ScheduleListDescription> ListAsync(ListSchedulesInput input) => ListAsync(input, default);

    // An empty note would be no pause at all: the protocol knows the wish by its text.
    private static string NoteOf(string? note, string standard) => string.IsNullOrEmpty(note) ? standard : note;

    private static SchedulePatch? InitialPatch(ScheduleOptions? options, ScheduleOverlapPolicy overlap)
    {
        if (options is not { TriggerImmediately: true } and not { Backfills.Count: > 0 })
        {
            return null;
        }

        var patch = new SchedulePatch
        {
            TriggerImmediately = options.TriggerImmediately ? new() { OverlapPolicy = overlap } : null,
        };
        patch.BackfillRequest.AddRange((options.Backfills ?? []).Select(ScheduleProtos.ToProto));
        return patch;
    }

    private async Task<Api.Schedule.V1.Schedule> ToProtoAsync(Client.Schedules.Schedule schedule) =>
        ScheduleProtos.ToProto(schedule, await starts.ToProtoAsync(schedule.Action));

    private Task<PatchScheduleResponse> PatchAsync(string id, SchedulePatch patch, RpcOptions? rpcOptions)
    {
        var request = new PatchScheduleRequest
        {
            Namespace = client.Options.Namespace,
            ScheduleId = id,
            Patch = patch,
            Identity = client.Connection.Options.Identity,
            RequestId = Guid.NewGuid().ToString(),
        };
        return client.WorkflowService.PatchScheduleAsync(request, TemporalClient.DefaultRetryOptions(rpcOptions));
    }

    private async IAsyncEnumerable<ScheduleListDescription> ListAsync(
        ListSchedulesInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rpc, linked) = TemporalClient.DefaultRetryOptions(input.Options?.Rpc).WithAdditionalCancellationToken(
            cancellationToken.CanBeCanceled ? cancellationToken : null);
        using (linked)
        {
            var token = ByteString.Empty;
            do
            {
                var request = new ListSchedulesRequest
                {
                    Namespace = client.Options.Namespace,
                    NextPageToken = token,
                    Query = input.Options?.Query ?? string.Empty,
                };
                var page = await client.WorkflowService.ListSchedulesAsync(request, rpc);
                foreach (var entry in page.Schedules)
                {
                    yield return ScheduleProtos.FromProto(entry, client.Options.DataConverter);
                }

                token = page.NextPageToken;
            }
            while (!token.IsEmpty);
        }
    }
}
