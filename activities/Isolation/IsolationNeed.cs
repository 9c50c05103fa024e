using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Isolation;

/// <summary>What a call asks for, or what the worker asks for of its program: the higher of the two.</summary>
/// <param name="Level">The rung of the ladder.</param>
/// <param name="HasNetwork">Whether the program may use the network at level 2.</param>
internal sealed record IsolationNeed(int Level, bool HasNetwork)
{
    public const string Parameter = "isolation";

    /// <summary><c>isolation: { level: 1, network: true }</c>, or nothing.</summary>
    /// <param name="parameters">The call's.</param>
    /// <param name="options">The worker's.</param>
    /// <param name="path">The program: it may have several names, and the strictest counts.</param>
    public static IsolationNeed Of(ToolParameters parameters, ToolOptions options, string path)
    {
        var asked = parameters.OptionalObject(Parameter);
        foreach (var (name, _) in asked ?? [])
        {
            if (name is not ("level" or "network"))
            {
                throw parameters.Invalid(Parameter, $"knows level and network, not '{name}'");
            }
        }

        var level = asked is null ? 0 : Number(parameters, asked["level"]);
        var hasNetwork = asked?["network"] switch
        {
            null => false,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            _ => throw parameters.Invalid(Parameter, "needs true or false as 'network'"),
        };
        var demanded = options.Executables.Where(program => program.Value == path)
            .Select(program => options.Isolation.Programs.GetValueOrDefault(program.Key))
            .Append(options.Isolation.Level)
            .Max();
        return new IsolationNeed(Math.Max(level, demanded), hasNetwork);
    }

    private static int Number(ToolParameters parameters, JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<int>(out var level) && level is >= 0 and <= IsolationLadder.Highest
            ? level
            : throw parameters.Invalid(Parameter, $"needs a 'level' from 0 to {IsolationLadder.Highest}");
}
