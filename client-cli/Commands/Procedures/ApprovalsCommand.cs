using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary><c>procedure approvals</c>: who approved and revoked what, when, why; the chain is verified.</summary>
internal sealed class ApprovalsCommand : Verb
{
    private readonly Option<string> registry = RegistryOption.Required();

    private readonly Option<string?> signers = new("--allowed-signers")
    {
        Description = "allowed-signers file: every signature is verified, and an entry without one is named",
        HelpName = "FILE",
    };

    public ApprovalsCommand(CliHost host, GlobalOptions global)
        : base(host, global, "approvals", "Verify an approvals file and show its entries.")
    {
        Add(registry);
        Add(signers);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var chain = ApprovalsFile.Read(context.Host, context.Get(registry)!);
        if (context.Get(signers) is { } file)
        {
            Prove(context.Host, file, chain);
        }

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

    private static void Prove(CliHost host, string file, ValueList<ApprovalEntry> chain)
    {
        var read = AllowedSigners.Of(DocumentFile.ReadText(host, file)).Read(file);
        var lines = read.Value ?? throw BadDocuments.Of(read.Problems);
        foreach (var entry in chain)
        {
            if (ApprovalProof.WhyNot(entry, lines, out _) is { } problem)
            {
                throw new CliException(
                    ExitCode.VerificationFailed, "approvalUnproven",
                    $"the approval {entry.Sequence} by {entry.By}: {problem.TrimEnd('.')}",
                    "have the person approve again with --sign-key FILE");
            }
        }
    }
}
