using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tests.Support;

/// <summary>
/// A server, embedded or real, as a process of its own on loopback. Killed on dispose, and when the tests end.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyPrefix = "Server:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServerKind kind;
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int port;

    private ServerProcess(ServerKind kind, int port, ProcessStartInfo start)
    {
        this.kind = kind;
        this.port = port;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
    }

    /// <summary>Gets the port; of an embedded server that chose one itself, when it is ready.</summary>
    public int Port => port;

    /// <summary>Gets where it listens, as <c>host:port</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Gets a value indicating whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Gets the memory that it holds now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

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

    /// <summary>Why a server cannot be had here; null when it can.</summary>
    /// <param name="kind">Which.</param>
    public static string? WhyMissing(ServerKind kind) => kind == ServerKind.Real ? RealServer.WhyMissing : null;

    /// <summary>Starts a server and returns when it takes calls.</summary>
    /// <exception cref="InvalidOperationException">There is none here, or it did not start; with its output.</exception>
    public static async Task<ServerProcess> StartAsync(ServerKind kind, ServerProcessOptions? options = null)
    {
        var server = Launch(kind, options);
        try
        {
            await server.UntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server and returns at once.</summary>
    /// <exception cref="InvalidOperationException">There is none here.</exception>
    public static ServerProcess Launch(ServerKind kind, ServerProcessOptions? options = null)
    {
        options ??= new();

        // The embedded server chooses a free port itself, without a gap in which another may take it.
        var port = options.Port == 0 && kind == ServerKind.Real ? LoopbackPort.FindFree() : options.Port;
        string[] program = kind == ServerKind.Real
            ? [RealServer.FindProgram()]
            : ["dotnet", "exec", EmbeddedServer.FindProgram()];
        var server = new ServerProcess(
            kind, port, WatchedProcess.Start("start-dev", [.. program, .. options.Arguments(port)]));
        server.Begin();
        return server;
    }

    /// <summary>Waits until it takes calls.</summary>
    /// <exception cref="InvalidOperationException">It ended, or took too long; with its output.</exception>
    public async Task UntilReadyAsync()
    {
        try
        {
            await ready.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The {kind} server was not ready after {Patience}: {Output}");
        }
    }

    /// <summary>Ends it at once, as a crash would: no handler runs, nothing is flushed by the process.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGTERM, as a test environment or a service manager sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await KillAsync();
        process.Dispose();
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => ready.TrySetException(
            new InvalidOperationException($"The {kind} server ended before it was ready: {Output}"));
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    // Both print their address when the namespaces are there and calls are taken.
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

        if (line.StartsWith(ReadyPrefix, StringComparison.Ordinal))
        {
            port = int.Parse(line[(line.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
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
