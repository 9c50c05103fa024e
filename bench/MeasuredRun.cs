using System.Diagnostics;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Client;
using Tests.Support;

namespace DirectedExecution.Bench;

/// <summary>A run of the incident example whose lead directs, one directive after the other.</summary>
internal sealed class MeasuredRun
{
    private readonly Charter charter;

    private MeasuredRun(WorkflowHandle handle, Charter charter)
    {
        Handle = handle;
        this.charter = charter;
    }

    public WorkflowHandle Handle { get; }

    /// <summary>The ledger's head, as of the last directive.</summary>
    public LedgerHead Head { get; private set; } = LedgerHead.Empty;

    /// <summary>Opens a run and confirms its charter.</summary>
    public static async Task<MeasuredRun> OpenAsync(ITemporalClient client, string taskQueue)
    {
        var (charter, procedure) = ReadExample();
        var handle = await client.StartWorkflowAsync(
            RunContract.WorkflowType,
            [new RunStart(new RunOpening(charter, procedure))],
            new(id: $"bench-{Guid.NewGuid():N}", taskQueue: taskQueue));
        var run = new MeasuredRun(handle, charter)
        {
            Head = (await handle.QueryAsync<LedgerPage>(RunContract.LedgerQuery, [new LedgerPageRequest()])).Head,
        };
        await run.InstructAsync(new Instruction.ConfirmCharter(Digest.Of(charter), Digest.Of(procedure)));
        return run;
    }

    /// <summary>Sends a directive and waits until something new stands in the ledger, as the ledger query shows it.</summary>
    /// <returns>Milliseconds, from the call and from its acknowledgement on.</returns>
    public async Task<(double Whole, double AfterAcknowledgement)> InstructAsync(Instruction instruction)
    {
        var before = await PageAsync(Head);
        var directive = new Directive(
            new DirectiveId(Guid.NewGuid().ToString("N")), charter.Lead, 1, DateTimeOffset.UtcNow, instruction, "measured");
        var sent = Stopwatch.GetTimestamp();
        await Handle.SignalAsync(RunContract.DirectiveSignal, [directive]);
        var accepted = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = await PageAsync(before.Head);
            if (page.Head.Sequence > before.Head.Sequence)
            {
                Head = page.Head;
                return (Stopwatch.GetElapsedTime(sent).TotalMilliseconds, Stopwatch.GetElapsedTime(accepted).TotalMilliseconds);
            }
        }
    }

    private Task<LedgerPage> PageAsync(LedgerHead after) =>
        Handle.QueryAsync<LedgerPage>(RunContract.LedgerQuery, [new LedgerPageRequest(after.Sequence + 1)]);

    private static (Charter Charter, Procedure Procedure) ReadExample()
    {
        var example = Path.Combine(Checkout.Root, "examples", "incident-remediation");
        return (
            CharterReader.Read(ReadYaml("charter.yaml"), "charter.yaml").Value!,
            ProcedureReader.Read(ReadYaml("procedure.yaml"), "procedure.yaml").Value!);

        DocumentNode ReadYaml(string name) => YamlDocumentReader.Read(File.ReadAllText(Path.Combine(example, name)), name);
    }
}
