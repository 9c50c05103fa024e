using System.CommandLine;
using DirectedExecution.Cli.Commands.Ledgers;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Cli.Commands.Continuities;

/// <summary>
/// <c>continuity verify A B</c>: proves that each step of A stands in B exactly once, none repeated and none lost.
/// </summary>
internal sealed class VerifyCommand : Verb
{
    private readonly Argument<string> before = new("predecessor")
    {
        Description = "bundle or packet file of the predecessor, or its run id on the server",
        HelpName = "A",
    };

    private readonly Argument<string> after = new("successor")
    {
        Description = "bundle of the successor, or its run id on the server",
        HelpName = "B",
    };

    private readonly Option<string?> audit = AuditOption.Create();

    public VerifyCommand(CliHost host, GlobalOptions global)
        : base(host, global, "verify", "Prove that a successor goes on exactly where its predecessor ended.")
    {
        Add(before);
        Add(after);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var (a, b) = (context.Get(before), context.Get(after));
        var successor = (await ContinuitySource.ReadAsync(context, b, AuditOption.StoreOf(context, audit))).Entries
            ?? throw new CliException(
                ExitCode.BadUsage, "noLedger", $"{b}: a packet is no ledger; the successor is judged by its ledger",
                "give a bundle or a run id");
        var source = await ContinuitySource.ReadAsync(context, a, AuditOption.StoreOf(context, audit));
        var problems = source.Packet is { } packet
            ? Continuity.Check(packet, successor)
            : Continuity.Check(source.Entries!, successor);
        if (problems is [var first, ..])
        {
            throw new CliException(
                ExitCode.VerificationFailed,
                "notContinuous",
                $"{b} does not go on where {a} ends: {first.TrimEnd('.')}" +
                (problems.Count == 1 ? string.Empty : $" (and {problems.Count - 1} more)"),
                "trust neither before it is explained");
        }

        var steps = Continuity.Compare(successor);
        context.Output.Data("continuity", new ContinuityView(a, b, steps), console =>
        {
            var table = Tables.Of(console, "step", "at the succession", "now", "directed since");
            foreach (var step in steps)
            {
                table.Row(
                    console, step.Step.Value, Words.Of(step.Before), Words.Of(step.After!.Value),
                    step.Directed.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            console.Write(table);
            console.Line($"{steps.Count} steps, each exactly once; nothing repeated, nothing lost");
        });
        return ExitCode.Ok;
    }
}
