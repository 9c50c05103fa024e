using DirectedExecution.Activities.Secrets;

namespace DirectedExecution.ToolKit;

/// <summary>A source with one credential, whose value must be seen nowhere.</summary>
public sealed class KitSecrets : ISecretSource
{
    /// <summary>The name of the credential.</summary>
    public const string Reference = "env:KIT_CANARY";

    /// <summary>Its value: long and odd enough to be found wherever it gets to.</summary>
    public const string Canary = "canary-5d41\"402a";

    /// <summary>Gives the canary, whatever is asked for.</summary>
    public Secret Resolve(string reference) => new(Canary);
}
