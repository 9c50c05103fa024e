using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Simulations;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary><c>procedure simulate FILE --charter FILE</c>: what every step asks for; it reads nothing.</summary>
internal sealed class SimulateCommand : Verb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "procedure, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<string> charter = new("--charter")
    {
        Description = "charter, YAML or JSON",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> policy = new("--policy")
    {
        Description = "risk policy, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<DateTimeOffset?> at = TimeOptions.Until("when the gates open [default: now]", "--at");

    public SimulateCommand(CliHost host, GlobalOptions global)
        : base(host, global, "simulate", "What every step reads, asks, touches and stops at; starts nothing.")
    {
        Add(file);
        Add(charter);
        Add(policy);
        Add(at);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var documents = OpeningFiles.ReadDocuments(context.Host, context.Get(charter)!, context.Get(file)!);
        var simulation = ProcedureSimulation.Of(
            documents.Charter,
            documents.Procedure,
            context.Get(policy) is { } name ? PolicyFile.Read(context.Host, name, documents) : null,
            context.Get(at) ?? context.Host.Clock.GetUtcNow());
        context.Output.Data("procedureSimulation", simulation, console =>
        {
            foreach (var line in SimulationText.Of(simulation))
            {
                console.Line(line);
            }
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
