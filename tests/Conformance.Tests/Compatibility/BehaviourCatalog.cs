using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Tests.Servers;

namespace Conformance.Tests.Compatibility;

/// <summary>All behaviours of this assembly, as reflection finds them.</summary>
internal static class BehaviourCatalog
{
    private const string Root = "Conformance.Tests.";

    // Names that are written in a way of their own.
    private static readonly (string Words, string Name)[] Names =
    [
        ("type script sdk", "TypeScript SDK"), ("web ui", "Web UI"), ("sdk", "SDK"), ("rpc", "RPC"), ("json", "JSON"),
        ("cli", "CLI"),
    ];

    /// <summary>By folder and class, in an order of their own.</summary>
    public static IReadOnlyList<HeldBehaviour> All { get; } = [.. Find()];

    /// <summary>Whether a test of this name, <c>Class.Method</c>, is here.</summary>
    public static bool Has(string test) => All.Any(one => one.Test == test);

    /// <summary><c>CloseCommand_NotLast_IsRefused</c> as people would write it: Close command, not last: is refused.</summary>
    public static string Sentence(string method)
    {
        var parts = method.Split('_').Select(Words).ToList();
        var subject = char.ToUpperInvariant(parts[0][0]) + parts[0][1..];
        return parts.Count < 3
            ? string.Join(": ", parts.Skip(1).Prepend(subject))
            : $"{subject}, {string.Join(", ", parts[1..^1])}: {parts[^1]}";
    }

    private static IEnumerable<HeldBehaviour> Find() =>
        from type in typeof(BehaviourCatalog).Assembly.GetTypes()
        where type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(FactAttribute), inherit: true) && Servers(method) is not []
        orderby type.Namespace, type.Name, method.Name
        select new HeldBehaviour(
            type.Namespace![Root.Length..], $"{type.Name}.{method.Name}", Sentence(method.Name), Servers(method));

    private static ServerKind[] Servers(MethodInfo method) =>
        method.IsDefined(typeof(BothServersAttribute)) || method.IsDefined(typeof(BothServersTogetherAttribute)) ? [ServerKind.Embedded, ServerKind.Real] :
        [.. method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method))
            .SelectMany(row => row.OfType<ServerKind>()).Distinct()];

    private static string Words(string pascal)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pascal.Length; i++)
        {
            var begins = char.IsUpper(pascal[i]) && i > 0 && (!char.IsUpper(pascal[i - 1]) || NextIsLower(pascal, i));
            text.Append(begins ? " " : string.Empty).Append(char.ToLowerInvariant(pascal[i]));
        }

        return Names.Aggregate(
            text.ToString(),
            (words, name) => Regex.Replace(words, $@"\b{name.Words}\b", name.Name, RegexOptions.CultureInvariant));
    }

    private static bool NextIsLower(string text, int at) => at + 1 < text.Length && char.IsLower(text[at + 1]);
}
