using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Governance;
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
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var source = DocumentFile.Read(context.Host, context.Get(file));
        var read = ProcedureReader.Read(source.Root, source.File);
        var procedure = read.Value ?? throw BadDocuments.Of(read.Problems);
        var chain = ApprovalsFile.Append(context.Host, context.Get(registry)!, before => ApprovalChain.Append(
            before, kind, procedure, new PersonId(context.Settings.Person), context.Get(reason)!,
            context.Host.Clock.GetUtcNow(), out var refusal) ?? throw Refused(refusal!));
        context.Output.Data("approval", chain[^1], console => console.Line(ApprovalText.Of(chain[^1])));
        return Task.FromResult(ExitCode.Ok);
    }

    private static CliException Refused(Refusal refusal) => new(
        RefusalExit.Of(refusal.Code), Words.Code(refusal.Code), refusal.Sentence,
        "see directed procedure approvals --registry FILE");
}
