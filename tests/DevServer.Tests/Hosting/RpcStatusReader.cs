using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DevServer.Tests.Hosting;

/// <summary>Reads the one detail of a google.rpc.Status (field 3).</summary>
internal static class RpcStatusReader
{
    private const uint DetailsTag = (3 << 3) | 2;

    public static Any ReadDetail(byte[] status)
    {
        var input = new CodedInputStream(status);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (tag == DetailsTag)
            {
                return Any.Parser.ParseFrom(input.ReadBytes());
            }

            input.SkipLastField();
        }

        throw new InvalidOperationException("The status has no detail.");
    }
}
