using System.Diagnostics;
using System.Globalization;
using System.Text;
using Temporalio.Client;
using Xunit.Sdk;

namespace Conformance.Tests.Differential;

/// <summary>
/// A random conversation, the same with both servers, one move after the other. After each move both are left alone until
/// nothing goes on by itself; then they must say the same, word by word.
/// </summary>
internal sealed class Story
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly int seed;
    private readonly string prefix;
    private readonly Player embedded;
    private readonly Player real;
    private readonly Author author;
    private readonly List<string> told = [];
    private Scene scene = new([]);

    public Story(int seed, ITemporalConnection embedded, ITemporalConnection real)
    {
        this.seed = seed;
        prefix = string.Create(CultureInfo.InvariantCulture, $"story-{seed}-{Guid.NewGuid():N}");
        this.embedded = new(embedded, prefix);
        this.real = new(real, prefix);
        author = new(new Random(seed), [this.embedded, this.real]);
    }

    public string Told => string.Join('\n', told);

    /// <exception cref="XunitException">The servers differ; with the moves that led there.</exception>
    public async Task TellAsync(int moves)
    {
        try
        {
            for (var number = 0; number < moves; number++)
            {
                scene = await SettleAsync();
                await PlayAsync(author.Next(scene));
            }

            await SettleAsync();
            foreach (var last in author.Last())
            {
                await PlayAsync(last);
            }

            await SettleAsync();
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task PlayAsync(Move move)
    {
        told.Add(move.Text);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answers = await Task.WhenAll(move.PlayAsync(embedded), move.PlayAsync(real));
            if (answers[0] == answers[1])
            {
                return;
            }

            if (!move.IsAsked || clock.Elapsed > Patience)
            {
                throw Differ(answers[0], answers[1], string.Empty);
            }

            await Task.Delay(Pause);
        }
    }

    private async Task<Scene> SettleAsync()
    {
        var clock = Stopwatch.StartNew();
        var (since, before) = (TimeSpan.Zero, string.Empty);
        while (true)
        {
            var scenes = await Task.WhenAll(embedded.LookAsync(), real.LookAsync());
            var (mine, theirs) = (Text(scenes[0], embedded), Text(scenes[1], real));
            var (mineWaits, theirsWaits) = (Quiet.WhyNot(scenes[0]), Quiet.WhyNot(scenes[1]));
            if (mineWaits is null && theirsWaits is null && mine == theirs)
            {
                return scenes[0];
            }

            if (before != mine + theirs || mineWaits is not null || theirsWaits is not null)
            {
                (since, before) = (clock.Elapsed, mine + theirs);
            }

            if (clock.Elapsed > Patience || clock.Elapsed - since > Standstill)
            {
                throw Differ(mine, theirs, $" (embedded: {mineWaits ?? "quiet"}; official: {theirsWaits ?? "quiet"})");
            }

            await Task.Delay(Pause);
        }
    }

    private string Text(Scene scene, Player player) =>
        scene.Text(player.RunNames).Replace(prefix, "~", StringComparison.Ordinal);

    private XunitException Differ(string mine, string theirs, string remark)
    {
        var (ours, others) = (mine.Split('\n'), theirs.Split('\n'));
        var (more, less) = (ours.Except(others).Take(30), others.Except(ours).Take(30));
        return new XunitException(new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Seed {seed}: the servers differ after move {told.Count}{remark}.\n")
            .Append(CultureInfo.InvariantCulture, $"Moves:\n  {string.Join("\n  ", told)}\n")
            .Append(CultureInfo.InvariantCulture, $"Only embedded:\n  {string.Join("\n  ", more)}\n")
            .Append(CultureInfo.InvariantCulture, $"Only official:\n  {string.Join("\n  ", less)}\n")
            .Append(CultureInfo.InvariantCulture, $"Before that move:\n  {string.Join("\n  ", scene.Runs.Select(run => run.Outline))}\n")
            .ToString());
    }

    private Task EndAsync() => Task.WhenAll(author.Endings(embedded), author.Endings(real));
}
