using System.CommandLine;
using System.Security.Cryptography;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>reconcile RUN</c>: state, with evidence, whether a doubtful action was done.</summary>
internal sealed class ReconcileCommand : DirectiveVerb
{
    private readonly Option<string?> attempt = new("--attempt")
    {
        Description = "id of the attempt in doubt [default: the only one]",
        HelpName = "ATTEMPT",
    };

    private readonly Option<ReconciledOutcome> outcome = EnumOption.Required<ReconciledOutcome>(
        "--outcome", "what the evidence shows");

    private readonly Option<string> evidence = new("--evidence")
    {
        Description = "what was seen, where, by whom",
        HelpName = "TEXT",
        Required = true,
    };

    private readonly Option<string?> evidenceFile = new("--evidence-file")
    {
        Description = "a file that shows it (a signed form, a picture): its digest is stated along",
        HelpName = "FILE",
    };

    public ReconcileCommand(CliHost host, GlobalOptions global)
        : base(host, global, "reconcile", "Settle the doubt whether an action was done, with evidence.")
    {
        Add(attempt);
        Add(outcome);
        Add(evidence);
        Add(evidenceFile);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var doubtful = (await run.StateAsync()).Attempts().Where(
            one => one.Stage == AttemptStage.Unknown).Select(one => one.Id.Value);
        var id = TheOne.Of("attempt in doubt", "--attempt", context.Get(attempt), [.. doubtful]);
        var said = context.Get(evidence)!;
        var stated = context.Get(evidenceFile) is { } file ? $"{said} {DigestOf(context.Host.FullPath(file))}" : said;
        return new Instruction.Reconcile(new AttemptId(id), context.Get(outcome), stated);
    }

    /// <summary>The file stays where it is; what it was is known for ever.</summary>
    private static string DigestOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
            return $"[{Path.GetFileName(path)}, {stream.Length} bytes, sha256:{digest}]";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCode.NotFound, "fileNotFound", $"{path}: the evidence cannot be read", "check --evidence-file");
        }
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var said = (Instruction.Reconcile)draft.Directive.Instruction;
        return $"State that attempt {said.Attempt} was {CommandText.Word(said.Outcome)}, on this evidence: " +
            $"{said.Evidence}?";
    }
}
