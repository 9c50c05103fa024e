using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Commands.Continuities;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Ledger;
using Spectre.Console;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary><c>ledger decisions RUN</c>: the compliance log of a run or a bundle.</summary>
internal sealed class DecisionsCommand : Verb
{
    private readonly Argument<string> source = new("run")
    {
        Description = "bundle, or run id on the server",
        HelpName = "RUN",
    };

    private readonly Option<string?> audit = AuditOption.Create();

    public DecisionsCommand(CliHost host, GlobalOptions global)
        : base(host, global, "decisions", "Who decided what, when, why, and on which evidence; refused tries included.")
    {
        Add(source);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var log = ComplianceLog.Of(await ContinuitySource.LedgerAsync(
            context, context.Get(source), AuditOption.StoreOf(context, audit)));
        context.Output.Data("decisions", log, console =>
        {
            var table = Tables.Of(console, "seq", "time (UTC)", "who", "about", "decided", "why", "evidence");
            table.Columns[0].NoWrap();
            table.Columns[1].NoWrap();
            foreach (var line in log)
            {
                table.Row(
                    console,
                    line.Sequence.ToString(CultureInfo.InvariantCulture),
                    Times.Of(line.At),
                    Who(line),
                    line.About,
                    line.Verdict,
                    line.Why,
                    string.Join("\n", line.Evidence.Select(one => $"{one.Name} {one.Digest.Short}")));
            }

            console.Write(table);
        });
        return ExitCode.Ok;
    }

    private static string Who(Judgement line) => (line.By?.Value ?? "nobody")
        + (line.OnBehalfOf is { } other ? $" for {other}" : string.Empty)
        + (line.SignedWith is null ? string.Empty : ", signed");
}
