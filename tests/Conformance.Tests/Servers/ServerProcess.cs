using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Temporalio.Client;

namespace Conformance.Tests.Servers;

/// <summary>One server as a process on a loopback port of its own; killed when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private ServerProcess(Process process, string address, TemporalConnection connection)
    {
        this.process = process;
        Address = address;
        Connection = connection;
    }

    public string Address { get; }

    public TemporalConnection Connection { get; }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="port">A port that was used before, to come back on it; 0 for a free one.</param>
    /// <param name="extra">Further flags of <c>server start-dev</c>.</param>
    public static async Task<ServerProcess> StartAsync(ServerKind kind, int port, params string[] extra)
    {
        var chosen = port == 0 ? FreePort() : port;
        string[] arguments =
        [
            .. ServerPrograms.Prefix(kind), "server", "start-dev", "--headless", "--ip", "127.0.0.1",
            "--port", $"{chosen}", "--log-level", "error", .. extra,
        ];
        var start = new ProcessStartInfo(ServerPrograms.File(kind), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var log = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(log, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = $"127.0.0.1:{chosen}";
        var connection = await ConnectAsync(process, address, log);
        return new(process, address, connection);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static async Task<TemporalConnection> ConnectAsync(Process process, string address, List<string> log)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await TemporalConnection.ConnectAsync(new(address));
            }
            catch (Exception) when (!process.HasExited && waited.Elapsed < StartLimit)
            {
                await Task.Delay(20);
            }
            catch (Exception fault)
            {
                lock (log)
                {
                    throw new InvalidOperationException($"The server on {address} is not there:\n{string.Join('\n', log)}", fault);
                }
            }
        }
    }

    private static void Keep(List<string> log, string? line)
    {
        lock (log)
        {
            if (line is not null && log.Count < 200)
            {
                log.Add(line);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
