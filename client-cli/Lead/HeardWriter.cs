using System.Text;

namespace DirectedExecution.Cli.Lead;

/// <summary>Passes on what is written, and remembers its lines.</summary>
internal sealed class HeardWriter(TextWriter next) : TextWriter
{
    private readonly StringBuilder heard = new();

    public override Encoding Encoding => next.Encoding;

    public IReadOnlyList<string> Lines =>
        [.. heard.ToString().ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];

    public override void Write(char value)
    {
        next.Write(value);
        _ = heard.Append(value);
    }

    public override void Flush() => next.Flush();
}
