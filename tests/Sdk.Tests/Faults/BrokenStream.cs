namespace Sdk.Tests.Faults;

/// <summary>The first half of some bytes, and then a reset.</summary>
internal sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes, 0, bytes.Length / 2, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await base.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : throw new IOException("The connection was reset");
}
