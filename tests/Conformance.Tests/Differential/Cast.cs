using System.Globalization;

namespace Conformance.Tests.Differential;

/// <summary>What an author draws on: the dice, the names given so far, and the tasks that the worker has been handed.</summary>
internal sealed class Cast(Random random, IReadOnlyList<Player> players)
{
    /// <summary>A workflow whose tasks time out soon; its worker answers at once or never.</summary>
    public const string Hasty = "hasty";

    private readonly Dictionary<string, string> tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Roots { get; } = ["a", "b", "c"];

    public List<string> Children { get; } = [];

    /// <summary>Gets the names of all tokens that were ever handed out.</summary>
    public List<string> OldTasks { get; } = [];

    public IEnumerable<string> Workflows => [.. Roots, Hasty, .. Children];

    public void Introduce(string workflow)
    {
        foreach (var player in players)
        {
            player.Know(workflow);
        }
    }

    public bool OneIn(int number) => random.Next(number) == 0;

    public int Number(int from, int to) => random.Next(from, to + 1);

    public T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>One of what is there, or of what is added; the dice are thrown either way.</summary>
    public T PickOr<T>(IEnumerable<T> from, T otherwise) => Pick([.. from, otherwise]);

    public string New(string kind)
    {
        counters[kind] = counters.GetValueOrDefault(kind) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{kind}{counters[kind]}");
    }

    /// <summary>A name for the token that is handed out next for this run, or for an activity of it.</summary>
    public string Hold(string what)
    {
        var name = $"{what}/{New("token")}";
        tasks[what] = name;
        OldTasks.Add(name);
        return name;
    }

    /// <summary>The newest token for this run or activity that both sides were really given.</summary>
    public string? Held(string what) =>
        tasks.TryGetValue(what, out var name) && players.All(player => player.Has(name)) ? name : null;
}
