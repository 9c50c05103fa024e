using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DirectedExecution.DevServer.Api.Maintenance;

/// <summary>
/// A copy of everything, as of one moment, while the server goes on. Not of Temporal's API. The bytes go to the caller:
/// no caller names a place on this machine.
/// </summary>
internal sealed class Backup(ApiContext context) : IStreamRpc
{
    private const int ChunkBytes = 1024 * 1024;

    public string Path => $"/{ServiceNames.Maintenance}/{nameof(Backup)}";

    public async Task RunAsync(GrpcStream stream, RpcCall call)
    {
        await stream.ReadOnlyOneAsync();
        if (context.State.Store is not IFileStore store)
        {
            throw RpcError.FailedPrecondition("This server keeps everything in memory: there is no file to copy.");
        }

        var copy = $"{store.File}.copy-{Guid.NewGuid():N}";
        try
        {
            await context.Loop.RunAsync(_ => Write(store, copy));
            await SendAsync(copy, stream, call.Aborted);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static bool Write(IFileStore store, string copy)
    {
        try
        {
            store.Backup(copy);
            return true;
        }
        catch (BackupException fault)
        {
            throw RpcError.FailedPrecondition(fault.Message);
        }
    }

    private static async Task SendAsync(string copy, GrpcStream stream, CancellationToken aborted)
    {
        await using var file = new FileStream(
            copy, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[ChunkBytes];
        int read;
        while ((read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, aborted)) > 0)
        {
            await stream.WriteAsync(new BytesValue { Value = ByteString.CopyFrom(buffer, 0, read) });
        }
    }
}
