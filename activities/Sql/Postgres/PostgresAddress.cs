using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using Npgsql;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>Where and how to connect.</summary>
internal static class PostgresAddress
{
    private const int ConnectSeconds = 10;

    public static string Of(DatabaseOptions database, Secret? secret) => new NpgsqlConnectionStringBuilder
    {
        Host = database.Host,
        Port = database.Port,
        Database = database.Database,
        Username = database.User,
        Password = secret?.Reveal(),
        SslMode = database.EffectiveTls switch
        {
            DatabaseTls.Off => SslMode.Disable,
            DatabaseTls.VerifyCa => SslMode.VerifyCA,
            _ => SslMode.VerifyFull,
        },
        RootCertificate = database.RootCertificate,
        SslCertificate = database.ClientCertificate,
        SslKey = database.ClientKey,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "directed-execution",
        Timeout = ConnectSeconds,

        // The call's own end stops a statement; and no pool: nothing of one call is left to the next.
        CommandTimeout = 0,
        Pooling = false,
        Enlist = false,
    }.ToString();
}
