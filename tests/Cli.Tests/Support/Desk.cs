using System.Text.Json;
using DirectedExecution.Cli;

namespace Cli.Tests.Support;

/// <summary>The command line in front of fake runs: one run, opened and confirmed, and people who type.</summary>
internal sealed class Desk : IDisposable
{
    public const string Run = "run-1";

    private readonly Sample sample = new Sample().WithFiles();
    private int ids;

    public FakeRuns Runs { get; } = new();

    public string Folder => sample.Folder;

    public static Task<Desk> ConfirmedAsync(string? procedure = null) => ConfirmedAsync(desk =>
    {
        if (procedure is not null)
        {
            desk.Write("procedure.yaml", procedure);
        }
    });

    /// <summary>With other files than the sample's, and further arguments of the start.</summary>
    public static async Task<Desk> ConfirmedAsync(Action<Desk> prepare, params string[] more)
    {
        var desk = new Desk();
        prepare(desk);
        var start = await desk.TypeAsync(
            "ana",
            ["run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--id", Run, .. more]);
        Assert.True(start.Code == 0, start.Error);
        Assert.Equal(0, (await desk.TypeAsync("ana", "confirm", Run)).Code);
        return desk;
    }

    /// <summary>Confirmed, the one step directed, its gate open.</summary>
    public static async Task<Desk> AtGateAsync()
    {
        var desk = await ConfirmedAsync();
        Assert.Equal(0, (await desk.TypeAsync("ana", "direct", Run, "open", "--arg", "doors=2")).Code);
        return desk;
    }

    public string Write(string name, string text) => sample.Write(name, text);

    public Task<CliRun> TypeAsync(string person, params string[] args) => TypeAsync(host => host, person, args);

    public Task<CliRun> TypeAsync(Func<CliHost, CliHost> with, string person, params string[] args) => CliRun.OfAsync(
        host => with(host) with
        {
            Folder = Folder,
            OsUser = person,
            NewId = () => $"id-{++ids}",
            Connect = (_, _) => Task.FromResult<DirectedExecution.Cli.Directing.IRunGateway>(Runs),
        },
        args);

    public async Task<JsonElement> JsonAsync(string person, params string[] args)
    {
        var run = await TypeAsync(person, [.. args, "-o", "json"]);
        using var json = JsonDocument.Parse(run.Out);
        return json.RootElement.Clone();
    }

    public void Dispose() => sample.Dispose();
}
