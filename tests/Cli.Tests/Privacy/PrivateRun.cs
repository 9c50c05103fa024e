using System.Diagnostics;
using Cli.Tests.Support;
using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;
using Microsoft.Extensions.Hosting;
using Tests.Support;

namespace Cli.Tests.Privacy;

/// <summary>
/// A server of either kind that keeps everything in a file, a worker, and people at the command line, all with the keys
/// that a test gives them; and a run in which a canary sits wherever people and tools can put words.
/// </summary>
internal sealed class PrivateRun : IAsyncDisposable
{
    public const string Canary = "canary4711";
    public const string Id = "private-1";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("private-");
    private readonly ServerKind kind;
    private readonly string queue = $"queue-{Guid.NewGuid():N}";
    private ServerProcess? server;
    private IHost? worker;

    private PrivateRun(ServerKind kind) => this.kind = kind;

    /// <summary>Settings of the server as <c>key=JSON</c>.</summary>
    public IReadOnlyList<string> DynamicConfig { get; private init; } = [];

    public string Address => server!.Address;

    public string Folder => folder.FullName;

    /// <summary>What the server keeps, with the files beside it.</summary>
    public IEnumerable<string> ServerFiles => Directory.EnumerateFiles(Folder, "server.db*");

    public string AnnexFile => Path.Combine(Folder, "annex.db");

    /// <summary>Variables that name keys: the first one encrypts.</summary>
    public Dictionary<string, string> Keys(params string[] ids) => ids.Length == 0 ? [] : new(StringComparer.Ordinal)
    {
        ["DIRECTED_ENCRYPTION_KEY"] = ids[0],
        ["DIRECTED_ENCRYPTION_KEYS"] = string.Join(' ', ids.Select(id => $"{id}=file:{KeyFile(id)}")),
    };

    public static Task<PrivateRun> StartAsync(ServerKind kind, params string[] keys) =>
        StartAsync(kind, text => text, text => text, keys);

    public static Task<PrivateRun> StartAsync(
        ServerKind kind, Func<string, string> charter, Func<string, string> procedure, params string[] keys) =>
        StartAsync(new PrivateRun(kind), charter, procedure, keys);

    /// <summary>At a server that soon tells a run to continue as new.</summary>
    public static Task<PrivateRun> StartWithShortHistoriesAsync(ServerKind kind, params string[] keys) => StartAsync(
        new PrivateRun(kind) { DynamicConfig = ["limit.historyCount.suggestContinueAsNew=40"] }, text => text, text => text, keys);

    public async Task StartWorkerAsync(params string[] keys)
    {
        await StopWorkerAsync();
        worker = await WorkerHost.CreateAsync(Settings(keys), _ => { }, CancellationToken.None);
        await worker.StartAsync();
    }

    public WorkerSettings Settings(params string[] keys) => SettingsReader.FromText("{}", "none") with
    {
        Address = Address,
        TaskQueue = queue,
        WorkingRoot = Folder,
        AuditFile = Path.Combine(Folder, "audit.db"),
        AnnexFile = AnnexFile,
        Encryption = keys.Length == 0 ? null : new EncryptionSettings
        {
            Key = keys[0],
            Keys = keys.ToDictionary(id => id, id => $"file:{KeyFile(id)}", StringComparer.Ordinal),
        },
    };

    public Task<CliRun> TypeAsync(IReadOnlyDictionary<string, string> variables, params string[] args) => CliRun.OfAsync(
        host => host with { Variable = variables.GetValueOrDefault, Folder = Folder, OsUser = "ana" },
        [.. args, "--address", Address, "--task-queue", queue]);

    public async Task DoneAsync(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var run = await TypeAsync(variables, args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Code} {run.Error}");
    }

    public Task OpenAsync(IReadOnlyDictionary<string, string> variables) => DoneAsync(
        variables, "run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--id", Id);

    /// <summary>
    /// Waits until a worker answers for the run, with the run's state or with what keeps it from knowing it: right after
    /// a restart the server may still ask the one before.
    /// </summary>
    public async Task<CliRun> UntilAnswersAsync(IReadOnlyDictionary<string, string> variables)
    {
        CliRun? show = null;
        await Eventually.IsAsync(
            async () => (show = await TypeAsync(variables, "run", "show", Id)).Code == 0
                || show.Error.Contains("encrypted with the key", StringComparison.Ordinal),
            "a worker answers for the run");
        return show!;
    }

    /// <summary>The official command line, on this server.</summary>
    public async Task<(int Code, string Out, string Error)> OfficialAsync(params string[] args)
    {
        using var program = Process.Start(new ProcessStartInfo(
            RealServer.FindProgram(), [.. args, "--address", Address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = program.StandardError.ReadToEndAsync();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, output, await error);
    }

    public async Task StopServerAsync()
    {
        await StopWorkerAsync();
        await server!.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        if (server is not null)
        {
            await StopServerAsync();
        }

        folder.Delete(recursive: true);
    }

    private string KeyFile(string id)
    {
        var file = Path.Combine(Folder, $"{id}.key");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, PayloadKey.Create(id).Reveal());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return file;
    }

    private static async Task<PrivateRun> StartAsync(
        PrivateRun run, Func<string, string> charter, Func<string, string> procedure, string[] keys)
    {
        Skip.If(ServerProcess.WhyMissing(run.kind) is not null, ServerProcess.WhyMissing(run.kind));
        run.server = await ServerProcess.StartAsync(
            run.kind, new() { DatabaseFile = Path.Combine(run.Folder, "server.db"), DynamicConfig = run.DynamicConfig });
        run.WriteDocuments(charter, procedure);
        await run.StartWorkerAsync(keys);
        return run;
    }

    private async Task StopWorkerAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync();
            worker.Dispose();
            worker = null;
        }
    }

    private void WriteDocuments(Func<string, string> charter, Func<string, string> procedure)
    {
        File.WriteAllText(Path.Combine(Folder, "board.json"), $$"""{"open":false,"was":"{{Canary}}"}""");
        File.WriteAllText(
            Path.Combine(Folder, "charter.yaml"),
            charter(Sample.Charter.Replace("Bring the shop back.", $"Bring {Canary} back.", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(Folder, "procedure.yaml"), procedure(Procedure));
    }

    private const string Procedure = $$$"""
        id: shop
        version: "1"
        title: Bring {{{Canary}}} back
        noGoConditions: []
        steps:
          - id: open
            title: Open {{{Canary}}}
            class: probed
            targets: [shop]
            arguments:
              - { name: note, type: text, required: true }
            requires: []
            freshness: 60s
            risk: { blastRadius: "{{{Canary}}}", failureMode: It stays shut., alternatives: [Wait.], policies: [Any] }
            before:
              - { id: shut, fact: shop, source: board, read: &board { tool: file, parameters: { path: board.json, operation: read }, timeout: 30s }, expect: { path: $.content.open, equals: false } }
            action: { tool: file, parameters: { path: board.json, operation: set, values: { open: true, note: "{{args.note}}" }, expect: { open: false } }, timeout: 30s }
            after:
              - { id: opened, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: true }, settles: true }
            reversal:
              plan: "Shut {{{Canary}}} again."
              class: probed
              action: { tool: file, parameters: { path: board.json, operation: set, values: { open: false }, expect: { open: true } }, timeout: 30s }
              before:
                - { id: isOpen, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: true } }
              after:
                - { id: isShut, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: false }, settles: true }
          - id: fail
            title: Read what is not there
            class: probed
            targets: [shop]
            arguments: []
            requires: []
            freshness: 60s
            risk: { blastRadius: Nobody., failureMode: None., alternatives: [Wait.], policies: [Any] }
            before:
              - { id: gone, fact: gone, source: board, read: { tool: file, parameters: { path: {{{Canary}}}.json, operation: read }, timeout: 30s }, expect: { path: $.content.open, equals: true } }
            action: { tool: file, parameters: { path: board.json, operation: set, values: { open: true }, expect: { open: false } }, timeout: 30s }
            after:
              - { id: done, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: true }, settles: true }
            reversal:
              plan: "Shut it again."
              class: probed
              action: { tool: file, parameters: { path: board.json, operation: set, values: { open: false }, expect: { open: true } }, timeout: 30s }
              before:
                - { id: isOpen, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: true } }
              after:
                - { id: isShut, fact: shop, source: board, read: *board, expect: { path: $.content.open, equals: false }, settles: true }
        """;
}
