using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Support.Browser;

/// <summary>Commands to a browser and what it tells by itself.</summary>
internal sealed class DevToolsConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = new();
    private readonly CancellationTokenSource end = new();
    private Task reading = Task.CompletedTask;
    private int lastId;

    /// <summary>What the browser tells: session, name and parameters.</summary>
    public event Action<string?, string, JsonElement>? Told;

    public static async Task<DevToolsConnection> OpenAsync(Uri address)
    {
        var connection = new DevToolsConnection();
        await connection.socket.ConnectAsync(address, CancellationToken.None);
        connection.reading = connection.ReadAsync();
        return connection;
    }

    /// <exception cref="InvalidOperationException">The browser refused.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, end.Token);
        }
        finally
        {
            sending.Release();
        }

        var reply = await answer.Task.WaitAsync(Patience);
        return reply.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{method}: {error}")
            : reply.GetProperty("result");
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        socket.Dispose();
        sending.Dispose();
        end.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, end.Token);
                await message.WriteAsync(buffer.AsMemory(0, part.Count));
                if (part.EndOfMessage)
                {
                    Take(message.ToArray());
                    message.SetLength(0);
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            foreach (var one in waiting.Values)
            {
                one.TrySetException(new InvalidOperationException("The browser has gone.", over));
            }
        }
    }

    private void Take(byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        var root = json.RootElement.Clone();
        if (root.TryGetProperty("id", out var id) && waiting.TryRemove(id.GetInt32(), out var answer))
        {
            answer.TrySetResult(root);
        }
        else if (root.TryGetProperty("method", out var method))
        {
            var session = root.TryGetProperty("sessionId", out var named) ? named.GetString() : null;
            Told?.Invoke(session, method.GetString()!, root.GetProperty("params"));
        }
    }
}
