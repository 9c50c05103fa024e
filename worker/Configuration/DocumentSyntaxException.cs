namespace DirectedExecution.Worker.Configuration;

/// <summary>A file that cannot be read as YAML or JSON, with the place.</summary>
public sealed class DocumentSyntaxException(string file, int line, int column, string sentence)
    : Exception($"{file}:{line}:{column}: {sentence}")
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public string Sentence { get; } = sentence;
}
