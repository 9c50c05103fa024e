using System.Diagnostics;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Views;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Client;
using Tests.Support;

namespace DirectedExecution.Bench;

/// <summary>
/// A lead who pauses and resumes a run, one directive after the other: how long until each stands in the ledger, as the
/// ledger query shows it.
/// </summary>
internal static class DirectiveLoad
{
    private const int WarmUp = 20;

    public static async Task<IReadOnlyList<Sample>> RunAsync(ITemporalClient client, string taskQueue, BenchOptions options)
    {
        var (charter, procedure) = ReadExample();
        var handle = await client.StartWorkflowAsync(
            RunContract.WorkflowType,
            [new RunStart(new RunOpening(charter, procedure))],
            new(id: $"bench-{Guid.NewGuid():N}", taskQueue: taskQueue));
        await InstructAsync(handle, charter, new Instruction.ConfirmCharter(Digest.Of(charter), Digest.Of(procedure)));

        var total = new List<double>();
        var afterAcknowledgement = new List<double>();
        for (var i = 0; i < WarmUp + options.Directives; i++)
        {
            var (whole, rest) = await InstructAsync(
                handle, charter, i % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume());
            if (i >= WarmUp)
            {
                total.Add(whole);
                afterAcknowledgement.Add(rest);
            }
        }

        var status = new List<double>();
        for (var i = 0; i < options.Directives; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await handle.QueryAsync<RunStatusView>(RunContract.StatusQuery, []);
            status.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        await handle.TerminateAsync("measured");
        return
        [
            new(string.Empty, "directive sent to visible in the ledger, p50", "ms", Quantiles.Of(total, 0.50)),
            new(string.Empty, "directive sent to visible in the ledger, p95", "ms", Quantiles.Of(total, 0.95)),
            new(string.Empty, "directive accepted to visible in the ledger, p50", "ms", Quantiles.Of(afterAcknowledgement, 0.50)),
            new(string.Empty, "directive accepted to visible in the ledger, p95", "ms", Quantiles.Of(afterAcknowledgement, 0.95)),
            new(string.Empty, "status query, p50", "ms", Quantiles.Of(status, 0.50)),
            new(string.Empty, "status query, p95", "ms", Quantiles.Of(status, 0.95)),
        ];
    }

    private static async Task<(double Whole, double AfterAcknowledgement)> InstructAsync(
        WorkflowHandle handle, Charter charter, Instruction instruction)
    {
        var before = await handle.QueryAsync<LedgerPage>(RunContract.LedgerQuery, [new LedgerPageRequest()]);
        var directive = new Directive(
            new DirectiveId(Guid.NewGuid().ToString("N")), charter.Lead, 1, DateTimeOffset.UtcNow, instruction, "measured");
        var sent = Stopwatch.GetTimestamp();
        await handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        var accepted = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = await handle.QueryAsync<LedgerPage>(
                RunContract.LedgerQuery, [new LedgerPageRequest(before.Head.Sequence + 1)]);
            if (page.Head.Sequence > before.Head.Sequence)
            {
                return (Stopwatch.GetElapsedTime(sent).TotalMilliseconds, Stopwatch.GetElapsedTime(accepted).TotalMilliseconds);
            }
        }
    }

    private static (Charter Charter, Procedure Procedure) ReadExample()
    {
        var example = Path.Combine(Checkout.Root, "examples", "incident-remediation");
        return (
            CharterReader.Read(ReadYaml("charter.yaml"), "charter.yaml").Value!,
            ProcedureReader.Read(ReadYaml("procedure.yaml"), "procedure.yaml").Value!);

        DocumentNode ReadYaml(string name) => YamlDocumentReader.Read(File.ReadAllText(Path.Combine(example, name)), name);
    }
}
