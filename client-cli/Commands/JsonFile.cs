using System.Text.Json;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands;

/// <summary>Domain values as files for people and programs: indented, one line end.</summary>
internal static class JsonFile
{
    public static string Text<T>(T value) =>
        JsonSerializer.Serialize(value, DomainJson.Indented).ReplaceLineEndings("\n") + "\n";
}
