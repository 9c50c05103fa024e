using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary>
/// <c>procedure approve FILE</c>, <c>procedure revoke FILE</c>: a named human's act about exactly this text, appended
/// to the approvals file.
/// </summary>
internal sealed class GovernCommand : Verb
{
    private readonly Argument<string> file = new("file") { Description = "procedure, YAML or JSON", HelpName = "FILE" };

    private readonly Option<string> registry = RegistryOption.Required();

    private readonly Option<string> reason = new("--reason")
    {
        Description = "why; stands in the file",
        HelpName = "TEXT",
        Required = true,
    };

    private readonly Option<string?> signKey = new("--sign-key")
    {
        Description = "SSH key to sign with, as for directives; needed for charters that say governance: signed "
            + "[env: DIRECTED_SIGN_KEY]",
        HelpName = "FILE",
    };

    private readonly ApprovalKind kind;

    public GovernCommand(CliHost host, GlobalOptions global, ApprovalKind kind)
        : base(
            host,
            global,
            kind == ApprovalKind.Approved ? "approve" : "revoke",
            kind == ApprovalKind.Approved
                ? "Approve this version of a procedure, for runs whose charter asks for it."
                : "Revoke the approval of this version: runs opened from now on may not rely on it.")
    {
        this.kind = kind;
        Add(file);
        Add(registry);
        Add(reason);
        Add(signKey);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var source = DocumentFile.Read(context.Host, context.Get(file));
        var read = ProcedureReader.Read(source.Root, source.File);
        var procedure = read.Value ?? throw BadDocuments.Of(read.Problems);
        var entry = await ApprovalsFile.AppendAsync(context.Host, context.Get(registry)!, before => SealedAsync(
            context,
            ApprovalChain.Next(
                before, kind, procedure, new PersonId(context.Settings.Person), context.Get(reason)!,
                context.Host.Clock.GetUtcNow(), out var refusal) ?? throw Refused(refusal!)));
        context.Output.Data("approval", entry, console => console.Line(ApprovalText.Of(entry)));
        return ExitCode.Ok;
    }

    private async Task<ApprovalEntry> SealedAsync(CommandContext context, ApprovalEntry entry) =>
        SshKeygen.KeyOf(context.Host, context.Get(signKey)) is not { } key
            ? entry.Sealed()
            : entry.Sealed(await SshKeygen.SignAsync(
                context.Host, key, entry.SignedText(), SshSignature.ApprovalNamespace, context.CancellationToken));

    private static CliException Refused(Refusal refusal) => new(
        RefusalExit.Of(refusal.Code), Words.Code(refusal.Code), refusal.Sentence,
        "see directed procedure approvals --registry FILE");
}
