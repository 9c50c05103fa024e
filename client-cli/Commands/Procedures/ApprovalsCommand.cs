using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary><c>procedure approvals</c>: who approved and revoked what, when, why; the chain is verified.</summary>
internal sealed class ApprovalsCommand : Verb
{
    private readonly Option<string> registry = RegistryOption.Required();

    public ApprovalsCommand(CliHost host, GlobalOptions global)
        : base(host, global, "approvals", "Verify an approvals file and show its entries.") => Add(registry);

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var chain = ApprovalsFile.Read(context.Host, context.Get(registry)!);
        context.Output.Data("approvals", chain, console =>
        {
            foreach (var entry in chain)
            {
                console.Line(ApprovalText.Of(entry));
            }

            console.Line(chain.IsEmpty ? "no approvals" : $"the chain is whole; its head is {chain[^1].Digest}");
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
