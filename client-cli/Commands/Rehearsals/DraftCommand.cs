using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Rehearsals;

namespace DirectedExecution.Cli.Commands.Rehearsals;

/// <summary>
/// <c>rehearsal draft</c>: a script in which everything goes as the procedure expects it, to begin with.
/// </summary>
internal sealed class DraftCommand : Verb
{
    private const string Head =
        "# What the systems answer in a rehearsal, drafted from what the procedure expects.\n"
        + "# Change what is to go otherwise.\n";

    private readonly RehearsalFiles files = new();

    private readonly Option<string?> to = new("--to")
    {
        Description = "file to write; it must not be there yet [default: the output]",
        HelpName = "FILE",
    };

    public DraftCommand(CliHost host, GlobalOptions global)
        : base(host, global, "draft", "Draft a rehearsal script from a charter and a procedure.")
    {
        files.AddTo(this);
        Add(to);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var documents = files.Read(context);
        var document = RehearsalWriter.Write(RehearsalDraft.Of(documents.Charter, documents.Procedure));
        var text = Head + YamlText.Of(document);
        if (context.Get(to) is not { } name)
        {
            context.Output.Data("rehearsal", document, _ => context.Host.Out.Write(text));
            return ExitCode.Ok;
        }

        var path = context.Host.FullPath(name);
        if (File.Exists(path))
        {
            throw new CliException(
                ExitCode.AlreadyExists, "fileExists", $"{name}: there is a file of that name already",
                "name another with --to");
        }

        await File.WriteAllTextAsync(path, text, context.CancellationToken);
        context.Output.Data(
            "rehearsal", document, console => console.Line($"{name}: written; change what is to go otherwise"));
        return ExitCode.Ok;
    }
}
