using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A key that was made, without the key.</summary>
internal sealed record KeyView(string Id, string File)
{
    public void Write(IAnsiConsole console)
    {
        console.Line($"key {Id} made, in {File}; only its owner can read it");
        console.Line($"  to decrypt with it: encryption.keys.{Id}: file:{File}");
        console.Line($"  to encrypt with it, once every worker and person has it: encryption.key: {Id}");
    }
}
