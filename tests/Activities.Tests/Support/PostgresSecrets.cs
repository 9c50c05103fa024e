using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Support;

/// <summary>Knows the password of a test's database; others it asks elsewhere.</summary>
internal sealed class PostgresSecrets(PostgresDatabase database, ISecretSource? others = null) : ISecretSource
{
    public const string Reference = "env:TARGET_PASSWORD";

    public Secret Resolve(string reference) => reference == Reference
        ? new Secret(database.Password)
        : (others ?? new SecretSource()).Resolve(reference);

    public static DatabaseOptions OptionsOf(PostgresDatabase database) => new()
    {
        Host = database.Host,
        Port = database.Port,
        Database = database.Name,
        User = database.Name,
        Credential = Reference,
    };
}
