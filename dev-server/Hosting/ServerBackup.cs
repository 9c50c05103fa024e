using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using DirectedExecution.DevServer.Api;
using DirectedExecution.DevServer.Storage.Sqlite;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// Fetches a copy of everything that a running embedded server holds. The copy is a database file like the server's
/// own: to restore it, start a server on it.
/// </summary>
public static class ServerBackup
{
    private const int MaxChunkBytes = 4 * 1024 * 1024;
    private const string Ok = "0";
    private const string Unimplemented = "12";

    /// <summary>
    /// Fetches the copy, opens it as a server would to see that it is sound, and only then gives it its name.
    /// </summary>
    /// <param name="address">The server, as <c>host:port</c>; in clear text.</param>
    /// <param name="file">The file to make; one that is there is refused.</param>
    /// <param name="apiKey">Key for a server that asks for one; null for none.</param>
    /// <param name="cancellation">Gives up; then there is no file.</param>
    /// <returns>Size of the file in bytes.</returns>
    /// <exception cref="DevServerException">There is no copy: one sentence says why.</exception>
    public static async Task<long> SaveAsync(
        string address, string file, string? apiKey = null, CancellationToken cancellation = default)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (File.Exists(file) || Directory.Exists(file))
        {
            throw new DevServerException($"The file '{file}' is there already; a backup replaces nothing.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DevServerException($"The folder of the file '{file}' does not exist.");
        }

        var partial = $"{file}.partial-{Guid.NewGuid():N}";
        try
        {
            var size = await FetchAsync(address, partial, apiKey, cancellation);
            using (var store = SqliteStore.Open(partial, Durability.PowerLoss))
            {
                store.Load();
            }

            File.Move(partial, file, overwrite: false);
            return size;
        }
        catch (HttpRequestException fault)
        {
            throw new DevServerException($"{address}: no answer: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DevServerException($"The file '{file}' cannot be written: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<long> FetchAsync(
        string address, string file, string? apiKey, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://{address}/{ServiceNames.Maintenance}/Backup")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcFrame.Write(new Empty()))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType) },
            },
        };
        if (apiKey is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Check(address, response.Headers, isEnd: false);
        await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        while (await ReadAsync(body, cancellation) is { } chunk)
        {
            await target.WriteAsync(chunk.Value.Memory, cancellation);
        }

        Check(address, response.TrailingHeaders, isEnd: !response.Headers.Contains(GrpcHeaders.Status));
        await target.FlushAsync(cancellation);
        RandomAccess.FlushToDisk(target.SafeFileHandle);
        return target.Length;
    }

    private static async Task<BytesValue?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var prefix = new byte[GrpcFrame.PrefixLength];
        var read = await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation);
        if (read == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (read < prefix.Length || prefix[0] != 0 || length > MaxChunkBytes)
        {
            throw new IOException("the server sent a damaged message");
        }

        var message = new byte[length];
        await body.ReadExactlyAsync(message, cancellation);
        return BytesValue.Parser.ParseFrom(message);
    }

    /// <summary>A stream that was cut off has no status at its end: that is no copy either.</summary>
    private static void Check(string address, HttpResponseHeaders headers, bool isEnd)
    {
        var status = headers.TryGetValues(GrpcHeaders.Status, out var found) ? found.First() : null;
        if (status == Ok || (status is null && !isEnd))
        {
            return;
        }

        var said = headers.TryGetValues(GrpcHeaders.Message, out var texts)
            ? GrpcHeaders.DecodeMessage(texts.First())
            : "the server broke off before the end";
        var isOther = status == Unimplemented;
        throw new DevServerException(isOther
            ? $"{address}: this is not an embedded server; back up what keeps its data instead."
            : $"{address}: no copy: {said}");
    }
}
