using Google.Protobuf;
using Temporalio.Exceptions;

namespace Conformance.Tests.Dialogue;

/// <summary>Expected refusals: code and typed detail count, texts do not.</summary>
internal static class Refused
{
    public static async Task<RpcException> WithAsync(RpcException.StatusCode code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(refusal.Code == code, $"expected {code}, got {refusal.Code}: {refusal.Message}");
        return refusal;
    }

    public static async Task<TDetail> WithAsync<TDetail>(RpcException.StatusCode code, Func<Task> call)
        where TDetail : IMessage<TDetail>, new()
    {
        var refusal = await WithAsync(code, call);
        var detail = Assert.Single(refusal.GrpcStatus.Value!.Details);
        var message = new TDetail();
        Assert.EndsWith("/" + message.Descriptor.FullName, detail.TypeUrl, StringComparison.Ordinal);
        message.MergeFrom(detail.Value);
        return message;
    }
}
