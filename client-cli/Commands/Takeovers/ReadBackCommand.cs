using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover read-back RUN POINT ANSWER</c>.</summary>
internal sealed class ReadBackCommand : DirectiveVerb
{
    private readonly Argument<string> point = new("point") { Description = "id of the point", HelpName = "POINT" };
    private readonly Argument<string> answer = new("answer")
    {
        Description = "the answer, from the packet",
        HelpName = "ANSWER",
    };

    public ReadBackCommand(CliHost host, GlobalOptions global)
        : base(host, global, "read-back", "Answer one point of the takeover packet, in your own hand.")
    {
        Add(point);
        Add(answer);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.ReadBack(await OpenTakeover.OfAsync(run), context.Get(point), context.Get(answer));
}
