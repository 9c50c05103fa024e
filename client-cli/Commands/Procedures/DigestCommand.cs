using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary>
/// <c>procedure digest FILE</c>, <c>charter digest FILE</c>: what it is pinned by, whatever its layout.
/// </summary>
internal sealed class DigestCommand : Verb
{
    private readonly Argument<string> file = new("file") { Description = "YAML or JSON", HelpName = "FILE" };
    private readonly Func<DocumentSource, DocumentResult<DigestView>> read;

    public DigestCommand(
        CliHost host, GlobalOptions global, string noun, Func<DocumentSource, DocumentResult<DigestView>> read)
        : base(host, global, "digest", $"Print the digest of a {noun}: layout and comments do not count.")
    {
        this.read = read;
        Add(file);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var result = read(DocumentFile.Read(context.Host, context.Get(file)));
        var view = result.Value ?? throw BadDocuments.Of(result.Problems);
        context.Output.Data("digest", view, console => console.Line(view.Digest.Value));
        return Task.FromResult(ExitCode.Ok);
    }
}
