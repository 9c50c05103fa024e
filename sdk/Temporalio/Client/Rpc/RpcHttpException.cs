using Temporalio.Exceptions;

namespace Temporalio.Client.Rpc;

/// <summary>An answer that was HTTP but not gRPC; callers see an <see cref="RpcException"/>.</summary>
internal sealed class RpcHttpException(RpcException.StatusCode code, string message)
    : RpcException(code, message, null);
