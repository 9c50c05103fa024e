namespace Tidy.Tests;

/// <summary>
/// What breaks a rule and is known: one line an entry in Allowed/RULE.txt. An entry that no longer breaks its rule
/// fails the test too, so a list can only shrink.
/// </summary>
internal static class AllowList
{
    public static void Check(string rule, IEnumerable<string> found)
    {
        var path = Path.Combine(Repository.Root, "tests", "Tidy.Tests", "Allowed", rule + ".txt");
        var allowed = File.Exists(path)
            ? File.ReadAllLines(path).Where(line => line.Length > 0 && !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal)
            : [];
        var now = found.ToHashSet(StringComparer.Ordinal);
        var broken = now.Except(allowed).Order(StringComparer.Ordinal).ToArray();
        var stale = allowed.Except(now).Order(StringComparer.Ordinal).ToArray();
        Assert.True(broken.Length == 0, $"{rule}: {broken.Length} new\n" + string.Join('\n', broken));
        Assert.True(stale.Length == 0, $"{rule}: take these from the list, they hold now\n" + string.Join('\n', stale));
    }
}
