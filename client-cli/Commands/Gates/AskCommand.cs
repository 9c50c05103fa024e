using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate ask RUN</c>: know more before deciding.</summary>
internal sealed class AskCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    private readonly Option<string> question = new("--question")
    {
        Description = "what you want to know",
        HelpName = "TEXT",
        Required = true,
    };

    private readonly Option<string?> read = new("--read")
    {
        Description = "a read of the procedure, READ or STEP/READ; its answer is added to the evidence",
        HelpName = "READ",
    };

    private readonly Option<string?> from = new("--from")
    {
        Description = "a person; the gate cannot be approved until the answer is there",
        HelpName = "PERSON",
    };

    public AskCommand(CliHost host, GlobalOptions global)
        : base(host, global, "ask", "Ask a read or a person before deciding; the evidence is renewed with the answer.")
    {
        Add(gate);
        Add(question);
        Add(read);
        Add(from);
        Validators.Add(result =>
        {
            if (result.Has(read) == result.Has(from))
            {
                result.AddError("One source is asked: give --read or --from.");
            }
        });
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.AskInformation(
            GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate,
            context.Get(question)!,
            context.Get(read),
            context.Get(from) is { } person ? new PersonId(person) : null);
}
