using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>verify RUN STEP</c>.</summary>
internal sealed class VerifyCommand : DirectiveVerb
{
    private readonly Argument<string> step = new("step") { Description = "id of the step", HelpName = "STEP" };

    public VerifyCommand(CliHost host, GlobalOptions global)
        : base(
            host,
            global,
            "verify",
            "Take the verification reads of a step's open attempt again; acts on nothing.") => Add(step);

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Verify(new StepId(context.Get(step))));
}
