using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate delegate RUN --to PERSON</c>.</summary>
internal sealed class DelegateCommand : DirectiveVerb
{
    private readonly Option<string> to = new("--to")
    {
        Description = "the person who shall decide for you",
        HelpName = "PERSON",
        Required = true,
    };

    private readonly Option<string?> gate = new("--gate")
    {
        Description = "at this gate, and where it is asked again [default: at every gate of the run]",
        HelpName = "GATE",
    };

    private readonly Option<string?> step = new("--step")
    {
        Description = "at the gates of this step [default: of every step]",
        HelpName = "STEP",
    };

    private readonly Option<TimeSpan?> time = TimeOptions.For("for how long, such as 8h");
    private readonly Option<DateTimeOffset?> until = TimeOptions.Until("until when");

    public DelegateCommand(CliHost host, GlobalOptions global)
        : base(host, global, "delegate", "Let another person decide in your place, for a time.")
    {
        Add(to);
        Add(gate);
        Add(step);
        Add(time);
        Add(until);
        Validators.Add(result =>
        {
            if (result.Has(time) == result.Has(until))
            {
                result.AddError("A delegation has one end: give --for or --until.");
            }
        });
    }

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Delegate(
            new PersonId(context.Get(to)!),
            context.Get(until) ?? context.Host.Clock.GetUtcNow() + context.Get(time)!.Value,
            context.Get(gate) is { } named ? new GateId(named) : null,
            context.Get(step) is { } id ? new StepId(id) : null));
}
