using DirectedExecution.Cli.Settings;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Worker.Encryption;
using Temporalio.Exceptions;

namespace DirectedExecution.Cli.Connection;

/// <summary>
/// What a call to the server can end with, in sentences. Told by status code and text: both exist in every SDK.
/// </summary>
internal static class ConnectionFailures
{
    public static CliException Translate(RpcException rpc, CliSettings settings, RunId? run = null) => rpc.Code switch
    {
        RpcException.StatusCode.NotFound when rpc.Message.Contains("amespace", StringComparison.Ordinal) => new(
            ExitCode.WrongNamespace,
            "namespaceNotFound",
            $"{settings.Address}: the server does not know the namespace \"{settings.Namespace}\"",
            "name another with --namespace, or create it on the server"),
        RpcException.StatusCode.NotFound when run is not null => new(
            ExitCode.NotFound,
            "runNotFound",
            $"{run}: there is no such run in namespace {settings.Namespace} at {settings.Address}",
            "directed run list shows what is there"),
        RpcException.StatusCode.NotFound => new(
            ExitCode.NotFound, "notFound", $"{settings.Address}: {OneLine(rpc)}",
            "directed run list shows what is there"),
        RpcException.StatusCode.InvalidArgument => new(
            ExitCode.BadUsage, "badRequest", $"{settings.Address}: {OneLine(rpc)}", "mend the query or the id"),
        RpcException.StatusCode.Unavailable => CannotConnect(settings.Address, OneLine(rpc)),
        RpcException.StatusCode.PermissionDenied or RpcException.StatusCode.Unauthenticated => new(
            ExitCode.NotAuthorised, "serverDenied", $"{settings.Address}: the server denies access: {OneLine(rpc)}",
            "check the credentials"),
        RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.FailedPrecondition
            or RpcException.StatusCode.Cancelled => new(
            ExitCode.NoAnswer,
            "noAnswer",
            $"{settings.Address}: no answer: {OneLine(rpc)}",
            $"is a worker polling task queue {settings.TaskQueue}? directed worker run starts one"),
        RpcException.StatusCode.Unimplemented => NotTemporal(settings.Address, OneLine(rpc)),
        _ =>
            new(
                ExitCode.InternalError,
                "serverError",
                $"{settings.Address}: the server answers {rpc.Code}: {OneLine(rpc)}"),
    };

    public static CliException Locked(PayloadProtectionException locked) => new(
        ExitCode.KeyMissing, "keyMissing", locked.Message.TrimEnd('.'),
        locked.KeyId is { } id
            ? $"name the key under encryption.keys in the settings ({id}: file:PATH), or in DIRECTED_ENCRYPTION_KEYS"
            : "find out who encrypted it, and with what");

    public static CliException CannotConnect(string address, string why) => new(
        ExitCode.CannotConnect,
        "cannotConnect",
        $"{address}: cannot connect: {why}",
        "start a server (directed server start) or name another address with --address");

    public static CliException NotTemporal(string address, string why) => new(
        ExitCode.NotTemporal,
        "notTemporal",
        $"{address}: this is not a Temporal server: {why}",
        "name the gRPC address of a Temporal frontend with --address (7233 as a rule, not the Web UI's port)");

    private static string OneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
