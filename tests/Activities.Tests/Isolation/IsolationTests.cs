using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Isolation;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Isolation;

/// <summary>The ladder of least privilege: each rung as far as this host has it, and a refusal beyond.</summary>
public sealed class IsolationTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;

    private static readonly string Cat = FindProgram("cat");

    private readonly List<Bench> benches = [];

    public void Dispose() => benches.ForEach(bench => bench.Dispose());

    [SkippableFact]
    public async Task LevelOne_IsAnotherUser_WithoutRights_WithinLimits()
    {
        SkipUnless(1);
        var bench = New();

        var status = await RunAsync(bench, "cat", 1, "/proc/self/status");
        var limits = await RunAsync(bench, "cat", 1, "/proc/self/limits");

        Assert.Equal((ToolOutcome.Executed, 1), (status.Outcome, status.Isolation));
        Assert.Equal(1, (int?)status.Value!["isolation"]);
        var lines = Lines(status);
        Assert.Equal("65534 65534 65534 65534", lines["Uid"]);
        Assert.Equal("65534 65534 65534 65534", lines["Gid"]);
        Assert.Equal("", lines["Groups"]);
        Assert.Equal("1", lines["NoNewPrivs"]);
        Assert.All(new[] { "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb" }, name => Assert.Equal(new string('0', 16), lines[name]));
        Assert.Matches(@"Max processes\s+512\s+512", Text(limits));
        Assert.Matches(@"Max open files\s+1024\s+1024", Text(limits));
        Assert.Matches(@"Max core file size\s+0\s+0", Text(limits));
    }

    [SkippableFact]
    public async Task LevelOne_CannotReadWhatIsTheWorkersAlone()
    {
        SkipUnless(1);
        var bench = New();
        var secret = bench.Folder["secret"];
        await File.WriteAllTextAsync(secret, "canary4711");
        SetMode(secret, UnixFileMode.UserRead);

        var open = await RunAsync(bench, "cat", 0, secret);
        var apart = await RunAsync(bench, "cat", 1, secret);

        Assert.Equal((ToolOutcome.Executed, null), (open.Outcome, open.Isolation));
        Assert.Equal(ToolOutcome.Unknown, apart.Outcome);
        Assert.DoesNotContain("canary4711", apart.Value!.ToJsonString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task LevelOne_GetsItsArgumentsAsTheyAre()
    {
        SkipUnless(1);
        var bench = New(options => options with
        {
            Executables = new Dictionary<string, string>(StringComparer.Ordinal) { ["printf"] = FindProgram("printf") },
        });

        foreach (var text in new[] { "$(id)", "; id", "--reuid=0", "-- id", "a\nb", "`id`", "|id", "" })
        {
            var result = await RunAsync(bench, "printf", 1, "%s", text);
            Assert.Equal((ToolOutcome.Executed, text.Trim()), (result.Outcome, ((string?)result.Value!["output"])!.Trim()));
        }
    }

    [SkippableFact]
    public async Task LevelOne_OfAProgramThatHangs_IsEndedWithAllThatItStarted()
    {
        SkipUnless(1);
        var bench = New(options => options with
        {
            Executables = new Dictionary<string, string>(StringComparer.Ordinal) { ["sleep"] = FindProgram("sleep") },
        });

        var result = await bench.ActAsync("shell", Parameters("sleep", 1, "600"), timeout: TimeSpan.FromSeconds(2));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.TimedOut), (result.Outcome, result.Code));
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), IsSleepOfNobody);
    }

    [SkippableFact]
    public async Task LevelTwo_HasNoNetwork_AndWritesItsFolderAlone()
    {
        SkipUnless(2);
        var bench = New(options => options with
        {
            Executables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["cat"] = Cat, ["touch"] = FindProgram("touch"),
            },
        });

        // Where everybody may write, but for who is in the sandbox.
        var outside = Path.Combine("/var/tmp", $"outside-{Guid.NewGuid():N}");

        var routes = await RunAsync(bench, "cat", 2, "/proc/net/dev");
        var status = await RunAsync(bench, "cat", 2, "/proc/self/status");
        var inside = await RunAsync(bench, "touch", 2, "made");
        var beyond = await RunAsync(bench, "touch", 2, outside);

        Assert.Equal((ToolOutcome.Executed, 2), (routes.Outcome, routes.Isolation));
        Assert.Equal(["lo"], Text(routes).Split('\n').Skip(2).Select(line => line.Split(':')[0].Trim()));
        Assert.Equal("1", Lines(status)["NoNewPrivs"]);
        Assert.Equal(new string('0', 16), Lines(status)["CapEff"]);
        Assert.Equal(ToolOutcome.Executed, inside.Outcome);
        Assert.True(File.Exists(bench.Folder["made"]));
        Assert.Equal(ToolOutcome.Unknown, beyond.Outcome);
        Assert.False(File.Exists(outside));
    }

    [SkippableTheory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 0, 0, 0)]
    public async Task Level_OfStepWorkerAndProgram_IsTheHighest(int step, int worker, int program, int reached)
    {
        SkipUnless(1);
        var bench = New(options => options with
        {
            Isolation = new IsolationOptions
            {
                Level = worker,
                Programs = new Dictionary<string, int>(StringComparer.Ordinal) { ["cat"] = program },
            },
        });

        // By its path the program has the same level as by its name.
        foreach (var name in new[] { "cat", Cat })
        {
            var result = await RunAsync(bench, name, step, "/proc/self/status");
            Assert.Equal(reached, result.Isolation ?? 0);
            Assert.Equal(reached == 0 ? "0" : "1", Lines(result)["NoNewPrivs"]);
        }
    }

    [SkippableTheory]
    [InlineData(3, "containers are not part of this program")]
    public async Task Level_ThatTheHostCannotGive_IsRefused_AndNothingRuns(int level, string why)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "isolation is known on Linux only");
        var bench = New();

        var result = await RunAsync(bench, "cat", level, "/proc/self/status");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.IsolationMissing), (result.Outcome, result.Code));
        Assert.Contains(why, result.Sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Level_ThatTheLauncherRefuses_IsRefused_WithItsReason()
    {
        SkipUnless(1);
        var bench = New(options => options with { Isolation = new IsolationOptions { MemoryBytes = 1024 * 1024 } });

        var result = await RunAsync(bench, "cat", 1, "/proc/self/status");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.IsolationMissing), (result.Outcome, result.Code));
    }

    [SkippableFact]
    public async Task Level_OfAWorkerThatIsNotRoot_IsRefused()
    {
        Skip.If(Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux(), "this is root, or no Linux");
        var result = await RunAsync(New(), "cat", 1, "/proc/self/status");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.IsolationMissing), (result.Outcome, result.Code));
        Assert.Contains("not root", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_OnALevelThatItsPidFileCannotCross_IsRefused()
    {
        var result = await New().ActAsync(
            "service",
            """
            {"operation":"start","pidFile":"p","executable":"cat","arguments":["/dev/null"],"isolation":{"level":2}}
            """);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.IsolationMissing), (result.Outcome, result.Code));
    }

    [Theory]
    [InlineData("""{"level":4}""")]
    [InlineData("""{"level":-1}""")]
    [InlineData("""{"level":"1"}""")]
    [InlineData("""{"network":true}""")]
    [InlineData("""{"level":1,"network":"yes"}""")]
    [InlineData("""{"level":1,"user":0}""")]
    [InlineData("1")]
    public async Task Isolation_ThatIsNotWellSaid_IsRefused(string isolation)
    {
        var result = await New().ActAsync(
            "shell", $$"""{"executable":"cat","arguments":["/dev/null"],"isolation":{{isolation}}}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
    }

    [Theory]
    [InlineData(0, 1, 0, "cat")]
    [InlineData(65534, 0, 0, "cat")]
    [InlineData(65534, 65534, 9, "cat")]
    [InlineData(65534, 65534, 1, "nowhere")]
    public void Options_ThatMakeNoSense_AreRefused(int user, int group, int level, string program) =>
        Assert.Throws<ArgumentException>(() => New(options => options with
        {
            Isolation = new IsolationOptions
            {
                User = user, Group = group,
                Programs = new Dictionary<string, int>(StringComparer.Ordinal) { [program] = level },
            },
        }));

    private static void SkipUnless(int level)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "isolation is known on Linux only");
        Skip.IfNot(Environment.IsPrivilegedProcess, "the tests do not run as root");
        Skip.IfNot(File.Exists("/usr/bin/setpriv") && File.Exists("/usr/bin/prlimit"), "this host has no setpriv or prlimit");
        Skip.If(level > 1 && !File.Exists("/usr/bin/bwrap"), "this host has no bwrap (Debian: bubblewrap)");
    }

    private static string FindProgram(string name) =>
        new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? $"/usr/bin/{name}";

    private static bool IsSleepOfNobody(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains("sleep\0" + "600", StringComparison.Ordinal)
                && File.ReadAllText(Path.Combine(folder, "status")).Contains("Uid:\t65534", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Lines(ToolResult result) => Text(result).Split('\n')
        .Where(line => line.Contains(':', StringComparison.Ordinal))
        .ToDictionary(
            line => line[..line.IndexOf(':', StringComparison.Ordinal)],
            line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('\t', ' ').Trim(),
            StringComparer.Ordinal);

    private static string Text(ToolResult result) => (string)result.Value!["output"]!;

    private static string Parameters(string program, int level, params string[] arguments) => new JsonObject
    {
        ["executable"] = program,
        ["arguments"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
        ["isolation"] = new JsonObject { ["level"] = level },
    }.ToJsonString();

    private static Task<ToolResult> RunAsync(Bench bench, string program, int level, params string[] arguments) =>
        bench.ActAsync("shell", Parameters(program, level, arguments), key: Guid.NewGuid().ToString("N"));

    private Bench New(Func<ToolOptions, ToolOptions>? change = null)
    {
        var programs = new Dictionary<string, string>(StringComparer.Ordinal) { ["cat"] = Cat };
        var bench = new Bench(options =>
        {
            var own = options with { Executables = programs };
            return change?.Invoke(own) ?? own;
        });
        benches.Add(bench);

        // Somebody else works in it.
        SetMode(bench.Folder.Path, Everybody);
        return bench;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
