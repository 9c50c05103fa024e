using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate delay RUN</c>.</summary>
internal sealed class DelayCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();
    private readonly Option<TimeSpan?> time = TimeOptions.For("for how long, such as 30m");
    private readonly Option<DateTimeOffset?> until = TimeOptions.Until("until when");

    public DelayCommand(CliHost host, GlobalOptions global)
        : base(host, global, "delay", "Put a decision off, with a reason; then the state is read and asked about anew.")
    {
        Add(gate);
        Add(time);
        Add(until);
        Validators.Add(result =>
        {
            if (result.Has(time) == result.Has(until))
            {
                result.AddError("A delay has one end: give --for or --until.");
            }
        });
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.Delay(
            GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate, context.Get(until), context.Get(time));
}
