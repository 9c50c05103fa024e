using System.Buffers.Binary;
using System.Text;

namespace DirectedExecution.Worker.Encryption;

/// <summary>What a payload belongs to: nobody can decrypt it as that of another namespace or run.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workflow">The workflow id; null for data of no workflow.</param>
internal sealed record PayloadScope(string Namespace, string? Workflow)
{
    /// <summary>
    /// The scope as bytes, each part with its length before it, so that no two scopes have the same. A stored shape.
    /// </summary>
    public byte[] Bytes(string cipher, string keyId)
    {
        using var bytes = new MemoryStream();
        string[] parts = ["directed payload", cipher, keyId, Namespace, Workflow is null ? "-" : $"+{Workflow}"];
        foreach (var part in parts.Select(Encoding.UTF8.GetBytes))
        {
            var length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            bytes.Write(length);
            bytes.Write(part);
        }

        return bytes.ToArray();
    }
}
