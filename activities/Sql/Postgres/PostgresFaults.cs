using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>What goes wrong between here and the server, in words without the data that the server may quote.</summary>
internal static class PostgresFaults
{
    public static bool IsOfTheServer(Exception fault) => fault is NpgsqlException or SocketException or IOException
        or TimeoutException or AuthenticationException or InvalidOperationException or NotSupportedException
        or InvalidCastException;

    public static string Sentence(Exception fault) => fault switch
    {
        PostgresException refusal => $"{refusal.SqlState}: {refusal.MessageText}",
        _ when fault.InnerException is { } inner => $"{fault.Message.TrimEnd('.')} ({inner.Message.TrimEnd('.')})",
        _ => fault.Message.TrimEnd('.'),
    };
}
