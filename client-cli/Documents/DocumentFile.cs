using DirectedExecution.Domain.Documents;
using DirectedExecution.Worker.Configuration;

namespace DirectedExecution.Cli.Documents;

/// <summary>A YAML or JSON file from the disk, up to the point where the domain reads it.</summary>
internal static class DocumentFile
{
    private const long MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the file; the name in messages is the one that was typed.</summary>
    public static DocumentSource Read(CliHost host, string name)
    {
        var text = ReadText(host, name);
        if (Path.GetExtension(name).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            var result = JsonDocumentReader.Read(text, name);
            return result.Value is { } root ? new DocumentSource(name, root) : throw BadDocuments.Of(result.Problems);
        }

        try
        {
            return new DocumentSource(name, YamlDocumentReader.Read(text, name));
        }
        catch (DocumentSyntaxException bad)
        {
            throw BadDocuments.Of(
                [
                    new Problem(
                        ProblemCode.Unreadable,
                        bad.File,
                        bad.Line,
                        bad.Column,
                        "$",
                        bad.Sentence,
                        "Mend the text at this place.")]);
        }
    }

    public static string ReadText(CliHost host, string name)
    {
        var file = new FileInfo(host.FullPath(name));
        if (!file.Exists)
        {
            throw new CliException(
                ExitCode.NotFound, "fileNotFound", $"{name}: there is no such file", "check the path");
        }

        return file.Length <= MaxBytes
            ? File.ReadAllText(file.FullName)
            : throw new CliException(
                ExitCode.BadInput,
                "fileTooLarge",
                $"{name}: {file.Length} bytes are more than {MaxBytes}",
                "name the right file");
    }
}
