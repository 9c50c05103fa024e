using DirectedExecution.Domain.Primitives;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A codec endpoint that has started. Programs wait for this line.</summary>
internal sealed record CodecView(string Address, string Namespace, ValueList<string> Keys)
{
    public const string Ready = "codec endpoint listens on ";

    public void Write(IAnsiConsole console)
    {
        console.Line($"{Ready}{Address}, for namespace {Namespace}, with the keys {string.Join(", ", Keys)}");
        console.Line($"  temporal workflow show --codec-endpoint {Address} --codec-auth \"Bearer KEY\" ...");
    }
}
