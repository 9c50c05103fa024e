using System.Runtime.CompilerServices;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Settings;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using DirectedExecution.Worker.Encryption;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace DirectedExecution.Cli.Connection;

/// <summary>Directed runs on a Temporal server.</summary>
internal sealed class TemporalGateway(ITemporalClient client, CliSettings settings) : IRunGateway
{
    /// <summary>What Temporal takes as a summary, with room for characters of several bytes.</summary>
    private const int LongestSummary = 130;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    public async Task StartAsync(RunId run, RunOpening opening, CancellationToken cancellationToken)
    {
        var memo = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [RunContract.ObjectiveMemo] = opening.Charter.Objective,
            [RunContract.CharterDigestMemo] = Digest.Of(opening.Charter).Value,
            [RunContract.ProcedureDigestMemo] = Digest.Of(opening.Procedure).Value,
        };
        var options = new WorkflowOptions(run.Value, settings.TaskQueue)
        {
            IdReusePolicy = Temporalio.Api.Enums.V1.WorkflowIdReusePolicy.RejectDuplicate,
            StaticSummary = Excerpts.Cut(opening.Charter.Objective, LongestSummary),
            Memo = memo,
            Rpc = Rpc(cancellationToken),
        };
        if (opening.Charter.Mode == RunMode.Rehearsal)
        {
            memo.Add(RunContract.ModeMemo, nameof(RunMode.Rehearsal));
        }

        try
        {
            await GuardedAsync(
                () => client.StartWorkflowAsync(RunContract.WorkflowType, [new RunStart(opening)], options));
        }
        catch (WorkflowAlreadyStartedException)
        {
            throw new CliException(
                ExitCode.AlreadyExists, "runExists", $"{run}: a run of that id is or was there already",
                "choose another with --id");
        }
    }

    public async IAsyncEnumerable<RunListItem> ListAsync(
        string? query, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Of a long run, which continues as new, the part that goes on: the others show what was.
        var type = $"WorkflowType = '{RunContract.WorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'";
        var options = new WorkflowListOptions { Limit = limit, Rpc = Rpc(cancellationToken) };
        await using var found = client.ListWorkflowsAsync(query is null ? type : $"{type} AND ({query})", options)
            .GetAsyncEnumerator(cancellationToken);
        while (await GuardedAsync(() => found.MoveNextAsync().AsTask()))
        {
            yield return Item(found.Current);
        }
    }

    public Task<RunStatusView> StatusAsync(RunId run, CancellationToken cancellationToken) =>
        QueryAsync<RunStatusView>(run, RunContract.StatusQuery, [], cancellationToken);

    public Task<LedgerPage> LedgerAsync(RunId run, LedgerPageRequest request, CancellationToken cancellationToken) =>
        QueryAsync<LedgerPage>(run, RunContract.LedgerQuery, [request], cancellationToken);

    public async Task<IReadOnlyList<Gate>> GatesAsync(RunId run, CancellationToken cancellationToken) =>
        await QueryAsync<ValueList<Gate>>(run, RunContract.GatesQuery, [], cancellationToken);

    public Task<TakeoverPacket> PacketAsync(RunId run, CancellationToken cancellationToken) =>
        QueryAsync<TakeoverPacket>(run, RunContract.PacketQuery, [], cancellationToken);

    public Task<string> PacketTextAsync(RunId run, CancellationToken cancellationToken) =>
        QueryAsync<string>(run, RunContract.PacketTextQuery, [], cancellationToken);

    public Task<DirectiveOutcome> OutcomeAsync(RunId run, DirectiveId directive, CancellationToken cancellationToken) =>
        QueryAsync<DirectiveOutcome>(run, RunContract.OutcomeQuery, [directive.Value], cancellationToken);

    public Task SendAsync(RunId run, Directive directive, CancellationToken cancellationToken) => GuardedAsync(
        async () =>
        {
            var options = new WorkflowSignalOptions { Rpc = Rpc(cancellationToken) };
            try
            {
                await client.GetWorkflowHandle(run.Value).SignalAsync(
                    RunContract.DirectiveSignal, [directive], options);
                return true;
            }
            catch (RpcException closed) when (closed.Code == RpcException.StatusCode.NotFound)
            {
                throw new CliException(
                    ExitCode.Blocked, "runEnded", $"{run}: the run has ended and hears nothing more",
                    "directed run list");
            }
        },
        run);

    private static RunListItem Item(WorkflowExecution found)
    {
        var attributes = found.TypedSearchAttributes;
        return new RunListItem(
            found.Id,
            found.Status.ToString(),
            Read(attributes, RunSearchAttributes.State),
            Read(attributes, RunSearchAttributes.Lead),
            attributes.TryGetValue(RunSearchAttributes.Epoch, out var epoch) ? epoch : null,
            Read(attributes, RunSearchAttributes.Step),
            Read(attributes, RunSearchAttributes.Blocked),
            Read(attributes, RunSearchAttributes.Procedure),
            found.StartTime,
            found.CloseTime,
            Read(attributes, RunSearchAttributes.Mode));
    }

    private static string? Read(SearchAttributeCollection attributes, SearchAttributeKey<string> key) =>
        attributes.TryGetValue(key, out var value) ? value : null;

    private static RpcOptions Rpc(CancellationToken cancellationToken) =>
        new() { Timeout = CallLimit, CancellationToken = cancellationToken };

    private Task<T> QueryAsync<T>(
        RunId run, string query, IReadOnlyCollection<object?> args, CancellationToken cancellationToken) =>
        GuardedAsync(
            () => client.GetWorkflowHandle(run.Value)
                .QueryAsync<T>(query, args, new WorkflowQueryOptions { Rpc = Rpc(cancellationToken) }),
            run);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> call, RunId? run = null)
    {
        try
        {
            return await call();
        }
        catch (WorkflowQueryFailedException failed)
        {
            throw new CliException(
                ExitCode.NoAnswer, "queryFailed", $"{settings.Address}: the run could not answer: {failed.Message}",
                "look at the worker's log");
        }
        catch (PayloadProtectionException locked)
        {
            throw ConnectionFailures.Locked(locked);
        }
        catch (RpcException fault)
        {
            throw ConnectionFailures.Translate(fault, settings, run);
        }
    }
}
