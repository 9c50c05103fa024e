using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tests.Support;

/// <summary>
/// The real Temporal server as a process of its own: the judge of client, worker and embedded server. Killed on dispose, and
/// when the tests end.
/// </summary>
public sealed class RealServer : IAsyncDisposable
{
    private const string Host = "127.0.0.1";

    // A test host that is killed runs no clean-up: a watcher waits for the end of our pipe and takes the server along.
    private const string StartWatched = """
        exec 3<&0
        (cat <&3 >/dev/null 2>&1; tr '\0' ' ' </proc/$$/cmdline | grep -q start-dev && kill -9 $$) >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private static readonly Lazy<Task<RealServer>> Shared = new(() => StartAsync());

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RealServer(Process process, int port, string program)
    {
        this.process = process;
        Port = port;
        Program = program;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Gets why there is no reference server here; null when there is one.</summary>
    public static string? WhyMissing { get; } = FindReasonMissing();

    /// <summary>Gets where it listens, as <c>host:port</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets the program, which is also the official CLI.</summary>
    public string Program { get; }

    /// <summary>Gets what it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>One server for all tests of this process that need nothing special: use ids of your own.</summary>
    public static Task<RealServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server and returns when it takes calls.</summary>
    /// <exception cref="InvalidOperationException">There is none here, or it did not start; with its output.</exception>
    public static async Task<RealServer> StartAsync(RealServerOptions? options = null)
    {
        options ??= new();
        var program = FindProgram();
        var port = options.Port == 0 ? FreePort() : options.Port;
        var start = new ProcessStartInfo("sh", ["-c", StartWatched, "sh", program, .. Arguments(options, port)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var server = new RealServer(new Process { StartInfo = start, EnableRaisingEvents = true }, port, program);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await KillAsync();
        process.Dispose();
    }

    private static string? FindReasonMissing() => SharedFolder.Path is null
        ? SharedFolder.WhyMissing
        : OperatingSystem.IsLinux() ? null : "the reference server is there for Linux only";

    private static List<string> Arguments(RealServerOptions options, int port)
    {
        List<string> arguments =
        [
            "server", "start-dev", "--headless", "--ip", Host, "--log-level", "error",
            "--port", port.ToString(CultureInfo.InvariantCulture),
        ];
        if (options.DatabaseFile is { } file)
        {
            arguments.AddRange(["--db-filename", file]);
        }

        arguments.AddRange(options.Namespaces.SelectMany(name => new[] { "--namespace", name }));
        arguments.AddRange(options.SearchAttributes.SelectMany(pair => new[] { "--search-attribute", pair }));
        arguments.AddRange(options.DynamicConfig.SelectMany(pair => new[] { "--dynamic-config-value", pair }));
        arguments.AddRange(options.ExtraArguments);
        return arguments;
    }

    /// <summary>Where the program is.</summary>
    /// <exception cref="InvalidOperationException">There is none here.</exception>
    public static string FindProgram() => Path.Combine(Unpack(), "temporal");

    private static string Unpack()
    {
        if (WhyMissing is not null)
        {
            throw new InvalidOperationException($"No reference server: {WhyMissing}");
        }

        var start = new ProcessStartInfo("sh", [Path.Combine(SharedFolder.Path!, "temporal", "unpack")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var unpack = Process.Start(start)!;
        var errors = unpack.StandardError.ReadToEndAsync();
        var folder = unpack.StandardOutput.ReadToEnd().Trim();
        unpack.WaitForExit();
        return unpack.ExitCode == 0
            ? folder
            : throw new InvalidOperationException($"The reference server cannot be unpacked: {errors.GetAwaiter().GetResult()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Parse(Host), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => ready.TrySetException(
            new InvalidOperationException($"The reference server ended before it was ready: {Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(StartTimeout);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The reference server was not ready after {StartTimeout}: {Output}");
        }
    }

    // It prints its address when the namespaces are there and calls are taken.
    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }

        if (line.StartsWith("Server:", StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
