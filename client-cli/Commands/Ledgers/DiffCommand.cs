using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Commands.Continuities;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary>
/// <c>ledger diff A B</c>: in what two runs went otherwise, such as the drill and the live run. Says so; judges
/// nothing.
/// </summary>
internal sealed class DiffCommand : Verb
{
    private readonly Argument<string> left = new("left")
    {
        Description = "bundle, or run id on the server",
        HelpName = "A",
    };

    private readonly Argument<string> right = new("right")
    {
        Description = "bundle, or run id on the server",
        HelpName = "B",
    };

    private readonly Option<string?> audit = AuditOption.Create();

    public DiffCommand(CliHost host, GlobalOptions global)
        : base(host, global, "diff", "In what two runs went otherwise: steps, order, readings, gates, outcomes.")
    {
        Add(left);
        Add(right);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var (one, other) = (context.Get(left), context.Get(right));
        var comparison = LedgerComparison.Of(await ReadAsync(context, one), await ReadAsync(context, other));
        context.Output.Data("ledgerDiff", ComparisonView.Of(one, other, comparison), console =>
        {
            console.Line($"A  {one} ({Words.Of(comparison.Left.Mode)}, {Words.Of(comparison.Left.Status)})");
            console.Line($"B  {other} ({Words.Of(comparison.Right.Mode)}, {Words.Of(comparison.Right.Status)})");
            if (comparison.Differences.IsEmpty)
            {
                console.Line("they went alike: the same steps in the same order, readings, gates and outcomes");
                return;
            }

            var table = Tables.Of(console, "about", "what", "A", "B");
            foreach (var difference in comparison.Differences)
            {
                table.Row(console, difference.Subject, difference.What, difference.Left, difference.Right);
            }

            console.Write(table);
            var count = comparison.Differences.Count;
            console.Line(string.Create(
                CultureInfo.InvariantCulture, $"{count} difference{(count == 1 ? string.Empty : "s")}"));
        });
        return ExitCode.Ok;
    }

    private Task<ValueList<LedgerEntry>> ReadAsync(CommandContext context, string name) =>
        ContinuitySource.LedgerAsync(context, name, AuditOption.StoreOf(context, audit));
}
