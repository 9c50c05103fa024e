using DirectedExecution.Activities.Secrets;

namespace Activities.Tests.Support;

/// <summary>Knows one credential.</summary>
internal sealed class FixedSecrets : ISecretSource
{
    public const string Reference = "env:ORDERS_TOKEN";
    public const string Value = "canary-7f3a\"b2";

    public Secret Resolve(string reference) => reference == Reference
        ? new Secret(Value)
        : new SecretSource().Resolve(reference);
}
