using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary><c>run list</c>: from the server's search attributes, without asking any run.</summary>
internal sealed class ListCommand : Verb
{
    private readonly Option<string?> query = new("--query", "-q")
    {
        Description = "narrows the list, in Temporal's query language, e.g. DirectedLead = 'ada'",
        HelpName = "QUERY",
    };

    private readonly Option<int> limit = new("--limit")
    {
        Description = "the most runs to list",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    public ListCommand(CliHost host, GlobalOptions global)
        : base(host, global, "list", "The runs of the namespace, newest first.")
    {
        Add(query);
        Add(limit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var runs = new List<RunListItem>();
        await foreach (var item in gateway.ListAsync(context.Get(query), context.Get(limit), context.CancellationToken))
        {
            runs.Add(item);
        }

        context.Output.Data("runs", runs, console =>
        {
            var table = Tables.Of(
                console, "run", "execution", "state", "lead", "epoch", "step", "blocked by", "procedure", "mode",
                "started");
            foreach (var one in runs)
            {
                table.Row(
                    console,
                    one.Run,
                    one.Execution,
                    one.State,
                    one.Lead,
                    one.LeadEpoch?.ToString(CultureInfo.InvariantCulture),
                    one.Step,
                    one.Blocked,
                    one.Procedure,
                    one.Mode is "Rehearsal" ? "REHEARSAL" : "live",
                    Times.Of(one.StartedAt));
            }

            console.Write(table);
        });
        return ExitCode.Ok;
    }
}
