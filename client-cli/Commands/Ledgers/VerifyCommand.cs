using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Charters;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary><c>ledger verify BUNDLE</c>: offline; names the first file or entry that cannot be trusted.</summary>
internal sealed class VerifyCommand : Verb
{
    private readonly Argument<string> bundle = new("bundle")
    {
        Description = "folder or zip file of ledger export",
        HelpName = "BUNDLE",
    };

    private readonly Option<string?> head = new("--head")
    {
        Description = "ledger head noted elsewhere, SEQUENCE:DIGEST: the ledger must go through it",
        HelpName = "SEQUENCE:DIGEST",
    };

    private readonly Option<string?> packet = new("--packet")
    {
        Description = "packet that the run was started from: proves that no step was lost or repeated",
        HelpName = "FILE",
    };

    private readonly Option<string?> predecessor = new("--predecessor")
    {
        Description = "bundle of the run that the packet is from: proves that the packet says what its ledger says",
        HelpName = "BUNDLE",
    };

    public VerifyCommand(CliHost host, GlobalOptions global)
        : base(host, global, "verify", "Verify a bundle, without a server.")
    {
        Add(bundle);
        Add(head);
        Add(packet);
        Add(predecessor);
        Validators.Add(result =>
        {
            if (result.GetValue(predecessor) is not null && result.GetValue(packet) is null)
            {
                result.AddError("--predecessor goes with --packet.");
            }
        });
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var verdict = Continued(context, BundleVerifier.Verify(
            BundleContent.Read(context.Host.FullPath(context.Get(bundle))), LedgerHeadText.Parse(context.Get(head))));
        if (!verdict.IsIntact)
        {
            throw new CliException(
                ExitCode.VerificationFailed, "notIntact", $"{context.Get(bundle)}: {verdict.Damage}",
                "trust nothing after this place; fetch the bundle again");
        }

        context.Output.Data("verified", VerifiedView.Of(verdict), console => console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{context.Get(bundle)}: intact; {verdict.Entries.Count} entries of " +
            $"{(verdict.Manifest!.Mode is RunMode.Rehearsal ? "REHEARSAL" : "run")} {verdict.Manifest.Run}, head " +
            $"{LedgerHeadText.Of(verdict.Manifest.LedgerHead)}")));
        return Task.FromResult(ExitCode.Ok);
    }

    private BundleVerdict Continued(CommandContext context, BundleVerdict verdict)
    {
        if (!verdict.IsIntact || context.Get(packet) is not { } file)
        {
            return verdict;
        }

        var from = OpeningFiles.ReadPacket(context.Host, file);
        return context.Get(predecessor) is { } before
            ? BundleContinuity.CheckPredecessor(
                BundleVerifier.Verify(BundleContent.Read(context.Host.FullPath(before))), from, verdict)
            : BundleContinuity.CheckPacket(from, verdict);
    }
}
