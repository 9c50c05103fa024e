using System.Globalization;
using Google.Protobuf;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Hosting;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawReply(
    int HttpStatus, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Trailers, byte[] Body)
{
    /// <summary>The status stood in the only HEADERS frame.</summary>
    public bool IsTrailersOnly => Headers.ContainsKey(GrpcHeaders.Status) && Trailers.Count == 0 && Body.Length == 0;

    public GrpcStatusCode Status => (GrpcStatusCode)int.Parse(Find(GrpcHeaders.Status)!, CultureInfo.InvariantCulture);

    public string Message => GrpcHeaders.DecodeMessage(Find(GrpcHeaders.Message) ?? string.Empty);

    public string? Details => Find(GrpcHeaders.StatusDetails);

    /// <exception cref="RawRpcException">Any status but OK.</exception>
    public TReply Read<TReply>()
        where TReply : IMessage<TReply>, new()
    {
        if (Status != GrpcStatusCode.OK)
        {
            throw new RawRpcException(Status, Message, Details);
        }

        var reply = new TReply();
        reply.MergeFrom(GrpcFrame.Read(Body, Headers.GetValueOrDefault(GrpcHeaders.Encoding), int.MaxValue)!.Value.Span);
        return reply;
    }

    private string? Find(string name) => Headers.GetValueOrDefault(name) ?? Trailers.GetValueOrDefault(name);
}
