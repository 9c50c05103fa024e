using System.CommandLine;
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

    private readonly SimulatedOpening opening = new();

    public SimulateCommand(CliHost host, GlobalOptions global)
        : base(host, global, "simulate", "What every step reads, asks, touches and stops at; starts nothing.")
    {
        Add(file);
        opening.AddTo(this);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var (documents, policy, at) = opening.Read(context, context.Get(file)!);
        var simulation = ProcedureSimulation.Of(documents.Charter, documents.Procedure, policy, at);
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
