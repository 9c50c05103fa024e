using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Gates;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate simulate</c>: who would be told what when, before anything is started.</summary>
internal sealed class SimulateCommand : Verb
{
    private readonly Option<string> procedure = new("--procedure")
    {
        Description = "procedure, YAML or JSON",
        HelpName = "FILE",
        Required = true,
    };

    private readonly SimulatedOpening opening = new();

    public SimulateCommand(CliHost host, GlobalOptions global)
        : base(host, global, "simulate", "Every gate that may open, and what happens while nobody decides.")
    {
        Add(procedure);
        opening.AddTo(this);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var (documents, policy, at) = opening.Read(context, context.Get(procedure)!);
        var gates = GateSimulation.Of(documents.Charter, documents.Procedure, policy, at);
        context.Output.Data("gateSimulation", gates, console =>
        {
            var table = Tables.Of(console, "gate", "stands", "asks for", "when", "what", "who is told");
            foreach (var gate in gates)
            {
                foreach (var moment in gate.Moments)
                {
                    table.Row(
                        console,
                        gate.Name,
                        Words.Of(gate.Placement),
                        Words.Of(gate.Policy.Tier),
                        Times.Of(moment.At),
                        moment.What,
                        string.Join(", ", moment.Told));
                }
            }

            console.Write(table);
            if (policy is not null)
            {
                console.Line("which gate the risk of a step asks for is known when it is directed");
            }
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
