using System.CommandLine;

namespace DirectedExecution.Cli.Commands;

/// <summary>
/// One command: its symbols, what it does, and the single place where its failures become a sentence and a code.
/// </summary>
internal abstract class Verb : Command
{
    private readonly CliHost host;
    private readonly GlobalOptions global;

    protected Verb(CliHost host, GlobalOptions global, string name, string description)
        : base(name, description)
    {
        this.host = host;
        this.global = global;
        SetAction(ExecuteAsync);
    }

    protected abstract Task<ExitCode> RunAsync(CommandContext context);

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = new CommandContext(host, global, parsed, cancellationToken);
        try
        {
            return (int)await RunAsync(context);
        }
        catch (Exception fault)
        {
            var failure = Failures.Translate(fault, context, cancellationToken);
            context.Output.Failure(failure);
            return (int)failure.ExitCode;
        }
    }
}
