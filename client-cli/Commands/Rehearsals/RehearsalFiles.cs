using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands.Rehearsals;

/// <summary>The charter and the procedure that a rehearsal is of.</summary>
internal sealed class RehearsalFiles
{
    private readonly Option<string> charter = new("--charter")
    {
        Description = "charter, YAML or JSON",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> procedure = new("--procedure")
    {
        Description = "procedure, YAML or JSON",
        HelpName = "FILE",
        Required = true,
    };

    public void AddTo(Command command)
    {
        command.Add(charter);
        command.Add(procedure);
    }

    public string Charter(CommandContext context) => context.Get(charter)!;

    public string Procedure(CommandContext context) => context.Get(procedure)!;

    public RunDocuments Read(CommandContext context) =>
        OpeningFiles.ReadDocuments(context.Host, Charter(context), Procedure(context));
}
