using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Policies;

/// <summary><c>policy adopt RUN FILE</c>.</summary>
internal sealed class AdoptCommand : DirectiveVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "risk policy, YAML or JSON",
        HelpName = "FILE",
    };

    public AdoptCommand(CliHost host, GlobalOptions global)
        : base(host, global, "adopt", "Put another risk policy in force in a run; what waits is judged anew by it.") =>
            Add(file);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var state = await run.StateAsync();
        return new Instruction.AdoptPolicy(
            PolicyFile.Read(context.Host, context.Get(file), new(state.Charter, state.Procedure)));
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var policy = ((Instruction.AdoptPolicy)draft.Directive.Instruction).Policy;
        return $"Put {policy.Id} {policy.Version} in force, in place of "
            + $"{(draft.State.Policy is { } before ? $"{before.Id} {before.Version}" : "no policy")}?";
    }
}
