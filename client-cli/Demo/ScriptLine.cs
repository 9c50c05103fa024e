using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// A line of the script of an unattended run: who directs what, what has to come of it, what to wait for.
/// </summary>
internal sealed record ScriptLine(
    int Line,
    string? By,
    string? Verb,
    string? Event,
    IReadOnlyDictionary<string, JsonData> Values,
    bool IsAccepted,
    RefusalCode? Refusal,
    string? Wait)
{
    public string? Text(string name) =>
        Values.TryGetValue(name, out var value) ? value.Element.GetString() : null;

    public string Needed(string name) => Text(name) ?? throw Bad($"the field \"{name}\" is missing");

    public CliException Bad(string sentence) => new(
        ExitCode.BadInput, "badScript", $"{ScriptReader.FileName}:{Line}: {sentence}", "mend the script of directives");
}
