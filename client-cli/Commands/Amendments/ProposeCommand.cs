using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands.Amendments;

/// <summary><c>amendment propose RUN</c>: another version of charter or procedure, for this run.</summary>
internal sealed class ProposeCommand : DirectiveVerb
{
    private readonly Option<string?> charter = new("--charter")
    {
        Description = "amended charter, YAML or JSON [default: the one in force, for the amended procedure]",
        HelpName = "FILE",
    };

    private readonly Option<string?> procedure = new("--procedure")
    {
        Description = "amended procedure, YAML or JSON, with a version of its own [default: the one in force]",
        HelpName = "FILE",
    };

    public ProposeCommand(CliHost host, GlobalOptions global)
        : base(host, global, "propose", "Propose another version of charter or procedure, with a reason.")
    {
        Add(charter);
        Add(procedure);
        Validators.Add(result =>
        {
            if (result.GetValue(charter) is null && result.GetValue(procedure) is null)
            {
                result.AddError("Give --charter, --procedure, or both.");
            }
        });
    }

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var (host, first, second) = (context.Host, context.Get(charter), context.Get(procedure));
        if (first is not null && second is not null)
        {
            var both = OpeningFiles.ReadDocuments(host, first, second);
            return Task.FromResult<Instruction>(new Instruction.Amend(both.Charter, both.Procedure));
        }

        return Task.FromResult<Instruction>(first is not null
            ? new Instruction.Amend(Charter: Read(host, first, CharterReader.Read))
            : new Instruction.Amend(Procedure: Read(host, second!, ProcedureReader.Read)));
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var amend = (Instruction.Amend)draft.Directive.Instruction;
        var parts = new[]
        {
            amend.Charter is { } order ? $"charter {order.Id}" : null,
            amend.Procedure is { } steps ? $"procedure {steps.Id} {steps.Version}" : null,
        };
        return $"Propose {string.Join(" and ", parts.OfType<string>())} in place of procedure "
            + $"{draft.State.Procedure.Id} {draft.State.Procedure.Version}? "
            + "Nothing changes until others agreed and you confirm it.";
    }

    private static T Read<T>(CliHost host, string name, Func<DocumentNode, string, DocumentResult<T>> read)
        where T : class
    {
        var source = DocumentFile.Read(host, name);
        var result = read(source.Root, source.File);
        return result.Value ?? throw BadDocuments.Of(result.Problems);
    }
}
